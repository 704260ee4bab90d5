from __future__ import annotations

import pytest

from ecsc.quantity import QuantityError, parse_workweek


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", "01234"),
        ("Mon - Sat", "012345"),
        ("MON–FRI", "01234"),
        ("monday to friday", "01234"),
        ("mon,wed,fri", "024"),
        ("mon wed fri", "024"),
        ("sun-thu", "01236"),
        ("sat", "5"),
        ("fri-fri", "4"),
        ("Mon-Wed, Fri", "0124"),
        ("tues, thurs", "13"),
        ("daily", "0123456"),
        ("周一至周五", "01234"),
        ("周一到周六", "012345"),
        ("星期一—星期五", "01234"),
        ("周一、周三、周日", "026"),
        ("礼拜天", "6"),
        ("週一至週五", "01234"),
        ("周一至五", "01234"),
        ("ｍｏｎ－ｆｒｉ", "01234"),
        ("每天", "0123456"),
        ("工作日", "01234"),
    ],
)
def test_spellings(text: str, days: str) -> None:
    assert parse_workweek(text) == {int(day) for day in days}


def test_a_list_is_a_work_week() -> None:
    assert parse_workweek(["mon", "wed", "周五"]) == {0, 2, 4}


@pytest.mark.parametrize(
    ("text", "word"),
    [("mon-fry", "fry"), ("m-f", "m"), ("周八", "周八"), ("1-5", "1"), ("mon+xyz", "xyz"), ("t", "t")],
)
def test_what_is_no_weekday_is_named(text: str, word: str) -> None:
    with pytest.raises(QuantityError) as error:
        parse_workweek(text)
    assert error.value.params["word"] == word
    assert "mon-fri" in error.value.hint
    assert error.value.reason.format(**error.value.params) == str(error.value)


@pytest.mark.parametrize(
    "text", ["", "  ", [], ["", " "], "mon-", "-fri", "mon--fri", "-", ",,", "\u0000", "{word}"]
)
def test_what_names_no_day_is_refused(text: str | list[str]) -> None:
    with pytest.raises(QuantityError):
        parse_workweek(text)


def test_an_entry_that_is_no_text_is_refused() -> None:
    with pytest.raises(QuantityError):
        parse_workweek([1, 2])  # type: ignore[list-item]
