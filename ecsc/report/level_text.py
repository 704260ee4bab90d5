"""A proposal of levelling for a reader: what moves, because of whom, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecsc.assess.proposal import Days, Missed, Move, Overloaded, Proposal, Quality
from ecsc.messages import Words
from ecsc.report.columns import fold, visible, width
from ecsc.report.layout import Layout

NAME_ROOM = 26
"""Columns for an id in a table; a longer one gets a line of its own."""


def level_text(
    name: str, proposal: Proposal, w: Words, layout: Layout, *, pins: bool = False
) -> Iterator[str]:
    """Yield the lines of a proposal; with `pins`, at the end the YAML that makes the strategy so."""
    for line in _lines(name, proposal, w, layout, pins=pins):
        yield line.rstrip() + "\n"


def _lines(name: str, proposal: Proposal, w: Words, layout: Layout, *, pins: bool) -> Iterator[str]:
    outcome = {
        "no_effort": w("nothing to level: no task of a person states its effort"),
        "no_overload": w("nothing to level: nobody has more to do at once than time for it"),
        "unbounded": w(
            "nothing to level yet: {tasks} never end; see `ecsc check`", tasks=_names(proposal.ids, w)
        ),
    }.get(proposal.outcome)
    if outcome is not None:
        yield fold(f"{visible(name)}: {outcome}", layout.width, "  ")
        yield from _uncounted(proposal, w, layout)
        return
    yield from _headline(name, proposal, w, layout)
    yield from _notes(proposal, w, layout)
    yield from _overloads(w("Overloaded before"), proposal.overloads_before, w, layout)
    yield from _overloads(w("Still overloaded"), proposal.overloads_after, w, layout)
    if proposal.overloads_after:
        told = w("what is pinned or under way stays, and so does a task that is too much by itself")
        yield fold("  " + told, layout.width, "    ")
    yield from _moves(proposal.moves, w, layout)
    yield from _missed(proposal.missed, w, layout)
    yield ""
    if pins:
        yield from _pins(proposal, w, layout)
    else:
        yield fold(
            w("Nothing was changed. `--pins` prints the lines that make the strategy so."), layout.width, ""
        )


def _headline(name: str, proposal: Proposal, w: Words, layout: Layout) -> Iterator[str]:
    before, after = proposal.before, proposal.after
    engine = w("the serial scheme") if proposal.engine == "serial" else w("CP-SAT")
    told = w("{name}, levelled by {engine}", name=visible(name), engine=engine)
    yield layout.paint("strong", fold(told, layout.width, "  "))
    yield fold(
        "  " + w("ends {after}, without levelling {before}", after=after, before=before), layout.width, "    "
    )
    quality = proposal.quality
    if quality is not None:
        yield fold("  " + _quality(quality, w), layout.width, "    ")
    counts = w(
        "overloads: {before} before, {after} after",
        before=len(proposal.overloads_before), after=len(proposal.overloads_after),
    )  # fmt: skip
    yield fold("  " + counts, layout.width, "    ")


def _quality(quality: Quality, w: Words) -> str:
    if quality.optimal:
        return w("no levelled plan ends earlier (proved)")
    share = f"{quality.gap_share * 100:.1f} %"
    return w.count(
        "no levelled plan ends before {bound}: a gap of at most {n} working day ({share})",
        "no levelled plan ends before {bound}: a gap of at most {n} working days ({share})",
        _tenths(quality.gap), bound=quality.bound, share=share,
    )  # fmt: skip


def _notes(proposal: Proposal, w: Words, layout: Layout) -> Iterator[str]:
    if proposal.quality is not None and proposal.quality.infeasible:
        told = w("what is pinned or under way leaves no plan in which everybody has time (proved)")
        yield fold("  " + told, layout.width, "    ")
    for circle in proposal.circles:
        told = w("{tasks} wait for each other: levelled as if they did not", tasks=_names(circle, w))
        yield fold("  " + told, layout.width, "    ")
    yield from _uncounted(proposal, w, layout)


def _uncounted(proposal: Proposal, w: Words, layout: Layout) -> Iterator[str]:
    count = len(proposal.uncounted)
    if count:
        told = w.count(
            "{n} task states no effort and is not counted: {tasks}",
            "{n} tasks state no effort and are not counted: {tasks}",
            count, tasks=_names(proposal.uncounted, w),
        )  # fmt: skip
        yield fold("  " + told, layout.width, "    ")


def _overloads(title: str, found: Sequence[Overloaded], w: Words, layout: Layout) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield layout.paint("strong", title)
    for one in found:
        percent = f"{one.peak * 100:.0f} %"
        yield from _row(one.person, f"{_days(one.days)}  {percent}", layout)
        yield fold("    " + _names(one.tasks, w), layout.width, "    ")


def _moves(moves: Sequence[Move], w: Words, layout: Layout) -> Iterator[str]:
    if not moves:
        return
    yield ""
    yield layout.paint("strong", w("Moved"))
    for one in moves:
        yield from _row(one.id, f"{_days(one.before)} -> {_days(one.after)}", layout)
        yield fold("    " + w("{by}: {reason}", by=_by(one, w), reason=_reason(one, w)), layout.width, "    ")


def _by(move: Move, w: Words) -> str:
    sign, days = ("-" if move.by < 0 else "+"), _tenths(abs(move.by))
    if move.on_clock:
        return w.count("{sign}{n} day", "{sign}{n} days", days, sign=sign)
    return w.count("{sign}{n} working day", "{sign}{n} working days", days, sign=sign)


def _tenths(days: Decimal) -> Decimal:
    """Return days to a tenth, whole days without a point: programs get the thousandths."""
    rounded = days.quantize(Decimal("0.1"))
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def _reason(move: Move, w: Words) -> str:
    person = visible(move.person or "")
    if move.follows is not None:
        follows = visible(move.follows)
        if move.person is None:
            return w("it follows {task}", task=follows)
        return w("it follows {task}, because of {person}", task=follows, person=person)
    if move.person is None:
        return w("it is put off to what follows it")
    if not move.busy_with:
        return w("{person} has no time earlier", person=person)
    return w("{person} is busy with {tasks}", person=person, tasks=_names(move.busy_with, w))


def _missed(missed: Sequence[Missed], w: Words, layout: Layout) -> Iterator[str]:
    if not missed:
        return
    yield ""
    yield layout.paint("warning", w("Deadlines newly missed"))
    for one in missed:
        yield from _row(one.id, w("due {due}, finished {finish}", due=one.due, finish=one.finish), layout)
        if one.openings:
            told = w("not ready for {openings}", openings=_names(one.openings, w))
            yield fold("    " + told, layout.width, "    ")


def _pins(proposal: Proposal, w: Words, layout: Layout) -> Iterator[str]:
    if not proposal.pins:
        yield w("There is nothing to write down: nothing moves.")
        return
    told = w("Lines to write at these tasks; they replace a `not_before` and a `schedule` that stand there:")
    yield fold(told, layout.width, "")
    yield ""
    yield from pin_lines(proposal)


def pin_lines(proposal: Proposal) -> Iterator[str]:
    """Yield the YAML lines with which the strategy has exactly the proposed dates."""
    yield "tasks:"
    for pin in proposal.pins:
        yield f"  {_key(pin.task)}:"
        yield f"    not_before: {pin.not_before}"
        if pin.early:
            yield "    schedule: early"


def _key(name: str) -> str:
    """Return an id as a YAML key: in quotes where YAML 1.1 would read something else."""
    words = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
    return name if name.isidentifier() and name.casefold() not in words else f'"{visible(name)}"'


def _row(name: str, text: str, layout: Layout) -> Iterator[str]:
    shown = visible(name)
    room = NAME_ROOM - 2
    if width(shown) > room or NAME_ROOM + width(text) > layout.width:
        yield f"  {shown}"
        yield f"    {text}"
    else:
        yield f"  {shown}{' ' * (room - width(shown))}{text}"


def _days(days: Days) -> str:
    return str(days.first) if days.first == days.last else f"{days.first}..{days.last}"


def _names(names: Sequence[str], w: Words, most: int = 8) -> str:
    """Return names as a list, a long one cut with the number of the others."""
    shown = [visible(name) for name in names[:most]]
    rest = len(names) - len(shown)
    listed = w.show(shown) if shown else ""
    return w("{names} and {n} more", names=listed, n=rest) if rest else listed
