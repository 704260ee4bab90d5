"""How the work stands, in words for a leader and as JSON for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecsc.messages import Words
from ecsc.report.columns import fold, visible, width, window
from ecsc.report.layout import Layout
from ecsc.report.standing import SLIPPED_SHOWN, Danger, Slipped, Standing

FORMAT_VERSION = 1
"""Raised when a key of the JSON changes its meaning or goes; new keys may come without."""

LISTED = 8
"""Ids named in one line before the rest is only counted."""

_LEAST_NAME = 12


def standing_json(standings: Sequence[Standing], *, ascii_only: bool = False) -> str:
    """Return one JSON document: days as ISO 8601, working days as decimal text."""
    import json

    import msgspec

    document = {
        "format": "ecsc-progress",
        "version": FORMAT_VERSION,
        "strategies": [{**msgspec.to_builtins(one), "tasks": one.counts.all} for one in standings],
    }
    return json.dumps(document, indent=2, ensure_ascii=ascii_only) + "\n"


def standing_text(one: Standing, w: Words, layout: Layout) -> Iterator[str]:
    """Yield the lines about one strategy, each with its line end."""
    yield layout.paint("strong", visible(f"{one.name} ({one.strategy})")) + "\n"
    for sentence in _sentences(one, w):
        yield _folded(sentence, layout) + "\n"
    if one.in_danger:
        yield "\n" + layout.paint("warning", w("In danger by the forecast")) + "\n"
        for danger in one.in_danger:
            yield _folded(f"  {_danger(danger, w)}", layout, "    ") + "\n"
    elif one.as_of is not None:
        yield "\n" + _folded(w("By the forecast every promised day is kept."), layout) + "\n"
    if one.slipped:
        yield from _table(one, w, layout)


def _folded(text: str, layout: Layout, indent: str = "") -> str:
    return fold(visible(text), layout.width, indent) if layout.fold else visible(text)


def _sentences(one: Standing, w: Words) -> Iterator[str]:
    if one.as_of is not None:
        yield w("As of {day}", day=w.day(one.as_of))
    counts = one.counts
    parts = [
        w("{n} of {all} tasks done", n=counts.done, all=counts.all),
        w("{n} under way", n=counts.started),
        w("{n} not begun", n=counts.not_begun),
    ]
    if one.as_of is not None:
        parts.append(w("{n} late", n=counts.late))
    yield " · ".join(parts)
    yield _end(one, w)
    if one.slip is not None and one.baseline_source is not None:
        yield w(
            "Against the baseline {source}: {slip}", source=one.baseline_source, slip=_against(one.slip, w)
        )
    if one.gone:
        yield w("No longer in the plan: {names}", names=_listed(one.gone, w))
    if one.new:
        yield w("New since the baseline: {names}", names=_listed(one.new, w))
    if one.as_of is None:
        yield w("Without a day of assessment nothing is forecast; name it with --as-of.")


def _end(one: Standing, w: Words) -> str:
    ends = [w("End: planned {day}", day=_day(one.planned_end, w))]
    if one.baseline_end is not None:
        ends.append(w("baseline {day}", day=_day(one.baseline_end, w)))
    if one.as_of is not None:
        ends.append(w("forecast {day}", day=_day(one.forecast_end, w)))
    return " · ".join(ends)


def _against(slip: Decimal, w: Words) -> str:
    if slip > 0:
        return w.count("the end is {n} working day later", "the end is {n} working days later", slip)
    if slip < 0:
        return w.count("the end is {n} working day earlier", "the end is {n} working days earlier", -slip)
    return w("the end has not moved")


def _listed(ids: Sequence[str], w: Words) -> str:
    shown = list(ids[:LISTED])
    rest = len(ids) - len(shown)
    return w("{names} and {n} more", names=w.show(shown), n=rest) if rest else w.show(shown)


def _danger(danger: Danger, w: Words) -> str:
    facts = {"name": danger.name, "day": w.day(danger.day), "forecast": w.day(danger.forecast)}
    if danger.kind == "milestone":
        return w("Milestone {name}: promised for {day}, by now {forecast}", **facts)
    if danger.kind == "task":
        return w("{name}: due {day}, by now {forecast}", **facts)
    facts["task"] = danger.item_name
    if danger.kind == "launch":
        return w("Launch {name} on {day}: {task} will be finished on {forecast}", **facts)
    return w("Promotion {name} starts on {day}: {task} will be finished on {forecast}", **facts)


def _table(one: Standing, w: Words, layout: Layout) -> Iterator[str]:
    """Yield what has slipped most as a table; the names give way to the width of the screen."""
    measured = one.baseline_source is not None
    title = w("Slipped most against the baseline") if measured else w("Later than planned")
    yield "\n" + layout.paint("strong", title) + "\n"
    rows = [_row(each, w, measured=measured) for each in one.slipped[:SLIPPED_SHOWN]]
    columns = [max(width(row[number]) for row in rows) for number in range(1, len(rows[0]))]
    room = max(layout.width - sum(columns) - 2 * len(columns) - 2, _LEAST_NAME)
    widest = min(max(width(row[0]) for row in rows), room)
    for row in rows:
        name = window(row[0], 0, 0, widest)[0]
        cells = [name + " " * (widest - width(name))]
        cells += [cell + " " * (size - width(cell)) for cell, size in zip(row[1:], columns, strict=True)]
        yield ("  " + "  ".join(cells)).rstrip() + "\n"
    rest = len(one.slipped) - len(rows)
    if rest:
        yield "  " + w("and {n} more", n=rest) + "\n"


def _row(each: Slipped, w: Words, *, measured: bool) -> list[str]:
    name = ("◆ " if each.section == "milestones" else "") + visible(each.name)
    before = each.baseline if measured else each.planned
    cells = [name, f"{_day(before, w)} → {_day(each.forecast or each.planned, w)}"]
    if each.slip is not None:
        cells.append(w.count("+{n} working day", "+{n} working days", each.slip))
    return cells


def _day(day: dt.date | None, w: Words) -> str:
    return w.day(day) if day is not None else w("no date")
