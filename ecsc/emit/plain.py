"""Plan types as plain JSON values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from msgspec import Struct

from ecsc.assess.verdicts import Remark
from ecsc.messages import Phrase, words
from ecsc.plan.time_types import DutyPlan
from ecsc.quantity import Count, Duration, Frequency, Money, Points, Range, Rate

TYPE_NAMES: dict[type[Struct], str] = {
    Count: "count", Duration: "duration", Frequency: "frequency", Money: "money",
    Points: "points", Range: "range", Rate: "rate",
}  # fmt: skip
"""Quantities can stand in one another's place, so each says in `type` which it is."""


def decimal_text(number: Decimal) -> str:
    """Return a number as its shortest plain decimal text: never an exponent, `1.50` as `1.5`, `-0` as `0`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def plain(value: object) -> Any:
    """Return `value` as dicts, lists, text, integers, booleans and None, keys in declared order.

    Decimals become text, dates and times ISO 8601, remarks their English sentence. Raises TypeError for
    what the plan never holds.
    """
    kind = type(value)
    if kind in _AS_IS:
        return value
    if (convert := _LEAVES.get(kind)) is not None:
        return convert(value)
    if isinstance(value, Struct):
        fields: dict[str, Any] = {"type": TYPE_NAMES[kind]} if kind in TYPE_NAMES else {}
        for name in value.__struct_fields__:
            item = getattr(value, name)
            if name == "dates" and isinstance(value, DutyPlan) and value.run is not None:
                item = ()  # a daily duty of ten years has 2,600 of them, which its run tells as well
            # Most fields are as they should be: a call for each would be most of the work.
            fields[name] = item if type(item) in _AS_IS else plain(item)
        return fields
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Phrase):
        return str(value)
    raise TypeError(f"a plan holds no {kind.__name__}")


def _instant(value: dt.datetime) -> str:
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _sentence(remark: Remark) -> str:
    return words("en")(remark.text, **remark.params)


_AS_IS = frozenset({str, int, bool, type(None)})
_LEAVES = cast(
    "dict[type[object], Callable[[object], str]]",
    {Decimal: decimal_text, dt.date: dt.date.isoformat, dt.datetime: _instant, Remark: _sentence},
)
