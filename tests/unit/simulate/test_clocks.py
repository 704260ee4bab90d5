"""A clock answers for rows what its calendar answers for numbers, also beyond the table and on short days."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.schedule import Calendar, build_calendar, instant_of
from ecsc.simulate.clocks import Clock

MONDAY = dt.date(2026, 3, 2)
END = MONDAY + dt.timedelta(days=60)


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def calendars() -> dict[str, Calendar]:
    """Return a new calendar of each kind: their tables grow."""
    office = build_calendar(MONDAY, END, range(5), [day(8)], [day(12)])
    return {
        "office": office,
        "half days": build_calendar(MONDAY, END, range(5), short_days={day(1): 240, day(5): 240, day(9): 1}),
        "break": build_calendar(MONDAY, END, range(6), hours=((540, 720), (780, 1080))),
        "short break": build_calendar(
            MONDAY, END, range(6), hours=((540, 720), (780, 1080)), short_days={day(2): 200}
        ),
        "away": build_calendar(MONDAY, END, range(5), [day(8)], [day(12)], [(day(10), day(40))]),
        "clock": build_calendar(MONDAY, END, range(7), hours=((0, 1440),)),
        "never": build_calendar(MONDAY, END, ()),
    }


@pytest.mark.parametrize("kind", list(calendars()))
@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.integers(-400_000, 800_000), min_size=1, max_size=40),
    st.lists(st.integers(-100_000, 400_000), min_size=1, max_size=40),
)
def test_rows_are_numbers(kind: str, gaps: list[int], positions: list[int]) -> None:
    calendar = calendars()[kind]
    instants = [instant_of(MONDAY) + gap for gap in gaps]
    clock = Clock(calendars()[kind])
    assert clock.work_before(np.array(instants)).tolist() == [calendar.work_before(one) for one in instants]
    for ask, answer in ((clock.start_at, calendar.start_at), (clock.finish_at, calendar.finish_at)):
        assert ask(np.array(positions)).tolist() == [answer(one) for one in positions]
    days = [(calendar.finish_at(one) - 1) // 1440 for one in positions]
    assert clock.finish_day(np.array(positions)).tolist() == days
