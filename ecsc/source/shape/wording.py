"""The words for kinds of value, and the small questions about a path that all explanations ask."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ecsc.source.shape.schema_files import DataPath

MUST: Final[Mapping[str, str]] = {
    "amount": "`{where}` must be an amount",
    "amount_tree": "`{where}` must be parts by name, each with its amount",
    "buffer": "`{where}` must be a percentage or a length of time",
    "count": "`{where}` must be a number",
    "count_range": "`{where}` must be a number, or two with a hyphen between them",
    "currency": "`{where}` must be a currency, by its three letters",
    "date": "`{where}` must be a day",
    "days": "`{where}` must be a day or a period, or a list of them",
    "dependencies": "`{where}` must be a task, or a list of tasks",
    "duration": "`{where}` must be a length of time",
    "entries": "`{where}` must be entries, each under an id of its own",
    "expression": "`{where}` must be a formula or a condition",
    "fields": "`{where}` must be fields: each a name, a colon and a value",
    "flag": "`{where}` must be true or false",
    "frequency": "`{where}` must be so much per time",
    "id": "`{where}` must be an id",
    "instant": "`{where}` must be a day, or a day with a time",
    "list": "`{where}` must be a list",
    "map": "`{where}` must be names, each with a colon and a value",
    "milestone_due": "`{where}` must be a day, a week or a period",
    "money": "`{where}` must be an amount of money",
    "month_day": "`{where}` must be a day of the month",
    "money_by_period": "`{where}` must be periods, each with an amount of money",
    "money_or_rate": "`{where}` must be an amount of money or a percentage",
    "number": "`{where}` must be a number",
    "offer": "`{where}` must be an offer: a short text or fields",
    "one_or_many": "`{where}` must be a text or a list of texts",
    "period": "`{where}` must be a period",
    "rate": "`{where}` must be a percentage",
    "recurrence": "`{where}` must be how often it comes round",
    "cycle": "`{where}` must be how often it comes round",
    "cadence": "`{where}` must be how often numbers come",
    "retail_days": "`{where}` must be retail days by name, each with its days",
    "retail_windows": "`{where}` must be days or a period, `known` or `none`",
    "ref": "`{where}` must be the id of something defined in {sections}",
    "text": "`{where}` must be a text",
    "timezone": "`{where}` must be a time zone",
    "weekday": "`{where}` must be one day of the week",
    "whole_number": "`{where}` must be a whole number",
    "window": "`{where}` must be a stretch of time, from and to",
    "within": "`{where}` must be a length of time, or `immediately`",
    "workweek": "`{where}` must be days of the week",
}
"""What a value must be, by the `x-ecsc-kind` of its schema."""


def found_label(value: object) -> str:
    """Return what stands under a value of the wrong kind: what the value is."""
    if value is None:
        return "there is nothing here"
    if isinstance(value, bool):
        return "this is true or false"
    if isinstance(value, int | Decimal):
        return "this is a number"
    if isinstance(value, list):
        return "this is a list"
    if isinstance(value, dict):
        return "these are names with values"
    return "this is a text"


class Missing:
    """The type of `MISSING`."""


MISSING: Final = Missing()
"""Stands for a value that is not in the data, as when an engine saw a cleaned copy of it."""


def value_at(data: Any, path: DataPath) -> Any:
    """Return the value at `path`, or `MISSING`."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return data


def dotted(path: DataPath) -> str:
    """Return a path as people read it; an empty one is the file."""
    return ".".join(map(str, path))


def is_item(path: DataPath) -> bool:
    """Return whether the path leads to an item of a list, which has no key of its own."""
    return bool(path) and isinstance(path[-1], int)


def named_path(path: DataPath) -> DataPath:
    """Return the nearest path at or above `path` that has a key."""
    while is_item(path):
        path = path[:-1]
    return path
