"""What the plan needs from its reader, drawn from what was found and from what is stated."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ecsc.diagnostics import Severity
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.undecided import undecided
from ecsc.emit.prices.answer import decision
from ecsc.emit.standing import error_count


class Asked(Struct, frozen=True):
    """One thing that is asked: what to do, why, and who can do it; `missing` where something is to be supplied."""

    what: str
    why: str = ""
    who: str = ""
    missing: bool = False


def asked(reader: Reader) -> tuple[Asked, ...]:
    """Return everything that is asked, what keeps the plan from being signed first."""
    return (
        *_errors(reader),
        *_losses(reader),
        *_warnings(reader),
        *_missing(reader),
        *_untested(reader),
    )


def _errors(reader: Reader) -> Iterator[Asked]:
    w, errors = reader.w, error_count(reader.compiled)
    if errors:
        what = w.count(
            "Send it back: {n} error is to be mended.", "Send it back: {n} errors are to be mended.", errors
        )
        yield Asked(what, w("They are listed under “Findings”."), reader.person(reader.plan.strategy.owner))


def _losses(reader: Reader) -> Iterator[Asked]:
    """Yield the prices at which money is lost: who signs, sells at them."""
    found = decision(reader.prices) if reader.prices is not None else None
    if found is not None:
        what, why = found
        yield Asked(what, why, reader.person(reader.plan.strategy.owner))


def _warnings(reader: Reader) -> Iterator[Asked]:
    w = reader.w
    doubtful = [one for one in reader.compiled.findings if one.level is Severity.WARNING]
    if doubtful:
        yield Asked(
            w.count(
                "Accept {n} warning, or ask for it to be mended.",
                "Accept {n} warnings, or ask for them to be mended.",
                len(doubtful),
            ),
            w("They are listed under “Findings”."),
            reader.person(reader.plan.strategy.owner),
        )


def _missing(reader: Reader) -> Iterator[Asked]:
    """Yield what could not be decided, one line for the same things missing from the same owner."""
    w = reader.w
    for one in undecided(reader):
        why = w.count(
            "Without it {n} point on {names} cannot be decided.",
            "Without it {n} points on {names} cannot be decided.",
            len(one.findings),
            names=one.names or w("the strategy"),
        )
        if one.owner is not None:
            why += reader.blank + w("{name} can supply it.", name=reader.person(one.owner))
        yield Asked(w("Have {names} supplied.", names=one.missing), why, missing=True)


def _untested(reader: Reader) -> Iterator[Asked]:
    """Yield the assumptions that are still open: who signs, accepts them."""
    w = reader.w
    for one in reader.plan.chapters.learning.assumptions:
        if one.status == "open":
            due = (
                w("It is tested by {day}.", day=w.day(one.due))
                if one.due
                else w("No day is set for its test.")
            )
            yield Asked(w("Accept for now: {text}", text=one.text), due, reader.person(one.owner))
