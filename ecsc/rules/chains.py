"""What drives a date, as text and as places: shared by the rules that tell of dates that cannot be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.lengths import exact_days
from ecsc.assess.timetable import Timetable
from ecsc.diagnostics import Related
from ecsc.messages import Phrase, chained, enumerated
from ecsc.rules.network import work_at
from ecsc.schedule import HORIZON_YEARS, DriverKind, Link, LinkKind, Problem, ProblemKind, Step, day_of

CHAIN_SHOWN = 6
"""Links of a driving chain that a finding shows; a longer chain starts with an ellipsis."""

_MISSED = frozenset({ProblemKind.DUE_MISSED, ProblemKind.DUE_MISSED_BY_BUFFER})

_STARTS = frozenset({LinkKind.START_START, LinkKind.START_FINISH})


def problems(assessed: Assessed, kind: ProblemKind) -> Iterator[Problem]:
    """Yield the schedule's problems of one kind, without deadlines missed by what never ends.

    Where somebody has no time at all, or a lag leads out of every calendar, the dates behind it are the edge of
    the calendars, not dates: that is told where it comes from.
    """
    edge = assessed.linked.strategy.header.period.last.year + HORIZON_YEARS - 1
    for problem in assessed.timetable.schedule.problems:
        if problem.kind is kind:
            missed = kind in _MISSED and problem.actual is not None
            if not (missed and day_of(problem.actual or 0).year >= edge):
                yield problem


def chain(
    assessed: Assessed, identifier: str, waited_for: Link | None = None
) -> tuple[str, tuple[Related, ...]]:
    """Return the chain that drives `identifier` as text and as places with their last days.

    The text reads from the earliest: `shop (10d, ends 2026-03-13) → +2d → wave (5d)`. With `waited_for`, the
    link by which something waits for the last of the chain, it tells of that one's date too.
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    steps = table.schedule.driving_chain(identifier)
    shown = steps[-CHAIN_SHOWN:]
    parts: list[str] = ["…"] if len(shown) < len(steps) else []
    for step, following in zip(shown, (*shown[1:], None), strict=True):
        link = following.driver.link if following is not None else waited_for
        to_milestone = following is not None and following.activity in strategy.milestones
        facts = _facts(table, step, link, to_milestone=to_milestone)
        named = step.activity
        parts.append(Phrase("{name} ({facts})", name=named, facts=enumerated(facts)) if facts else named)
        if link is not None and (between := _between(table, link)):
            parts.append(between)
    related = tuple(
        Related(work_at(strategy, step.activity), *_ends(table, step, link))
        for step, link in zip(shown, (one.driver.link for one in shown[1:]), strict=False)
    )
    return chained(parts), related


def chain_text(steps: Sequence[Step]) -> str:
    """Return the names of a chain, the earliest first: what is left of a longer one starts with an ellipsis."""
    names = [step.activity for step in steps]
    shown = names[-CHAIN_SHOWN:]
    return ("… → " if len(shown) < len(names) else "") + " → ".join(shown)


def _ends(table: Timetable, step: Step, link: Link | None) -> tuple[str, dict[str, object]]:
    placed = table.schedule.placed(step.activity)
    if link is not None and link.kind in _STARTS:
        return "starts on {day}", {"day": placed.first_day}
    return "ends on {day}", {"day": placed.last_day}


def _facts(table: Timetable, step: Step, link: Link | None, *, to_milestone: bool) -> list[str]:
    """Return what a reader needs to know of one link: how long, what sets it, when what is waited for comes."""
    schedule = table.schedule
    placed = schedule.placed(step.activity)
    activity = schedule.placement.activities[schedule.numbers[step.activity]]
    facts: list[str] = (
        [] if activity.milestone else [_length(activity.minutes, clock=step.activity in table.on_clock)]
    )
    if step.driver.kind is DriverKind.PIN:
        facts.append(Phrase("pinned to {day}", day=placed.first_day))
    elif step.driver.kind is DriverKind.NOT_BEFORE:
        facts.append(Phrase("not before {day}", day=placed.first_day))
    if link is not None and link.kind in _STARTS:
        facts.append(Phrase("starts {day}", day=placed.first_day))
    elif link is not None and activity.milestone:
        facts.append(Phrase("on {day}", day=placed.last_day))
    elif link is not None:
        waits_for_buffer = placed.buffer_finish > placed.finish and not to_milestone
        facts.append(Phrase("ends {day}", day=placed.last_day))
        facts.extend([Phrase("buffer to {day}", day=placed.buffer_day)] if waits_for_buffer else [])
    return facts


def _between(table: Timetable, link: Link) -> str:
    """Return what stands between two links of the chain: the phase that is waited for, and the lag."""
    edge = table.phase_edges.get(link.predecessor)
    sign = "-" if link.lag < 0 else "+"
    lag = sign + _length(abs(link.lag), clock=link.elapsed) if link.lag else ""
    if edge is None:
        return lag
    if lag:
        return Phrase("phase {phase} {lag}", phase=edge.phase, lag=lag)
    return Phrase("phase {phase}", phase=edge.phase)


def _length(minutes: int, *, clock: bool) -> str:
    """Return minutes as authors write them: working days, or hours on the clock."""
    if clock:
        hours = Decimal(minutes) / 60
        return f"{minutes // 60}h" if hours == minutes // 60 else f"{minutes}min"
    return f"{exact_days(minutes):f}d"


def last_day(due_instant: int) -> dt.date:
    """Return the last good day before the instant that ends it."""
    return day_of(due_instant - 1)
