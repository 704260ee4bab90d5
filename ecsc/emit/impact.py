"""What a delay would do, in words and as a document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ecsc.assess.delays import Change
from ecsc.assess.impact import Contradiction, Impact, Missed, Room, Shift
from ecsc.emit.lengths import in_days, lag_words
from ecsc.emit.plain import plain
from ecsc.messages import Words, shortened
from ecsc.quantity import Duration

FORMAT_VERSION = 1
MOVED_SHOWN = 40
"""Work that moves and that the text lists; the document has all of it."""


def impact_text(found: Impact, w: Words) -> Iterator[tuple[int, str]]:
    """Yield lines as (depth, text): the change, the end of all, and then what moves, by kind."""
    names = {one.task: one.name for one in found.room}
    for change in found.changes:
        yield from ((0, text) for text in _changes(change, names, w))
    yield from ((1, _contradiction(one, w)) for one in found.contradictions)
    yield 1, _end(found, w)
    if not found.followers:
        yield 1, w("No other work moves.")
        yield from ((1, _absorbed(one, w)) for one in found.room if one.free_float or one.total_float)
    for heading, lines in _sections(found, w):
        if lines:
            yield 0, heading
            yield from ((1, line) for line in lines)


def _sections(found: Impact, w: Words) -> Iterator[tuple[str, list[str]]]:
    shifts = [_shift(one, w) for one in found.shifts[:MOVED_SHOWN]]
    if len(found.shifts) > MOVED_SHOWN:
        shifts.append(w("and {n} more", n=len(found.shifts) - MOVED_SHOWN))
    yield w("Work that moves"), shifts
    yield (
        w("Milestones with a promised day"),
        [
            w(
                "{name}, due {day}: {before}, then {after}",
                name=shortened(one.name), day=w.day(one.due),
                before=_slack(one.before, w), after=_slack(one.after, w),
            ) + (w(" (newly missed)") if one.newly_missed else "")
            for one in found.promises
        ],
    )  # fmt: skip
    yield w("Newly missed"), [_missed(one, w) for one in found.missed]
    yield (
        w("Goals served by work that now ends after they are due"),
        [
            w(
                "{name}, due {day}: {work} ends on {finish}",
                name=shortened(one.name), day=w.day(one.due), work=one.by, finish=w.day(one.finish),
            )
            for one in found.goals
        ],
    )  # fmt: skip
    yield (
        w("Money that moves"),
        [
            w(
                "{line}, {period}: {before}, then {after}",
                line=one.line, before=one.before, after=one.after,
                period=w.period(one.period) if one.period is not None else w("outside its periods"),
            )
            for one in found.money
        ],
    )  # fmt: skip


def _slack(days: Decimal, w: Words) -> str:
    if days < 0:
        return w("{length} late", length=in_days(-days, w))
    return w("{length} of slack", length=in_days(days, w))


def _contradiction(one: Contradiction, w: Words) -> str:
    told = {"name": one.task, "day": w.day(one.day), "earliest": w.day(one.earliest)}
    if one.awaited is None:
        return w("{name} cannot start on {day}: its `not_before` is {earliest}", **told)
    return w(
        "{name} cannot start on {day}: {awaited} lets it start on {earliest} at the earliest",
        awaited=one.awaited, **told,
    )  # fmt: skip


def _changes(change: Change, names: dict[str, str], w: Words) -> Iterator[str]:
    name = f"tasks.{change.task} ({shortened(names.get(change.task, change.task))})"
    if change.start is not None:
        yield w("If {name} starts on {day}", name=name, day=w.day(change.start))
    elif change.slip is not None:
        length = _length(change.slip, w)
        if change.slip.value < 0:
            yield w("If {name} starts {length} earlier", name=name, length=length)
        else:
            yield w("If {name} starts {length} later", name=name, length=length)
    if change.longer is not None:
        length = _length(change.longer, w)
        if change.longer.value < 0:
            yield w("If {name} takes {length} less", name=name, length=length)
        else:
            yield w("If {name} takes {length} longer", name=name, length=length)


def _length(length: Duration, w: Words) -> str:
    found, _ = lag_words(str(Duration(abs(length.value), length.unit, length.kind)), w)
    return found or in_days(Decimal(0), w)


def _end(found: Impact, w: Words) -> str:
    if found.finish is None or found.end is None:
        return w("No work has dates.")
    old, new = found.finish
    if found.finish_days:
        told = {
            "length": in_days(abs(found.finish_days), w),
            "before": w.day(old),
            "after": w.day(new),
        }
        if found.finish_days > 0:
            return w("The end of all moves {length} later, from {before} to {after}.", **told)
        return w("The end of all moves {length} earlier, from {before} to {after}.", **told)
    if old != new:
        return w("The end of all moves from {before} to {after}.", before=w.day(old), after=w.day(new))
    if found.end[0] != found.end[1]:
        return w(
            "The end of all stays on {day}; with buffers it moves from {before} to {after}.",
            day=w.day(old), before=w.day(found.end[0]), after=w.day(found.end[1]),
        )  # fmt: skip
    return w("The end of all stays on {day}.", day=w.day(old))


def _absorbed(room: Room, w: Words) -> str:
    free, total = (
        in_days(one or Decimal(0), w, on_clock=room.on_clock) for one in (room.free_float, room.total_float)
    )
    return w(
        "{name} has {free} of free float and {total} of total float to take it up.",
        name=shortened(room.name), free=free, total=total,
    )  # fmt: skip


def _shift(one: Shift, w: Words) -> str:
    told = {
        "item": f"{one.section}.{one.id}",
        "name": shortened(one.name),
        "before": w.days(*one.before),
        "after": w.days(*one.after),
        "length": in_days(abs(one.days), w, on_clock=one.on_clock),
    }
    if one.days < 0:
        return w("{item} {name}: {before} → {after}, {length} earlier", **told)
    return w("{item} {name}: {before} → {after}, {length} later", **told)


def _missed(one: Missed, w: Words) -> str:
    told = {"task": one.task, "name": shortened(one.name), "day": w.day(one.day), "finish": w.day(one.finish)}
    if one.kind == "due":
        return w("{task} is due on {day} and ends on {finish}", **told)
    return w("{name} needs {task} by {day}, and it ends on {finish}", **told)


def impact_document(found: Impact, strategy: str, w: Words) -> dict[str, Any]:
    """Return the same for programs: dates as ISO 8601, lengths and money as decimal text."""
    fields = (
        "changes",
        "shifts",
        "promises",
        "missed",
        "goals",
        "money",
        "contradictions",
        "room",
        "finish",
        "end",
    )
    return {
        "format": "ecsc-impact",
        "version": FORMAT_VERSION,
        "language": w.language,
        "strategy": strategy,
        **{field: plain(getattr(found, field)) for field in fields},
        "finish_days": plain(found.finish_days),
    }
