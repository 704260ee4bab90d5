"""Reads the schema files for the generated pages: references followed, sections found, texts of fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ecsc.model import SECTIONS

ROOT = Path(__file__).parent.parent
MADE = "<!-- Made by docs/generate.py. Edit its sources, not this page. -->"
"""The first line of every generated page."""


@cache
def load(name: str) -> dict[str, Any]:
    """Return a schema file by the name of its chapter."""
    loaded: dict[str, Any] = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def root() -> dict[str, Any]:
    """Return the schema of a whole strategy."""
    return load("strategy")


def resolve(schema: Mapping[str, Any], chapter: str) -> tuple[Mapping[str, Any], str]:
    """Follow a relative `$ref`; return the schema it leads to and the file that holds it."""
    while "$ref" in schema:
        node, chapter = target(schema, chapter)
        schema = {**node, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema, chapter


def target(schema: Mapping[str, Any], chapter: str) -> tuple[Mapping[str, Any], str]:
    """Return what a `$ref` names, as it stands there, and the file that holds it."""
    file, _, pointer = str(schema["$ref"]).partition("#")
    chapter = file.removesuffix(".schema.json") or chapter
    node: Any = load(chapter)
    for step in pointer.strip("/").split("/"):
        node = node[step] if step else node
    return node, chapter


def section_schema(name: str) -> tuple[Mapping[str, Any], str]:
    """Return the schema of a section, of one inside another too, and the file that holds it."""
    outer, _, inner = name.partition(".")
    schema, chapter = resolve(root()["properties"][outer], "strategy")
    return resolve(schema["properties"][inner], chapter) if inner else (schema, chapter)


def entry_schema(section: str) -> tuple[Mapping[str, Any], str]:
    """Return the schema of an entry of a section, or of the section itself where it is a single one."""
    schema, chapter = section_schema(section)
    if SECTIONS[section].single:
        own = {key: part for key, part in schema["properties"].items() if f"{section}.{key}" not in SECTIONS}
        return {**schema, "properties": own}, chapter
    return resolve(schema["additionalProperties"], chapter)


def description(schema: Mapping[str, Any]) -> str:
    """Return the description of a schema on one line."""
    return str(schema.get("description", "")).replace("\n", " ").strip()


def places() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every place an author can write at, as a dotted path, with each schema that describes it.

    A field and the type it is of are two schemas at one place. `*` stands for an id.
    """
    for name, schema in root()["properties"].items():
        yield from _below(schema, "strategy", name, frozenset())


def _below(
    schema: Mapping[str, Any], chapter: str, path: str, inside: frozenset[str]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield path, schema
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        if name not in inside:
            found, home = target(schema, chapter)
            yield from _below(found, home, path, inside | {name})
        return
    for name, part in schema.get("properties", {}).items():
        yield from _below(part, chapter, f"{path}.{name}", inside)
    for key, step in (("items", ""), ("additionalProperties", ".*")):
        if isinstance(schema.get(key), Mapping):
            yield from _below(schema[key], chapter, path + step, inside)
