"""The JSON Schema of `plan.json`, read off the plan's types, with titles and descriptions from docstrings."""

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
from ecsc.emit.plan_json.found import Accepted, Found
from ecsc.plan.types import PLAN_VERSION, Plan

_Schema: typing.TypeAlias = dict[str, Any]

_LEAVES: dict[object, _Schema] = {
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


def plan_schema() -> _Schema:
    """Return the schema (JSON Schema 2020-12) of the current plan version."""
    defs: dict[str, _Schema] = {}
    root = _struct(Plan, defs)
    findings = _of(tuple[Found, ...], defs) | {"title": "Findings"}
    waivers = _of(tuple[Accepted, ...], defs) | {"title": "Waivers"}
    properties = {"version": {"const": PLAN_VERSION, "title": "Version"}} | {
        name: schema for name, schema in root["properties"].items() if name != "version"
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ecsc:plan:{PLAN_VERSION}",
        "title": "ecsc plan",
        "description": root["description"],
        "type": "object",
        "properties": properties | {"findings": findings, "waivers": waivers},
        "required": [*properties, "findings", "waivers"],
        "additionalProperties": False,
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def _of(kind: Any, defs: dict[str, _Schema]) -> _Schema:
    """Return the schema of a type; structs go into `defs` and are referred to."""
    if kind in _LEAVES:
        return dict(_LEAVES[kind])
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, UnionType):
        return _union(args, defs)
    if origin is typing.Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0], defs)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(args[1], defs)}
    if isinstance(kind, type) and issubclass(kind, Struct):
        if kind.__name__ not in defs:
            defs[kind.__name__] = {}
            defs[kind.__name__] = _struct(kind, defs)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(f"no schema for {kind!r}")


def _union(args: tuple[Any, ...], defs: dict[str, _Schema]) -> _Schema:
    """Return the schema of a union; the quantities a metric can have become one definition, `Value`."""
    quantities = typing.get_args(Value)
    if not set(quantities) <= set(args):
        return {"anyOf": [_of(arg, defs) for arg in args]}
    defs["Value"] = {
        "title": "Value",
        "description": "A quantity of whatever a metric counts in; its `type` tells which.",
        "anyOf": [_of(arg, defs) for arg in quantities],
    }
    rest = [_of(arg, defs) for arg in args if arg not in quantities]
    value = {"$ref": "#/$defs/Value"}
    return {"anyOf": [value, *rest]} if rest else value


def _struct(kind: type[Struct], defs: dict[str, _Schema]) -> _Schema:
    sentences = _sentences(kind)
    properties: dict[str, _Schema] = {}
    if kind in TYPE_NAMES:
        properties["type"] = {"const": TYPE_NAMES[kind], "title": "Type"}
    hints = typing.get_type_hints(kind)
    for name in kind.__struct_fields__:
        about = [sentence for sentence in sentences if f"`{name}`" in sentence]
        note = {"description": " ".join(about)} if about else {}
        properties[name] = {"title": name.replace("_", " ").capitalize()} | _of(hints[name], defs) | note
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
