"""What drives a date, as text and as places: shared by the rules that tell of dates that cannot be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ecsc.assess import Assessed
from ecsc.diagnostics import Related
from ecsc.rules.network import work_at
from ecsc.schedule import Problem, ProblemKind, Step, day_of

CHAIN_SHOWN = 6
"""Links of a driving chain that a finding shows; a longer chain starts with an ellipsis."""


def problems(assessed: Assessed, kind: ProblemKind) -> Iterator[Problem]:
    """Yield the schedule's problems of one kind."""
    return (problem for problem in assessed.timetable.schedule.problems if problem.kind is kind)


def chain_text(steps: Sequence[Step]) -> str:
    """Return a driving chain in words: what drives the date, earliest first."""
    names = [step.activity for step in steps]
    shown = names[-CHAIN_SHOWN:]
    return ("… → " if len(shown) < len(names) else "") + " → ".join(shown)


def chain(assessed: Assessed, identifier: str) -> tuple[str, tuple[Related, ...]]:
    """Return the chain that drives `identifier` as text and as places with their last days."""
    strategy, table = assessed.linked.strategy, assessed.timetable
    steps = table.schedule.driving_chain(identifier)
    related = tuple(
        Related(work_at(strategy, step.activity), "ends on {day}", {"day": days[1]})
        for step in steps[-CHAIN_SHOWN:-1]
        if (days := table.days_of(step.activity)) is not None
    )
    return chain_text(steps), related


def last_day(due_instant: int) -> dt.date:
    """Return the last good day before the instant that ends it."""
    return day_of(due_instant - 1)
