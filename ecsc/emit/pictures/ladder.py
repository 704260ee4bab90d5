"""A ladder from what comes in to what is left: sums stand on zero, what is taken away hangs from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.pictures.marks import line, num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

WIDTH = 440.0
_NAMES, _ROW, _THICK, _SIZE = 140.0, 26.0, 14.0, 12.5


class Rung(Struct, frozen=True):
    """One step: its name, its amount (None where it is not known) as a sum or as taken away, and as printed."""

    name: str
    amount: Decimal | None
    is_sum: bool
    shown: str


def ladder(rungs: Sequence[Rung], title: str) -> str:
    """Return the ladder as SVG, read from above. A step that is not known has no bar, nor what hangs from it."""
    spans = list(_spans(rungs))
    ends = [end for span in spans if span for end in span]
    low, high = min([Decimal(0), *ends]), max([Decimal(0), *ends])
    room = WIDTH - _NAMES - max((width(clean(one.shown), _SIZE, bold=True) for one in rungs), default=0) - 10
    unit = room / (float(high - low) or 1)

    def at(value: Decimal) -> float:
        return _NAMES + float(value - low) * unit

    parts = []
    for place, (one, span) in enumerate(zip(rungs, spans, strict=True)):
        y = place * _ROW
        parts.append(
            text("name root" if one.is_sum else "name", 0, y + 17, shorten(one.name, _SIZE, _NAMES - 8))
        )
        parts.append(text("amount" if one.is_sum else "step", WIDTH, y + 17, one.shown, "end"))
        if span is None:
            continue
        first, last = at(min(span)), at(max(span))
        kind = ("bar" if span[1] >= 0 else "loss") if one.is_sum else "less"
        parts.append(rect(kind, first, y + 6, max(last - first, 1), _THICK))
        if place + 1 < len(rungs) and spans[place + 1] is not None:
            parts.append(line("link", at(span[1]), y + 6 + _THICK, at(span[1]), y + 6 + _ROW))
    parts.append(line("zero", at(Decimal(0)), 2, at(Decimal(0)), len(rungs) * _ROW))
    return (
        f'<svg class="picture ladder" role="img" viewBox="0 0 {num(WIDTH)} {num(len(rungs) * _ROW + 4)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _spans(rungs: Sequence[Rung]) -> Iterator[tuple[Decimal, Decimal] | None]:
    """Yield from where to where each step reaches; a sum is taken as stated, never added up here."""
    so_far: Decimal | None = None
    for one in rungs:
        if one.is_sum:
            so_far = one.amount
            yield None if one.amount is None else (Decimal(0), one.amount)
        elif so_far is None or one.amount is None:
            so_far = None
            yield None
        else:
            yield so_far, so_far - one.amount
            so_far -= one.amount
