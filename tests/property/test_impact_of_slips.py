"""Slips against floats: nothing moves by nothing, free float is free, total float keeps the end."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.assess import Assessed
from ecsc.assess.delays import Change
from ecsc.assess.impact import impact
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.quantity import Duration

HEAD = """ecsc: 1
strategy:
  id: demo
  name: Demo
  period: 2026-01-01..2026-12-31
  currency: CNY
  calendar: {country: CN}
  buffer: {policy: per_task, size: 10%}
people:
  a: {name: A}
  b: {name: B, absent: [2026-01-12..2026-01-14], capacity: 4h per day}
phases: {p: {}, q: {}}
tasks:
"""


@st.composite
def works(draw: st.DrawFn) -> Assessed:
    lines = []
    for number in range(draw(st.integers(2, 7))):
        fields = [
            f"owner: {draw(st.sampled_from('ab'))}",
            f"duration: {draw(st.sampled_from(('1d', '4h', '6d', '2w')))}",
        ]
        if number < 4 and draw(st.booleans()):
            fields.append(f"phase: {draw(st.sampled_from('pq'))}")
        earlier = [f"t{each}" for each in range(number)]
        if number >= 4:
            earlier += ["p", "q", "p.start + 2d", "q.start"]
        if earlier:
            several = st.lists(st.sampled_from(earlier), max_size=2, unique=True)
            awaited = draw(several)
            fields.append(f"after: [{', '.join(awaited)}]")
        if draw(st.booleans()):
            fields.append(f"not_before: 2026-01-{draw(st.integers(10, 28))}")
        lines.append(f"  t{number}: {{{', '.join(fields)}}}\n")
    text = HEAD + "".join(lines)
    assessed = compile_strategy(StrategyInput("x", (("x.yaml", text.encode()),)), plan=False).assessed
    assert assessed is not None
    return assessed


@settings(max_examples=80, deadline=None, derandomize=True)
@given(works(), st.data())
def test_floats_are_what_a_slip_may_use_up(assessed: Assessed, data: st.DataObject) -> None:
    schedule = assessed.timetable.schedule
    name = data.draw(st.sampled_from(sorted(schedule.numbers)))
    number = schedule.numbers[name]
    free, total = schedule.free_float[number], schedule.total_float[number]
    assert free is not None
    assert total is not None
    day = 1440 if name in assessed.timetable.on_clock else 480

    def tried(slip: int) -> Change:
        return Change(name, Duration(Decimal(slip) / day, "d", "calendar" if day == 1440 else ""))

    nothing = impact(assessed, [tried(0)])
    assert not nothing.shifts
    assert not nothing.money
    assert nothing.finish_days == 0
    assert impact(assessed, [tried(data.draw(st.integers(0, free)))]).followers == ()
    within = impact(assessed, [tried(data.draw(st.integers(0, total)))])
    assert within.end is not None
    assert within.end[0] == within.end[1]
    beyond = impact(assessed, [tried(total + 3 * day)])
    assert beyond.shifts[0].days > 0
