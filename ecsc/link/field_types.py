"""The types that formulas see in the fields of the model, read from its annotations."""

from __future__ import annotations

import datetime as dt
import types as py_types
import typing
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct

from ecsc.expr import Type, types
from ecsc.model import SECTIONS
from ecsc.model.annotations import annotations_of
from ecsc.model.header import Header
from ecsc.model.kinds import Ref
from ecsc.quantity import Count, Duration, Frequency, Money, Period, Range, Rate, Recurrence, Window

HEADER = "strategy"
"""What the header is called where sections are."""

_OF_PARTS = frozenset((Frequency, Range, Recurrence))


def model_of(section: str) -> type[Any]:
    """Return the model type of a section's entries, or of the header."""
    return Header if section == HEADER else SECTIONS[section].entity_type()


@lru_cache(maxsize=256)
def field_types(section: str, currency: str) -> Mapping[str, Type]:
    """Return the types of a section's fields that formulas can read."""
    found = {name: _type_of(hint, currency) for name, hint in annotations_of(model_of(section)).items()}
    return {name: kind for name, kind in found.items() if kind is not None}


@lru_cache(maxsize=256)
def inner_type(section: str, path: tuple[str, ...], currency: str) -> Type | None:
    """Return the type of a field inside a field, as `reference_price.basis` is; None where there is none."""
    model: type[Any] | None = model_of(section)
    for step in path[:-1]:
        model = _struct_in(annotations_of(model).get(step)) if model is not None else None
    return _type_of(annotations_of(model).get(path[-1]), currency) if model is not None else None


def inner_fields(section: str) -> Iterable[str]:
    """Yield the names of fields inside the fields of a section's entries."""
    for name, hint in annotations_of(model_of(section)).items():
        inner = _struct_in(hint)
        if inner is not None:
            yield from (
                f"{name}.{field}" for field in annotations_of(inner) if inner_type(section, (name, field), "")
            )


def _struct_in(hint: Any) -> type[Any] | None:
    """Return the one type with fields of its own that a field holds, if it is no list or map of them."""
    if isinstance(hint, type):
        return hint if issubclass(hint, Struct) and hint.__module__.startswith("ecsc.model.") else None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _struct_in(arguments[0])
    if origin not in (typing.Union, py_types.UnionType):
        return None
    found = [inner for inner in map(_struct_in, arguments) if inner is not None]
    return found[0] if len(found) == 1 else None


def _type_of(hint: Any, currency: str) -> Type | None:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        if any(isinstance(mark, Ref) for mark in arguments[1:]):
            return types.TEXT
        return _type_of(arguments[0], currency)
    if origin is typing.Literal:
        return types.TEXT
    if origin is tuple:
        item = _type_of(arguments[0], currency)
        return types.collection(item) if item is not None else None
    if origin is Mapping:
        return types.DETAIL
    if origin is not None:
        rest = [part for part in arguments if part is not type(None)]
        return _type_of(rest[0], currency) if len(rest) == 1 else None
    plain: dict[Any, Type] = {
        str: types.TEXT,
        bool: types.BOOLEAN,
        int: types.NUMBER,
        Decimal: types.NUMBER,
        Money: types.money(currency),
        Rate: types.RATE,
        Count: types.count(),
        Duration: types.DURATION,
        dt.date: types.DATE,
        Period: types.PERIOD,
        Window: types.PERIOD,
    }
    if isinstance(hint, type) and (hint in _OF_PARTS or hint.__module__.startswith("ecsc.model.")):
        return types.DETAIL
    return plain.get(hint)
