"""What is held against something else: relations, ranges and memberships of values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from ecsc.expr import spans
from ecsc.expr.bound import Typed
from ecsc.expr.run import Run
from ecsc.expr.scope import Missing
from ecsc.quantity import Duration, Period

_RELATIONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


def _comparable(value: object) -> object:
    return spans.in_days(value) if isinstance(value, Duration) else value


def compare(run: Run, typed: Typed) -> object:
    """Return whether two values stand in the relation of the formula."""
    values = run.values(typed)
    if isinstance(values, Missing):
        return values
    left, right = map(_comparable, values)
    return _RELATIONS[cast(str, typed.detail)](left, right)


def among(run: Run, typed: Typed) -> object:
    """Return whether a value is one of a list, lies in a period or stands in a text; `not in` turns it round."""
    values = run.values(typed)
    if isinstance(values, Missing):
        return values
    value, group = values
    match group:
        case Period() if isinstance(value, Period):
            found = group.contains(value)
        case Period():
            found = group.first <= cast(dt.date, value) <= group.last
        case str():
            found = cast(str, value) in group
        case _:
            found = _comparable(value) in [_comparable(item) for item in cast(tuple[object, ...], group)]
    return found is not typed.detail


def between(run: Run, typed: Typed) -> object:
    """Return whether a value lies between two others, both in; `not between` turns it round."""
    values = run.values(typed)
    if isinstance(values, Missing):
        return values
    value, low, high = [cast(Any, _comparable(item)) for item in values]
    return (low <= value <= high) is not typed.detail
