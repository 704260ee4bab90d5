"""Numbers, money, rates, counts, frequencies and ranges: golden values and refusals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ecsc.quantity import (
    Count,
    Duration,
    Frequency,
    Money,
    Points,
    QuantityError,
    Range,
    Rate,
    last_stated_digit,
    parse_amount,
    parse_count,
    parse_currency,
    parse_discount,
    parse_duration,
    parse_frequency,
    parse_money,
    parse_number,
    parse_points,
    parse_range,
    parse_rate,
    show,
)

D = Decimal


def refusal(parse: Callable[..., object], value: object, *args: object) -> str:
    """Return reason and hint as an English reader sees them; fail when the value is accepted."""
    with pytest.raises(QuantityError) as caught:
        parse(value, *args)
    error = caught.value
    shown = {name: show(param) for name, param in error.params.items()}
    return f"{error.reason.format(**shown)} | {error.hint.format(**shown)}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (5, 5),
        (D("2.5"), D("2.5")),
        ("1,000", 1000),
        ("1,234,567.89", D("1234567.89")),
        ("-5", -5),
        ("−5", -5),
        (".5", D("0.5")),
        ("1e3", 1000),
        ("100万", 1_000_000),
        ("50萬", 500_000),
        ("2.3万", 23_000),
        ("1.23456万", D("12345.6")),
        ("1.2亿", 120_000_000),
        ("1.2億", 120_000_000),
        ("3千", 3000),
        ("3百万", 3_000_000),
        ("3k", 3000),
        ("3 K", 3000),
        ("2m", 2_000_000),
        ("1.5 million", 1_500_000),
        ("2bn", 2_000_000_000),
        ("２，０００", 2000),
        ("１２．５", D("12.5")),
        ("\u200b12\u00a0", 12),
        ("五十万", 500_000),
        ("一百二十", 120),
        ("十二", 12),
        ("一千零五", 1005),
        ("一亿两千万", 120_000_000),
        ("-1234567890123456789012345.678901234", D("-1234567890123456789012345.678901234")),
    ],
)
def test_a_number_is_exact(text: object, number: object) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["100万", "1.2亿", D("1E+6"), "1e6"])
def test_a_scaled_number_prints_in_plain_digits(text: object) -> None:
    assert "E" not in str(parse_number(text))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1,00", "two readings"),
        ("1,5", "two readings"),
        ("12,34,567", "two readings"),
        ("010", "write 10"),
        ("1_000", "write 1000"),
        ("1 000", "write 1000"),
        ("0b11", "write 3"),
        ("0x1F", "write 31"),
        ("+-5", "two signs"),
        ("1.2.3", "cannot be read as one number"),
        ("1万5千", "adds two numbers"),
        ("两万五", "not a number written out in full"),
        ("千万", "not a number written out in full"),
        ("20%", "“%” beside the number"),
        ("10²", "“²”"),
        ("①", "no number in it"),
        ("½", "no number in it"),
        ("٣", "no number in it"),
        ("soon", "no number in it"),
        ("", "nothing is written"),
        ("\u3000\u200b", "nothing is written"),
        (None, "nothing is written"),
        (True, "yes or no"),
        ([1], "several values"),
        ({"a": 1}, "several values"),
        (1.5, "several values"),
        (D("NaN"), "not a number"),
        (D("Infinity"), "not a number"),
    ],
)
def test_what_is_no_number_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_number, value)


@pytest.mark.parametrize(
    "value",
    [
        "9" * 5000,
        pytest.param(10**5000, id="a huge integer"),
        pytest.param(-(10**5000), id="a huge negative integer"),
        "1e999999",
        "1e-999999",
        "0e99999999999999",
        "1e" + "9" * 150,
        D("1e999999"),
        D("1e-999999"),
        D("0.1") ** 200,
        "1" * 36,
        "9" * 24 + "亿",
        "1," * 90,
        "万" * 190,
        "-" * 190,
        "一百" * 90,
        ("1" * 90 + "a") * 2,
    ],
)
@pytest.mark.parametrize(
    "parse",
    [
        parse_number,
        parse_rate,
        parse_points,
        parse_duration,
        parse_count,
        parse_frequency,
        parse_range,
        parse_amount,
        parse_discount,
    ],
)
def test_endless_input_is_refused_with_a_short_message(parse: Callable[..., object], value: object) -> None:
    assert len(refusal(parse, value)) < 400


@pytest.mark.parametrize("zero", [0, "0", D("0.00"), D("0E-500"), D("0E+500"), "-0"])
def test_zero_is_zero_however_it_is_written(zero: object) -> None:
    assert str(parse_number(zero)).lstrip("-") in {"0", "0.00"}
    assert parse_rate(zero) == Rate(D(0))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("100万", 10_000),
        ("1.2亿", 10_000_000),
        ("1000000", 1),
        (1000, 1),
        ("2.5%", D("0.001")),
        ("CNY 199.9", D("0.1")),
    ],
)
def test_the_last_stated_digit_is_known(text: object, place: object) -> None:
    assert last_stated_digit(text) == place


@pytest.mark.parametrize(
    ("text", "currency", "amount", "code"),
    [
        (30, "CNY", 30, "CNY"),
        ("30", "USD", 30, "USD"),
        ("CNY 30", "USD", 30, "CNY"),
        ("CNY30", "USD", 30, "CNY"),
        ("30元", "USD", 30, "CNY"),
        ("30 元", "CNY", 30, "CNY"),
        ("人民币30元", "USD", 30, "CNY"),
        ("RMB 30", "USD", 30, "CNY"),
        ("¥30", "CNY", 30, "CNY"),
        ("￥３０", "USD", 30, "CNY"),
        ("¥30", "JPY", 30, "JPY"),
        ("30円", "CNY", 30, "JPY"),
        ("€30", "CNY", 30, "EUR"),
        ("30 EUR", "CNY", 30, "EUR"),
        ("30 eur", "CNY", 30, "EUR"),
        ("$30", "CNY", 30, "USD"),
        ("$30", "HKD", 30, "HKD"),
        ("US$30", "HKD", 30, "USD"),
        ("30元", "TWD", 30, "TWD"),
        ("100万", "CNY", 1_000_000, "CNY"),
        ("50万元", "USD", 500_000, "CNY"),
        ("50萬元", "USD", 500_000, "CNY"),
        ("3千元", "CNY", 3000, "CNY"),
        ("五十万元", "USD", 500_000, "CNY"),
        ("USD 1.2m", "CNY", 1_200_000, "USD"),
        ("1.2亿美元", "CNY", 120_000_000, "USD"),
        ("-¥30", "CNY", -30, "CNY"),
        ("CNY -30", "CNY", -30, "CNY"),
        ("NZD 7.5", "CNY", D("7.5"), "NZD"),
    ],
)
def test_money_says_its_currency_or_takes_the_strategys(
    text: object, currency: str, amount: object, code: str
) -> None:
    assert parse_money(text, currency) == Money(D(str(amount)), code)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("$30元", "two currencies, USD and CNY | write USD 30"),
        ("ABC 30", "“ABC” in ABC 30 is not a currency"),
        ("DEM 30", "is not a currency"),
        ("¥30 Q", "“Q” in ¥30 Q is not a currency"),
        ("¥100W", "could be 100 weeks or 100万"),
        ("1.299", "write 1299 without the dot, or 1.30"),
        ("100.000", "write 100000 without the dot, or 100"),
        ("30 people", "“people” in 30 people is not a currency"),
        ("30%", "is a percentage"),
        ("10d", "is a length of time"),
        (True, "yes or no"),
        (None, "nothing is written"),
        ([30], "several values"),
        ("CNY", "no number"),
        ("CNY 1-5万", "is a range, where one value is due"),
        ("2026-03-01", "cannot be read as one number"),
    ],
)
def test_what_is_no_money_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_money, value, "CNY")


@pytest.mark.parametrize(
    ("value", "said"),
    [("￥100W", "write 100万 for ten thousands"), ("¥30 °", "“°” in ¥30 ° is not a unit")],
)
def test_a_sign_of_money_is_not_blamed_for_what_stands_behind(value: str, said: str) -> None:
    assert said in refusal(parse_amount, value, "CNY")


@pytest.mark.parametrize("code", ["CNY", "USD", "EUR", "NZD", "BHD"])
def test_currencies_in_use_are_known(code: str) -> None:
    assert parse_currency(code) == code


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("RMB", "write CNY"),
        ("人民币", "write CNY"),
        ("人民幣", "write CNY"),
        ("元", "write CNY"),
        ("cny", "write CNY"),
        ("$", "write USD"),
        ("DEM", "not the code of a currency in use"),
        ("XXX", "not the code of a currency in use"),
        ("dollar", "three-letter code"),
        (12, "three-letter code"),
        (True, "yes or no"),
    ],
)
def test_other_names_of_currencies_are_refused_with_the_code(value: object, said: str) -> None:
    assert said in refusal(parse_currency, value)


@pytest.mark.parametrize(
    ("text", "value", "signed"),
    [
        ("20%", "0.2", False),
        ("2.5 %", "0.025", False),
        ("20％", "0.2", False),
        ("２０％", "0.2", False),
        ("+15%", "0.15", True),
        ("-15%", "-0.15", True),
        ("＋１５％", "0.15", True),
        ("百分之二十", "0.2", False),
        ("百分之2.5", "0.025", False),
        ("三成", "0.3", False),
        ("5‰", "0.005", False),
        ("20 percent", "0.2", False),
        ("1,000%", "10", False),
    ],
)
def test_a_rate_is_the_fraction(text: str, value: str, signed: bool) -> None:
    assert parse_rate(text) == Rate(D(value), signed)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (D("0.2"), "write 20% or 0.2%"),
        ("0.2", "write 20% or 0.2%"),
        (1, "write 100% or 1%"),
        (20, "write 20% or 2,000%"),
        ("0.45pp", "percentage points"),
        ("3万%", "is not a percentage"),
        ("%50", "is not a percentage"),
        ("约20%", "is not a percentage"),
        ("20元", "is not a percentage"),
        (False, "yes or no"),
    ],
)
def test_a_bare_number_is_no_rate_and_both_readings_are_offered(value: object, said: str) -> None:
    assert said in refusal(parse_rate, value)


@pytest.mark.parametrize(
    "text",
    ["0.45pp", "0.45 pp", "0.45PP", "0.45 个百分点", "0.45個百分點", "0.45个点", "0.45 percentage points"],
)
def test_points_are_fractions_too(text: str) -> None:
    assert parse_points(text) == Points(D("0.0045"))


@pytest.mark.parametrize(
    ("value", "said"),
    [("0.45%", "is a percentage"), (3, "not a number of percentage points"), ("3d", "not a number")],
)
def test_a_percentage_is_no_points(value: object, said: str) -> None:
    assert said in refusal(parse_points, value)


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("5折", "0.5"),
        ("９折", "0.1"),
        ("9.5折", "0.05"),
        ("95折", "0.05"),
        ("8.8 折", "0.12"),
        ("打9折", "0.1"),
        ("1折", "0.9"),
        ("25折", "0.75"),
        ("九折", "0.1"),
        ("九五折", "0.05"),
        ("九点五折", "0.05"),
        ("半价", "0.5"),
        ("半價", "0.5"),
        ("20% off", "0.2"),
    ],
)
def test_a_discount_is_what_is_taken_off(text: str, off: str) -> None:
    assert parse_discount(text) == Rate(D(off))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0折", "give the goods away"),
        ("10折", "full price"),
        ("十折", "full price"),
        ("50折", "write 5折"),
        ("100折", "is not a discount"),
        ("-5折", "折"),
        ("9折起", "is not a discount"),
        ("0% off", "is not a discount"),
        ("100% off", "is not a discount"),
        ("50%", "paid or taken off"),
        (5, "paid or taken off"),
        ("折", "no number"),
        (None, "nothing"),
    ],
)
def test_a_discount_that_says_nothing_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_discount, value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        (5000, 5000, ""),
        ("5,000 people", 5000, "people"),
        ("100件", 100, "件"),
        ("2.3万人", 23_000, "人"),
        ("5k followers", 5000, "followers"),
        ("3 m", 3_000_000, ""),
        ("50 core styles", 50, "core styles"),
        ("5千克", 5000, "克"),
        ("3 SKU", 3, "SKU"),
        ("一百件", 100, "件"),
        ("-200 orders", -200, "orders"),
    ],
)
def test_a_count_keeps_the_authors_word(text: object, value: int, unit: str) -> None:
    assert parse_count(text) == Count(D(value), unit)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("30元", "is an amount of money"),
        ("5%", "is a percentage"),
        ("5pp", "is a percentage"),
        ("10d", "is a length of time"),
        ("9折", "“折” in 9折 is not a unit"),
        ("about 5", "nothing else stands before a number"),
        ("5 <b>", "is not a unit"),
        ("5 km2", "cannot be read as one number"),
        ("people", "no number"),
        (True, "yes or no"),
    ],
)
def test_what_counts_nothing_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_count, value)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30元", Money(D(30), "CNY")),
        ("USD 3k", Money(D(3000), "USD")),
        ("20%", Rate(D("0.2"))),
        ("百分之20", Rate(D("0.2"))),
        ("-5%", Rate(D("-0.05"), signed=True)),
        ("0.45个百分点", Points(D("0.0045"))),
        ("10d", Duration(D(10), "d")),
        ("3个月", Duration(D(3), "month")),
        ("100件", Count(D(100), "件")),
        ("5000", Count(D(5000))),
        (7, Count(D(7))),
    ],
)
def test_an_amount_is_what_its_text_says(text: object, amount: object) -> None:
    assert parse_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("420 per week", Frequency(Count(D(420)), "w")),
        ("4d per week", Frequency(Duration(D(4), "d"), "w")),
        ("3 per quarter", Frequency(Count(D(3)), "quarter")),
        ("45,000 per month", Frequency(Count(D(45_000)), "month")),
        ("CNY 300 per day", Frequency(Money(D(300), "CNY"), "d")),
        ("300元/天", Frequency(Money(D(300), "CNY"), "d")),
        ("每周2次", Frequency(Count(D(2)), "w")),
        ("每週兩次", Frequency(Count(D(2)), "w")),
        ("2次/周", Frequency(Count(D(2)), "w")),
        ("每月5000人", Frequency(Count(D(5000), "人"), "month")),
        ("每个季度3次", Frequency(Count(D(3)), "quarter")),
        ("每天8小时", Frequency(Duration(D(8), "h"), "d")),
        ("twice a week", Frequency(Count(D(2)), "w")),
        ("2 times per year", Frequency(Count(D(2)), "year")),
        ("１ ｐｅｒ ｗｅｅｋ", Frequency(Count(D(1)), "w")),
        ("每季度3款", Frequency(Count(D(3), "款"), "quarter")),
        ("每個季度三款", Frequency(Count(D(3), "款"), "quarter")),
        ("一周420", Frequency(Count(D(420)), "w")),
        ("420 weekly", Frequency(Count(D(420)), "w")),
        ("daily 3", Frequency(Count(D(3)), "d")),
        ("1 per 2 weeks", Frequency(Count(D(1)), "w", 2)),
        ("1 every other week", Frequency(Count(D(1)), "w", 2)),
        ("每两周1次", Frequency(Count(D(1)), "w", 2)),
        ("2 per half year", Frequency(Count(D(2)), "month", 6)),
        ("每半年2次", Frequency(Count(D(2)), "month", 6)),
    ],
)
def test_a_frequency_is_an_amount_per_unit_of_time(text: str, frequency: Frequency) -> None:
    assert parse_frequency(text) == frequency


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1 per CNY", "“CNY” in 1 per CNY is not one unit of time"),
        ("3 per order", "not one unit of time"),
        ("1 per 0 weeks", "not one unit of time"),
        ("3 per quarter per week", "not one unit of time"),
        ("3 per per week", "not one unit of time"),
        ("5 per working day", "not one unit of time"),
        ("5 per m", "not one unit of time"),
        ("weekly", "does not say how much in each unit of time"),
        ("420", "does not say how much in each unit of time"),
        (420, "does not say how much in each unit of time"),
        ("每季度", "does not say how much in each unit of time"),
        ("一季度3款", "does not say how much in each unit of time"),
        ("每周", "does not say how much in each unit of time"),
        ("20% per week", "is a percentage"),
        ("-1 per week", "is negative"),
    ],
)
def test_a_frequency_without_time_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_frequency, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1-5万", Count(D(10_000)), Count(D(50_000))),
        ("1-5萬", Count(D(10_000)), Count(D(50_000))),
        ("1万-5万", Count(D(10_000)), Count(D(50_000))),
        ("１～５万", Count(D(10_000)), Count(D(50_000))),
        ("1千-5万元", Money(D(1000), "CNY"), Money(D(50_000), "CNY")),
        ("1-5万元", Money(D(10_000), "CNY"), Money(D(50_000), "CNY")),
        ("50-300", Count(D(50)), Count(D(300))),
        ("50 – 300", Count(D(50)), Count(D(300))),
        ("50至300", Count(D(50)), Count(D(300))),
        ("50到300元", Money(D(50), "CNY"), Money(D(300), "CNY")),
        ("CNY 50-300", Money(D(50), "CNY"), Money(D(300), "CNY")),
        ("¥50-¥300", Money(D(50), "CNY"), Money(D(300), "CNY")),
        ("50-300 EUR", Money(D(50), "EUR"), Money(D(300), "EUR")),
        ("2%-3%", Rate(D("0.02")), Rate(D("0.03"))),
        ("2-3%", Rate(D("0.02")), Rate(D("0.03"))),
        ("3-5天", Duration(D(3), "d"), Duration(D(5), "d")),
        ("3 to 5 working days", Duration(D(3), "d", "working"), Duration(D(5), "d", "working")),
        ("三到五天", Duration(D(3), "d"), Duration(D(5), "d")),
        ("3d-2w", Duration(D(3), "d"), Duration(D(2), "w")),
        ("-5 to 5", Count(D(-5)), Count(D(5))),
        ("-5--1", Count(D(-5)), Count(D(-1))),
        ("5-5", Count(D(5)), Count(D(5))),
        ("10,000-50,000 followers", Count(D(10_000), "followers"), Count(D(50_000), "followers")),
    ],
)
def test_the_ends_of_a_range_share_what_one_says(text: str, low: Any, high: Any) -> None:
    assert parse_range(text) == Range(low, high)


def test_a_range_is_read_by_the_parser_given() -> None:
    assert parse_range("50-300", lambda end: parse_money(end, "USD")) == Range(
        Money(D(50), "USD"), Money(D(300), "USD")
    )
    assert "is not a percentage" in refusal(parse_range, "50-300元", parse_rate)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("300-50", "runs from 300 down to 50 | write 50 to 300"),
        ("500-1万", "write 500 to 10000"),
        ("CNY 500-1万", "write CNY 500 to CNY 10000"),
        ("50元-300", "not of one kind: CNY 50 and 300"),
        ("CNY 50-USD 300", "not of one kind"),
        ("3 people-5 orders", "not of one kind"),
        ("50+", "not a range of two numbers"),
        ("50-", "not a range of two numbers"),
        ("-50", "not a range of two numbers"),
        (50, "not a range of two numbers"),
        ("many-few", "not a range of two numbers"),
        ([50, 300], "several values"),
    ],
)
def test_a_range_without_two_ends_in_order_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_range, value)


@pytest.mark.parametrize("text", ["1.000", "24.900", "1.200件", "2.125元"])
def test_three_digits_behind_a_dot_are_a_thousand_to_some(text: str) -> None:
    parse = parse_money if "元" in text else parse_count
    with pytest.raises(QuantityError, match="two readings"):
        parse(text, "CNY") if parse is parse_money else parse_count(text)


def test_more_or_fewer_digits_have_one_reading() -> None:
    assert parse_money("0.125", "CNY").amount == Decimal("0.125")
    assert parse_money("2.5", "CNY").amount == Decimal("2.5")
    assert parse_count("1.200万").value == Decimal(12000)
