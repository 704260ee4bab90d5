"""Properties: canonical texts round trip, hostile text never breaks out, parts of a period tile it."""

from __future__ import annotations

import ast
import datetime as dt
import itertools
import string
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecsc.quantity
from ecsc.quantity import (
    Count,
    Duration,
    Frequency,
    Money,
    Points,
    Quantity,
    QuantityError,
    Range,
    Rate,
    Window,
    day_range,
    parse_amount,
    parse_count,
    parse_currency,
    parse_date,
    parse_discount,
    parse_duration,
    parse_frequency,
    parse_money,
    parse_number,
    parse_period,
    parse_points,
    parse_range,
    parse_rate,
    parse_week,
    parse_window,
    show,
    split_period,
)
from ecsc.quantity.splitting import Axis

steady = settings(derandomize=True, deadline=None, max_examples=200)

numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=4)
sizes = st.decimals(min_value=0, max_value=10**6, places=2)
days = st.dates(dt.date(1990, 1, 1), dt.date(2190, 12, 31))
units = st.sampled_from(["", "people", "件", "core styles", "SKU"])
money = st.builds(Money, numbers, st.sampled_from(["CNY", "USD", "JPY", "NZD"]))
rates = numbers.map(lambda value: Rate(value, signed=value < 0)) | numbers.map(
    lambda value: Rate(value, signed=True)
)
counts = st.builds(Count, numbers, units)
durations = (
    st.builds(Duration, sizes, st.sampled_from(["s", "min", "h", "d", "w"]))
    | st.builds(Duration, sizes, st.sampled_from(["d", "w"]), st.sampled_from(["working", "calendar"]))
    | st.builds(Duration, st.integers(0, 999).map(Decimal), st.sampled_from(["month", "quarter", "year"]))
)
pers = st.sampled_from(["s", "min", "h", "d", "w", "month", "quarter", "year"])
frequencies = st.builds(Frequency, st.builds(Count, sizes, units) | durations, pers, st.integers(1, 99))
hostile = st.text(max_size=30) | st.text(
    "0123456789.,-+%eE万亿元折 個个每周月日年天半两百kmdwh¥$:TQHWFY/年０９％～", max_size=16
)

PARSERS: list[Callable[[object], object]] = [
    parse_number,
    lambda value: parse_money(value, "CNY"),
    parse_rate,
    parse_points,
    parse_duration,
    parse_count,
    parse_frequency,
    parse_range,
    parse_amount,
    parse_discount,
    parse_date,
    parse_period,
    parse_window,
    parse_week,
    parse_currency,
]


@steady
@given(money | rates | st.builds(Points, numbers) | counts | durations)
def test_the_canonical_text_of_an_amount_reads_back(amount: Quantity) -> None:
    assert parse_amount(str(amount)) == amount


@steady
@given(frequencies)
def test_the_canonical_text_of_a_frequency_reads_back(frequency: Frequency) -> None:
    assert parse_frequency(str(frequency)) == frequency


@steady
@given(numbers, numbers, st.sampled_from(["CNY", "", "people"]))
def test_the_canonical_text_of_a_range_reads_back(a: Decimal, b: Decimal, unit: str) -> None:
    ends = [Money(end, unit) if unit == "CNY" else Count(end, unit) for end in sorted((a, b))]
    assert parse_range(str(Range(*ends))) == Range(*ends)


@steady
@given(
    st.integers(1991, 2189), st.sampled_from(["year", "half", "quarter", "month", "week"]), st.integers(1, 12)
)
def test_the_label_of_a_period_reads_back(year: int, by: Axis, start: int) -> None:
    for whole in (parse_period(year, start), parse_period(f"FY{year}", start)):
        for part in split_period(whole, by, start)[1:-1] or (whole,):
            assert parse_period(part.label, start) == part


@steady
@given(
    days,
    st.integers(0, 800),
    st.sampled_from(["year", "half", "quarter", "month", "week"]),
    st.integers(1, 12),
)
def test_the_parts_of_a_period_tile_it(first: dt.date, length: int, by: Axis, start: int) -> None:
    ranged = day_range(first, first + dt.timedelta(days=length))
    fiscal = parse_period(f"FY{first.year}", start)
    for period in (ranged, fiscal):
        parts = split_period(period, by, start)
        assert (parts[0].first, parts[-1].last) == (period.first, period.last)
        assert all(a.last + dt.timedelta(days=1) == b.first for a, b in itertools.pairwise(parts))
        assert all(parse_period(part.label, start).contains(part) for part in parts)
        assert len({part.label for part in parts}) == len(parts)


@steady
@given(
    st.datetimes(dt.datetime.fromisoformat("1990-01-01"), dt.datetime.fromisoformat("2190-01-01")),
    st.integers(1, 10**7),
)
def test_the_canonical_text_of_a_window_reads_back(start: dt.datetime, seconds: int) -> None:
    start = start.replace(microsecond=0)
    window = Window(start, start + dt.timedelta(seconds=seconds), whole_days=False)
    assert parse_window(str(window)) == window


@pytest.mark.parametrize("parse", PARSERS)
def test_hostile_text_gives_a_value_or_a_reason(parse: Callable[[object], object]) -> None:
    @settings(derandomize=True, deadline=None, max_examples=300)
    @given(hostile | st.integers() | st.decimals() | st.none() | st.booleans())
    def check(value: object) -> None:
        try:
            result = parse(value)
        except QuantityError as refused:
            error = refused
        else:
            assert isinstance(value, (str, int, Decimal))
            assert not isinstance(value, bool)
            assert show(result)
            return
        shown = {name: show(param, "zh-CN") for name, param in error.params.items()}
        assert error.reason.format(**shown)
        assert error.hint.format(**shown) is not None

    check()


@steady
@given(st.decimals(-(10**20), 10**20, places=9))
def test_full_width_digits_read_as_plain_ones(number: Decimal) -> None:
    plain = format(number, "f")
    wide = plain.translate({ord(char): ord(char) + 0xFEE0 for char in plain})
    assert parse_number(wide) == parse_number(plain) == number


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    assert isinstance(node, ast.Constant), (
        f"line {node.lineno}: a template is literal text, so that it translates"
    )
    assert isinstance(node.value, str)
    return [node.value]


def test_every_message_is_a_literal_template_with_its_parameters() -> None:
    calls = 0
    for path in sorted(Path(ecsc.quantity.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "QuantityError"
            ):
                continue
            calls += 1
            given_names = {keyword.arg for keyword in node.keywords}
            used = {
                name
                for argument in node.args
                for template in _literals(argument)
                for _, name, _, _ in string.Formatter().parse(template)
                if name is not None
            }
            assert used <= given_names, f"{path.name}:{node.lineno} does not fill {used - given_names}"
    assert calls > 60
