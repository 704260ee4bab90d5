"""Ranges: two ends of one kind that may share a sign, a scale and a unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from ecsc.quantity.amounts import parse_amount
from ecsc.quantity.folding import fold, given, shown
from ecsc.quantity.parts import Parts, dissect
from ecsc.quantity.values import EXACT, Count, Duration, Frequency, Money, Quantity, QuantityError, Range

RANGE_FORMS = ("50-300", "1-5万", "CNY 50-300", "2%-3%", "3 to 5 days")

_BETWEEN = r"(?i)\s?(?:\.\.+|–|—|~|-|至|到|\bto\b)\s?"
_ROUGH_HOURS = {
    "s": Decimal(1) / 3600, "min": Decimal(1) / 60, "h": Decimal(1), "d": Decimal(24), "w": Decimal(168),
    "month": Decimal(730), "quarter": Decimal(2190), "year": Decimal(8760),
}  # fmt: skip


def parse_range(value: object, parse: Callable[[str], Quantity] = parse_amount) -> Range:
    """Return two quantities of one kind, `low <= high`, both ends in: `50-300`, `1-5万`, `CNY 50-300`.

    What only one end says holds for both: a currency, a scale (`1-5万` is 10,000 to 50,000), a unit.
    `parse` reads each end. Raises QuantityError, as `parse` does.
    """
    raw = given(value, RANGE_FORMS)
    left, right = _ends(raw)
    low_text, high_text = _completed(left, right)
    low, high = parse(low_text), parse(high_text)
    if not _same_kind(low, high):
        raise QuantityError(
            "the ends of {text} are not of one kind: {low} and {high}",
            "say both ends in the same unit, as in {forms}",
            text=shown(raw),
            low=low,
            high=high,
            forms=RANGE_FORMS,
        )
    if _size(low) > _size(high):
        meant = _meant(left, right, low, high)
        raise QuantityError(
            "{text} runs from {low} down to {high}",
            "write {meant}",
            text=shown(raw),
            low=low,
            high=high,
            meant=meant,
        )
    return Range(low, high)


def _ends(raw: str) -> tuple[Parts, Parts]:
    text = fold(raw)
    for cut in re.finditer(_BETWEEN, text):
        low, high = text[: cut.start()], text[cut.end() :]
        if not low:
            continue  # a sign, not a dash between two numbers
        try:
            return dissect(low, RANGE_FORMS), dissect(high, RANGE_FORMS)
        except QuantityError:
            continue
    raise QuantityError(
        "{text} is not a range of two numbers", "forms that work: {forms}", text=shown(raw), forms=RANGE_FORMS
    )


def _meant(left: Parts, right: Parts, low: Quantity, high: Quantity) -> str:
    """Return the range that a falling one was meant to be: 500-10000 for 500-1万, else the ends swapped."""
    borrowed = right.scale and not left.scale and not left.unit
    if borrowed and left.number <= right.number:
        return str(Range(_with_size(low, left.number), high))
    return str(Range(high, low))


def _with_size(end: Quantity, size: Decimal) -> Quantity:
    if isinstance(end, Money):
        return replace(end, amount=size)
    return replace(end, value=size) if isinstance(end, Count) else end


def _completed(left: Parts, right: Parts) -> tuple[str, str]:
    """Return the texts of both ends, each with what only the other says."""
    prefix = left.prefix or right.prefix
    scale = left.scale or ("" if left.unit else right.scale)
    low = _joined(prefix, left, scale, left.unit or right.unit)
    return low, _joined(right.prefix or prefix, right, right.scale, right.unit)


def _joined(prefix: str, end: Parts, scale: str, unit: str) -> str:
    return " ".join(part for part in (prefix, end.sign + end.digits + scale, unit) if part)


def _same_kind(low: Quantity, high: Quantity) -> bool:
    if type(low) is not type(high):
        return False
    if isinstance(low, Money) and isinstance(high, Money):
        return low.currency == high.currency
    if isinstance(low, Count) and isinstance(high, Count):
        return low.unit == high.unit
    if isinstance(low, Duration) and isinstance(high, Duration):
        return low.kind == high.kind
    return not isinstance(low, Frequency)


def _size(end: Quantity) -> Decimal:
    if isinstance(end, Money):
        return end.amount
    if isinstance(end, Duration):
        return EXACT.multiply(end.value, _ROUGH_HOURS[end.unit])
    return Decimal(0) if isinstance(end, Frequency) else end.value
