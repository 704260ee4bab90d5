"""The dates of all duties as rows of the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from ecsc.emit.duty_names import LIMITS, duty_items, duty_kind, duty_name
from ecsc.emit.recurrence import how_often, is_frequent
from ecsc.emit.worklist.directory import Directory, named, week_of
from ecsc.emit.worklist.regular import dated_id
from ecsc.messages import Words
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan


def rows(plan: Plan, names: Directory, w: Words) -> Iterator[list[str | None]]:
    """Yield a row of the sheet for every date of a duty, by owner and week; its id is its source and the date.

    What comes round more often than once a week has one row from its first to its last date, what nobody has
    dated one without.
    """
    order = {person.id: number for number, person in enumerate(plan.people)}
    spans = [span for duty in plan.work.duties for span in _spans(duty)]
    spans.sort(key=lambda span: (order.get(span.duty.owner or "", len(order)), span.first or dt.date.max))
    for span in spans:
        yield _row(span, names, w)


class _Span(Struct, frozen=True):
    """What one row is about: a date of a duty, all of them, or none; `times` tells all of them."""

    duty: DutyPlan
    first: dt.date | None = None
    last: dt.date | None = None
    times: int = 0
    moved: dt.date | None = None


def _spans(duty: DutyPlan) -> Iterator[_Span]:
    if is_frequent(duty) and duty.dates:
        yield _Span(duty, duty.dates[0].date, duty.dates[-1].date, len(duty.dates))
        return
    for one in duty.dates:
        yield _Span(duty, one.date, one.date, moved=one.moved_from)
    if duty.every is None and not duty.dates:
        yield _Span(duty)


def _row(span: _Span, names: Directory, w: Words) -> list[str | None]:
    duty = span.duty
    first = span.first.isoformat() if span.first else ""
    last = span.last.isoformat() if span.last else ""
    if span.times:
        note = w.count("{often}, {n} time", "{often}, {n} times", span.times, often=how_often(duty, w))
    elif span.moved and duty.section in LIMITS:
        note = w("runs out on {day}", day=span.moved.isoformat())
    elif span.moved:
        note = w("moved from {day}", day=span.moved.isoformat())
    else:
        note = "" if span.first else w("no date")
    return [
        dated_id(duty, None if span.times else span.first), "", duty_kind(duty, w),
        names.phases.get(duty.phase or "", duty.phase or ""),
        names.people.get(duty.owner or "", duty.owner or ""),
        week_of(span.first).isoformat() if span.first else "", duty.id or duty.section,
        duty_name(duty, w), w.show(list(duty_items(duty, w))), first, last, "",
        first if duty.every is None else "", note, "", "", w.show(named(duty.serves, names.aims)), "",
    ]  # fmt: skip
