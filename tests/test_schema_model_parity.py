"""The schema files and the model say the same: fields, required ones, closed words, kinds, descriptions."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest

from ecsc.model import RESERVED_IDS, SECTIONS, SINGLETONS
from ecsc.model.header import Header
from ecsc.model.kinds import Ref, Spelling
from ecsc.source.shape.gate import bundle
from ecsc.source.shape.schema_files import Schema, entry_of, fields_of, resolved

QUANTITY_KINDS = {
    "str": "text", "int": "whole_number", "bool": "flag", "date": "date", "Money": "money", "Rate": "rate",
    "Duration": "duration", "Points": "points",
    "Count": "count", "Frequency": "frequency", "Period": "period", "Window": "window",
}  # fmt: skip


def entities() -> Iterator[tuple[str, type[Any], Schema]]:
    """Yield every section's entry, and the header, as (name, model type, schema)."""
    yield "strategy", Header, resolved(bundle()["properties"]["strategy"])
    for name, section in SECTIONS.items():
        found: Schema = bundle()
        for step in name.split("."):
            found = resolved(found["properties"][step])
        entry = found if section.single else entry_of(found)
        assert entry is not None, name
        yield name, section.entity_type(), entry


def all_entities() -> dict[str, tuple[type[Any], Schema]]:
    """Return the entries and, recursively, the types with fields of their own inside them."""
    found: dict[str, tuple[type[Any], Schema]] = {}

    def visit(name: str, model: type[Any], schema: Schema) -> None:
        if model.__name__ in found:
            return
        found[model.__name__] = (model, schema)
        for field, hint in typing.get_type_hints(model, include_extras=True).items():
            if field not in schema["properties"]:
                continue
            part = resolved(schema["properties"][field])
            for struct in structs_in(hint):
                visit(f"{name}.{field}", struct, fields_below(part))

    for name, model, schema in entities():
        visit(name, model, schema)
    return found


def fields_below(schema: Schema) -> Schema:
    """Return the schema with fields in a field's schema: itself, or that of its items or entries."""
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict) and "properties" not in schema:
            return resolved(schema[key])
    return schema


def structs_in(hint: Any) -> set[type[Any]]:
    """Return the model types with fields of their own in a type, whatever they are wrapped in."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return (
            {hint} if hint.__module__.startswith("ecsc.model.") and hint.__name__ != "Dependency" else set()
        )
    return {found for part in typing.get_args(hint) for found in structs_in(part)}


def words_in(hint: Any) -> set[str]:
    """Return the words of the Literals in a type; a spelling of its own reads more than those words."""
    if typing.get_origin(hint) is typing.Literal:
        return {str(word) for word in typing.get_args(hint)}
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is typing.Annotated:
        parts = () if any(isinstance(mark, Spelling) for mark in parts[1:]) else parts[:1]
    return {word for part in parts for word in words_in(part)}


def kind_in(hint: Any) -> str:
    """Return the kind the model reads a field as: a reference, a spelling, or the name of its plain type."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        for marker in parts[1:]:
            if isinstance(marker, Ref):
                return "ref:" + ",".join(marker.sections)
            if isinstance(marker, Spelling):
                return marker.kind
        return kind_in(parts[0])
    if origin in (typing.Union, types.UnionType):
        kinds = {kind_in(part) for part in parts if part is not type(None)}
        return kinds.pop() if len(kinds) == 1 else "amount"
    if origin is tuple:
        # Several ids or texts may be written as one; things with fields of their own need a list.
        inside = kind_in(parts[0])
        return "one_or_many" if inside == "text" or inside.startswith("ref:") else "list"
    if origin is typing.Literal:
        return "word"
    if origin is Mapping or getattr(origin, "__name__", "") == "Mapping":
        return "map"
    if isinstance(hint, type) and structs_in(hint):
        return "fields"
    return QUANTITY_KINDS[hint.__name__]


ENTITIES = all_entities()


def test_every_section_of_the_model_is_in_the_schema_and_no_other() -> None:
    known = set(fields_of(bundle()))
    assert known == {*(name for name in SECTIONS if "." not in name), *SINGLETONS, "ecsc"}


def own_fields(schema: Schema) -> dict[str, Schema]:
    """Return the fields of a schema without the sections that stand inside it."""
    inner = {name.partition(".")[2] for name in SECTIONS if "." in name}
    return {
        name: part
        for name, part in fields_of(schema).items()
        if not (name in inner and resolved(part)["x-ecsc-kind"] == "entries")
    }


@pytest.mark.parametrize("name", ENTITIES)
def test_fields_are_the_same_in_the_same_order(name: str) -> None:
    model, schema = ENTITIES[name]
    fields = [field for field in model.__struct_fields__ if field != "id" or name == "Header"]
    assert list(own_fields(schema)) == fields
    assert "meta" in schema["properties"]
    assert schema["additionalProperties"] is False
    assert list(schema["patternProperties"]) == ["^x-"]


@pytest.mark.parametrize("name", ENTITIES)
def test_required_fields_are_those_without_a_default(name: str) -> None:
    model, schema = ENTITIES[name]
    needed = [field.name for field in msgspec.structs.fields(model) if field.required]
    assert schema.get("required", []) == [field for field in needed if field != "id" or name == "Header"]


@pytest.mark.parametrize("name", ENTITIES)
def test_closed_words_are_the_same(name: str) -> None:
    model, schema = ENTITIES[name]
    hints = typing.get_type_hints(model, include_extras=True)
    for field, part in own_fields(schema).items():
        words = words_in(hints[field])
        assert set(resolved(part).get("enum", ())) == words, field


@pytest.mark.parametrize("name", ENTITIES)
def test_kinds_are_the_same(name: str) -> None:
    model, schema = ENTITIES[name]
    hints = typing.get_type_hints(model, include_extras=True)
    for field, part in own_fields(schema).items():
        shape = resolved(part)
        wanted = kind_in(hints[field])
        kind = "word" if "enum" in shape else shape["x-ecsc-kind"]
        same = {
            "entries": "map", "amount_tree": "map", "money_by_period": "money_by_period", "id": "text",
        }.get(kind, kind)  # fmt: skip
        assert same == wanted, f"{name}.{field}: the schema says {kind}, the model {wanted}"
        if kind == "list":
            (inner,) = (part for part in typing.get_args(bare(hints[field])) if part is not Ellipsis)
            assert resolved(shape["items"])["x-ecsc-kind"] == kind_in(inner), field


def bare(hint: Any) -> Any:
    """Return a type without `Annotated` and without None."""
    if typing.get_origin(hint) is typing.Annotated:
        return bare(typing.get_args(hint)[0])
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return bare(next(part for part in typing.get_args(hint) if part is not type(None)))
    return hint


@pytest.mark.parametrize("name", ENTITIES)
def test_simple_defaults_are_the_same(name: str) -> None:
    model, schema = ENTITIES[name]
    by_name = {field.name: field for field in msgspec.structs.fields(model)}
    for field, part in own_fields(schema).items():
        default = by_name[field].default
        if isinstance(default, str | int | bool):
            assert resolved(part)["default"] == default, field


@pytest.mark.parametrize("name", ENTITIES)
def test_everything_has_words(name: str) -> None:
    _, schema = ENTITIES[name]
    for part in (schema, *map(resolved, schema["properties"].values())):
        assert part["title"].strip()
        assert part["description"].strip().endswith((".", "。"))
        if "enum" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"])
            assert all(part["enumDescriptions"])


@pytest.mark.parametrize("name", ENTITIES)
def test_a_field_has_a_description_of_its_own(name: str) -> None:
    _, schema = ENTITIES[name]
    for field, part in own_fields(schema).items():
        assert {"title", "description"} <= set(part), field


def test_reserved_words_are_legal_ids_here_and_refused_above() -> None:
    """The gate knows no reserved words; they must at least have the form of an id to get there."""
    import re

    pattern = bundle()["$defs"]["id_key"]["pattern"]
    assert all(re.search(pattern, word) for word in RESERVED_IDS)
