"""Quantities as people read them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from ecsc.quantity import (
    Count,
    Duration,
    Frequency,
    Money,
    Points,
    Range,
    Rate,
    format_date,
    format_number,
    format_period,
    format_window,
    parse_period,
    parse_window,
    show,
)

D = Decimal


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Money(D(500_000), "CNY"), "CNY 500,000", "500,000 元"),
        (Money(D("199.9"), "CNY"), "CNY 199.90", "199.90 元"),
        (Money(D("0.125"), "USD"), "USD 0.125", "0.125 美元"),
        (Money(D(-5), "NZD"), "NZD -5", "-5 新西兰元"),
        (Money(D(1200), "JPY"), "JPY 1,200", "1,200 日元"),
        (Money(D(1_000_000) / 6, "CNY"), "CNY 166,666.67", "166,666.67 元"),
        (Money(D("1.00E+6"), "CNY"), "CNY 1,000,000", "1,000,000 元"),
        (Rate(D("0.025")), "2.5%", "2.5%"),
        (Rate(D("0.20")), "20%", "20%"),
        (Rate(D("0.15"), signed=True), "+15%", "+15%"),
        (Rate(D("-0.15"), signed=True), "-15%", "-15%"),
        (Rate(D(1) / 3), "33.33%", "33.33%"),
        (Points(D("0.0045")), "0.45 pp", "0.45 个百分点"),
        (Count(D(5000), "people"), "5,000 people", "5,000 people"),
        (Count(D(23_000), "人"), "23,000 人", "23,000 人"),
        (Count(D(5000)), "5,000", "5,000"),
        (Duration(D(10), "d"), "10 days", "10 天"),
        (Duration(D(1), "d"), "1 day", "1 天"),
        (Duration(D("0.5"), "d"), "0.5 days", "0.5 天"),
        (Duration(D(10), "d", "working"), "10 working days", "10 个工作日"),
        (Duration(D(5), "d", "calendar"), "5 calendar days", "5 个自然日"),
        (Duration(D(72), "h"), "72 h", "72 小时"),
        (Duration(D(15), "min"), "15 min", "15 分钟"),
        (Duration(D(2), "w"), "2 weeks", "2 周"),
        (Duration(D(3), "month"), "3 months", "3 个月"),
        (Frequency(Count(D(420)), "w"), "420 per week", "每周 420"),
        (Frequency(Duration(D(4), "d"), "w"), "4 days per week", "每周 4 天"),
        (Range(Count(D(10_000)), Count(D(50_000))), "10,000–50,000", "10,000–50,000"),
        (Range(Money(D(50), "CNY"), Money(D(300), "CNY")), "CNY 50–300", "50–300 元"),
        (Range(Money(D(-50), "CNY"), Money(D(300), "CNY")), "CNY -50 to CNY 300", "-50 元 至 300 元"),
        (Range(Duration(D(3), "d"), Duration(D(5), "d")), "3–5 days", "3–5 天"),
        (Range(Rate(D("0.02")), Rate(D("0.03"))), "2%–3%", "2%–3%"),
        (D("1234567.50"), "1,234,567.5", "1,234,567.5"),
        (D("0.000012345678"), "0.0000123", "0.0000123"),
        (D("-0.0"), "0", "0"),
        (1200, "1,200", "1,200"),
        (0.25, "0.25", "0.25"),
        (True, "yes", "是"),
        (None, "", ""),
        ("text {x}", "text {x}", "text {x}"),
        (dt.date(2026, 6, 30), "2026-06-30", "2026-06-30"),
        (dt.datetime.fromisoformat("2026-05-20T10:00"), "2026-05-20 10:00", "2026-05-20 10:00"),
        (parse_period("2026-Q1"), "2026-Q1", "2026-Q1"),
        (parse_period("2026-01-01..2026-06-30"), "2026-01-01 to 2026-06-30", "2026-01-01 至 2026-06-30"),
        (parse_window("2026-05-20T10:00..12:00"), "2026-05-20 10:00–12:00", "2026-05-20 10:00–12:00"),
        (parse_window("2026-05-20..2026-05-22"), "2026-05-20 to 2026-05-22", "2026-05-20 至 2026-05-22"),
        (["a", "b", "c"], "a, b and c", "a、b、c"),
        (("a", Money(D(30), "CNY")), "a and CNY 30", "a、30 元"),
        ([], "", ""),
        (frozenset(("b", "a")), "a and b", "a、b"),
    ],
)
def test_every_value_prints_in_both_languages(value: object, english: str, chinese: str) -> None:
    assert show(value) == english
    assert show(value, "zh-CN") == chinese


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2026", "2026", "2026年"),
        ("2026-H1", "H1 2026", "2026年上半年"),
        ("2026-Q3", "Q3 2026", "2026年第3季度"),
        ("2026-03", "Mar 2026", "2026年3月"),
        ("2026-W06", "week 6 of 2026", "2026年第6周"),
        ("FY2026-Q1", "Q1 FY2026", "2026财年第1季度"),
        ("2026-01-01..2026-06-30", "1 Jan 2026 to 30 Jun 2026", "2026年1月1日 至 2026年6月30日"),
    ],
)
def test_pages_print_periods_in_words(text: str, english: str, chinese: str) -> None:
    period = parse_period(text)
    assert format_period(period, "en", "words") == english
    assert format_period(period, "zh-CN", "words") == chinese


def test_dates_follow_the_locale_in_words() -> None:
    day = dt.date(2026, 6, 30)
    assert format_date(day, "de", "words") == "30.06.2026"
    assert format_date(day, "xx-nowhere", "words") == "2026-06-30"
    window = parse_window("2026-05-20T10:00..2026-05-21T12:00")
    assert format_window(window, "en", "words") == "20 May 2026 10:00 to 21 May 2026 12:00"


@pytest.mark.parametrize(
    "number", ["0", "12", "1234.5", "-1234567.125", "1000000", "0.000001", "123456789012345678901.25"]
)
def test_the_short_way_prints_what_babel_prints(number: str) -> None:
    for lang, locale in (("en", "en"), ("zh-CN", "zh_CN")):
        assert format_number(D(number), lang) == format_decimal(
            D(number), locale=locale, decimal_quantization=False
        )


def test_other_locales_print_with_their_own_signs() -> None:
    assert format_number(D("1234567.5"), "de") == "1.234.567,5"
    assert show(Money(D("1234.5"), "EUR"), "de-AT") == "EUR 1.234,50"
    assert format_number(D("1234567.5"), "xx-nowhere") == "1,234,567.5"


def test_english_findings_need_no_babel() -> None:
    code = (
        "import sys, ecsc.quantity as q; "
        "print(q.show(q.parse_money('56万', 'CNY')), q.show(q.parse_money('5元', 'CNY'), 'zh-CN')); "
        "sys.exit('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().strip()) == (0, "CNY 560,000 5 元")
