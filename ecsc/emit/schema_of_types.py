"""JSON Schema (2020-12) read off types, with titles and descriptions from docstrings."""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Mapping
from decimal import Decimal
from types import UnionType
from typing import Any

from msgspec import Struct

from ecsc.assess.verdicts import Remark, Value
from ecsc.emit.plain import TYPE_NAMES

Schema: typing.TypeAlias = dict[str, Any]

_LEAVES: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Decimal: {
        "type": "string",
        "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
        "description": "An exact decimal number.",
    },
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        "description": "Local wall-clock time in the strategy's timezone.",
    },
    Remark: {"type": "string", "description": "A sentence in English."},
}


def schema_of(kind: Any, defs: dict[str, Schema]) -> Schema:
    """Return the schema of a type; structs go into `defs` and are referred to."""
    if kind in _LEAVES:
        return dict(_LEAVES[kind])
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, UnionType):
        return _union(args, defs)
    if origin is typing.Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": schema_of(args[0], defs)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(args[1], defs)}
    if isinstance(kind, type) and issubclass(kind, Struct):
        if kind.__name__ not in defs:
            defs[kind.__name__] = {}
            defs[kind.__name__] = struct_schema(kind, defs)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(f"no schema for {kind!r}")


def _union(args: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    """Return the schema of a union; the quantities a metric can have become one definition, `Value`."""
    quantities = typing.get_args(Value)
    if not set(quantities) <= set(args):
        return {"anyOf": [schema_of(arg, defs) for arg in args]}
    defs["Value"] = {
        "title": "Value",
        "description": "A quantity of whatever a metric counts in; its `type` tells which.",
        "anyOf": [schema_of(arg, defs) for arg in quantities],
    }
    rest = [schema_of(arg, defs) for arg in args if arg not in quantities]
    value = {"$ref": "#/$defs/Value"}
    return {"anyOf": [value, *rest]} if rest else value


def struct_schema(kind: type[Struct], defs: dict[str, Schema]) -> Schema:
    """Return the schema of a struct: its fields, each with the sentences of the docstring that name it."""
    sentences = _sentences(kind)
    properties: dict[str, Schema] = {}
    if kind in TYPE_NAMES:
        properties["type"] = {"const": TYPE_NAMES[kind], "title": "Type"}
    hints = typing.get_type_hints(kind)
    for name in kind.__struct_fields__:
        about = [sentence for sentence in sentences if f"`{name}`" in sentence]
        note = {"description": " ".join(about)} if about else {}
        properties[name] = (
            {"title": name.replace("_", " ").capitalize()} | schema_of(hints[name], defs) | note
        )
    return {
        "title": re.sub(
            r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__.removesuffix("Plan") or "Plan"
        ).capitalize(),
        "description": " ".join(sentences),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _sentences(kind: type[Struct]) -> list[str]:
    text = " ".join((kind.__doc__ or "").split()).replace("None", "null")
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z`])", text) if sentence]
