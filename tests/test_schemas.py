"""The schema files themselves: legal, true to their own examples, and good for any tool that reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from referencing import Registry, Resource

from ecsc.source.shape.engines import by_jsonschema, by_jsonschema_rs, failures
from ecsc.source.shape.gate import bundle, schema_folder
from ecsc.source.shape.schema_files import FILES, Schema, resolved

DOCUMENTS: Mapping[str, Schema] = {
    name: json.loads(Path(schema_folder(), name).read_text(encoding="utf-8")) for name in FILES
}
OURS = {"x-ecsc-kind", "x-ecsc-aliases", "x-ecsc-rows"}
EDITORS = {"enumDescriptions", "doNotSuggest"}
PLAIN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "patternProperties",
    "additionalProperties", "propertyNames", "required", "items", "enum", "const", "minimum", "pattern",
    "maximum", "default", "examples",
}  # fmt: skip
"""The keywords in use: all of them flat, so that one mistake makes one error in every engine."""
NOT_SCHEMAS = ("properties", "patternProperties", "$defs")
FREE_OF_CONSTRAINTS = {"$ref", "title", "description", "examples", "default", "x-ecsc-rows"}


def subschemas(schema: Any, place: str) -> Iterator[tuple[str, Schema]]:
    """Yield every schema inside a schema with its place."""
    yield place, schema
    for keyword in NOT_SCHEMAS:
        for name, part in schema.get(keyword, {}).items():
            yield from subschemas(part, f"{place}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword], f"{place}/{keyword}")


ALL = [each for name, document in DOCUMENTS.items() for each in subschemas(document, name)]


def exact(value: Any) -> Any:
    """Return a value as the reader of YAML gives it: numbers with a point as Decimal."""
    return json.loads(json.dumps(value), parse_float=Decimal)


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_a_legal_schema_of_2020_12(name: str) -> None:
    document = DOCUMENTS[name]
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == name
    jsonschema.Draft202012Validator.check_schema(document)
    assert jsonschema_rs.meta.is_valid(document)


def test_the_bundle_is_legal_and_complete() -> None:
    jsonschema.Draft202012Validator.check_schema(bundle())
    for place, schema in subschemas(bundle(), "bundle"):
        if "$ref" in schema:
            assert schema["$ref"].removeprefix("#/$defs/") in bundle()["$defs"], place


def test_no_two_files_define_the_same_name() -> None:
    names = [name for document in DOCUMENTS.values() for name in document.get("$defs", {})]
    assert len(names) == len(set(names))


def test_schemas_are_flat_and_local_and_in_plain_keywords() -> None:
    for place, schema in ALL:
        assert set(schema) <= PLAIN | OURS | EDITORS, place
        if "$ref" in schema:
            file, _, pointer = schema["$ref"].partition("#/$defs/")
            assert file == "" or file in FILES, place
            assert pointer in DOCUMENTS[file or place.partition("/")[0]]["$defs"], place
            # Beside anything else the YAML language server shows the words of the reference, not these.
            assert set(schema) <= FREE_OF_CONSTRAINTS, place


def test_schemas_say_what_they_are_in_words_for_authors() -> None:
    for place, schema in ALL:
        shown = resolved(at_home(place, schema))
        assert shown["title"].strip(), place
        assert shown["description"].strip().endswith("."), place
        assert not re.search(r"\b(mapping|scalar|token|enum|boolean|string|null)\b", shown["description"]), (
            place
        )


def at_home(place: str, schema: Schema) -> Schema:
    """Return a schema of a file as it stands in the bundle, where references need no file."""
    reference = schema.get("$ref")
    return schema if reference is None else {**schema, "$ref": "#" + reference.partition("#")[2]}


def with_examples() -> Iterator[tuple[str, Any, Any]]:
    for place, schema in ALL:
        for number, example in enumerate(schema.get("examples", ())):
            yield f"{place}#{number}", at_home(place, schema), example
        if "default" in schema:
            yield f"{place}#default", at_home(place, schema), schema["default"]


EXAMPLES = tuple(with_examples())


@pytest.mark.parametrize("name", FILES)
def test_examples_and_defaults_fit_their_own_schema(name: str) -> None:
    tried = 0
    for place, schema, example in EXAMPLES:
        if place.startswith(name):
            document = {**bundled(schema), "$defs": bundle()["$defs"]}
            assert jsonschema_rs.is_valid(document, exact(example)), place
            assert jsonschema.Draft202012Validator(document).is_valid(example), place
            tried += 1
    assert tried


def bundled(schema: Any) -> Any:
    """Return a schema with all its references led into the bundle."""
    if isinstance(schema, dict):
        return {
            key: "#" + part.partition("#")[2] if key == "$ref" else bundled(part)
            for key, part in schema.items()
        }
    return [bundled(part) for part in schema] if isinstance(schema, list) else schema


def test_every_kind_of_quantity_has_an_example_in_words_of_its_own() -> None:
    for name, schema in DOCUMENTS["quantities.schema.json"]["$defs"].items():
        assert schema["x-ecsc-kind"], name
        assert schema.get("examples") or schema["x-ecsc-kind"] == "free", name


GOOD: tuple[Any, ...] = (
    {},
    {"tasks": None},
    {"x-anything": [1], "meta": {"a": [None]}},
    {"ecsc": 1, "tasks": {"店铺设计": {"cost": Decimal("20000.5"), "x-note": {}, "meta": 3}}},
    {"tasks": {"a": {"after": ["b", "c + 2d"], "checklist": "one", "serves": []}}},
    {"promotions": {"p618": {"offer": "5折"}, "q": {"offer": {"buy": Decimal(2), "get": 1}}}},
    {"goals": {"g": {"breakdown": [{"split": ["a", "b"], "values": {"2026-Q1": {"x": 1}}}]}}},
    {"budgets": {"m": {"lines": {"a": {"lines": {"b": {"limit": "50万"}}}}}}},
    {"market": {"personas": {"a": {"age_min": 18}}}, "tables": {"products": ["a.csv"], "actuals": "b.csv"}},
)
BAD: tuple[Any, ...] = (
    [],
    "text",
    {"ecsc": 2},
    {"ecsc": "1"},
    {"taks": {}},
    {"tasks": []},
    {"tasks": {"a": None}},
    {"tasks": {"a": {"ownr": "x", "cost": True}}},
    {"tasks": {"a": {"serves": "x", "after": {"b": 1}, "contingent": "yes"}}},
    {"tasks": {"1a": {}, "a b": {}, "a-b": {}, "": {}, "x-y": {}}},
    {"promotions": {"a": {"offer": {"buy": Decimal("1.5"), "tiers": [{"at": 1}]}}}},
    {"promotions": {"a": {"limits": {"units": -1}}}},
    {"goals": {"g": {"breakdown": [{"values": {"a": {"b": [1]}}}], "drivers": {"a": None}}}},
    {"budgets": {"m": {"lines": {"a": {"lines": {"1b": {"limit": []}}}}}}},
    {"risks": {"r": {"likelihood": "often", "impact": 3}}},
    {"strategy": {"fiscal_year_start": 13, "id": "a b", "calendar": {"workweek": 5}}},
    {"tables": {"produts": "a.csv", "products": True}},
)


def validators() -> dict[str, Any]:
    """Return the three ways a tool may read the schemas, each as a function that says yes or no."""
    by_file: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(document)) for name, document in DOCUMENTS.items()
    )
    root = DOCUMENTS["strategy.schema.json"]
    pairs = [(name, document) for name, document in DOCUMENTS.items() if document is not root]
    return {
        "files, jsonschema": jsonschema.Draft202012Validator(root, registry=by_file).is_valid,
        "files, jsonschema-rs": jsonschema_rs.validator_for(
            root, registry=jsonschema_rs.Registry(pairs)
        ).is_valid,
        "bundle, jsonschema-rs": jsonschema_rs.validator_for(bundle()).is_valid,
    }


@pytest.mark.parametrize("way", validators())
def test_the_files_and_the_bundle_say_the_same_in_every_engine(way: str) -> None:
    says = validators()[way]
    for good in GOOD:
        assert says(whole(good)), good
    for bad in BAD:
        assert not says(whole(bad)), bad


def whole(value: Any) -> Any:
    """Return a value with whole Decimals as int: plain jsonschema knows no other whole numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, dict):
        return {key: whole(part) for key, part in value.items()}
    return [whole(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("data", [*GOOD, *BAD], ids=repr)
def test_both_engines_find_the_same_failures(data: Any) -> None:
    found = set(failures(data))
    assert found == set(by_jsonschema(data))
    assert bool(found) is (data in BAD)
    assert {each for each in found if each.keyword != "propertyNames"} == set(by_jsonschema_rs(data))


@pytest.mark.parametrize("letter", ["a", "Z", "_", "é", "ж", "店", "ª", "한"])
def test_ids_may_start_with_a_letter_of_any_script_in_both_engines(letter: str) -> None:
    data: dict[str, Any] = {"tasks": {f"{letter}1": {}}}
    assert not failures(data)
    assert not list(by_jsonschema(data))


@pytest.mark.parametrize("sign", [" ", "-", ".", "+", "/", ":", "1", "\u00a0", "(", "%"])
def test_ids_may_not_start_with_anything_else_in_both_engines(sign: str) -> None:
    data: dict[str, Any] = {"tasks": {f"{sign}a": {}}}
    assert failures(data)
    assert list(by_jsonschema(data))
