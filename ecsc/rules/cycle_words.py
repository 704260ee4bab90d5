"""Units of time as parts of a sentence: of cycles, and of amounts in each of them."""

from __future__ import annotations

from ecsc.messages import Phrase

_UNITS = {
    "day": Phrase("day"),
    "week": Phrase("week"),
    "month": Phrase("month"),
    "quarter": Phrase("quarter"),
    "half": Phrase("half"),
    "year": Phrase("year"),
}


def cycle_word(unit: str | None) -> str | None:
    """Return the word of a unit of time in the reader's language; any other text as it is."""
    return unit if unit is None else _UNITS.get(unit, unit)
