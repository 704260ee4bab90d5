"""The schema files: where they lie, all of them as one document, and what they say about a path."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from ecsc.diagnostics import PathStep

Schema: TypeAlias = dict[str, Any]
"""One schema as read from JSON."""

DataPath: TypeAlias = tuple[PathStep, ...]
"""The way from the top of a file to a value: names and, in lists, numbers from 0."""

ROOT_FILE: Final = "strategy.schema.json"
ID_PATTERN: Final = r"[A-Za-z_\u00aa-\uffff][0-9A-Za-z_\u00aa-\uffff]*"
FILES: Final = (
    ROOT_FILE,
    "header.schema.json",
    "goals.schema.json",
    "resources.schema.json",
    "offer.schema.json",
    "reach.schema.json",
    "execution.schema.json",
    "risk.schema.json",
    "governance.schema.json",
    "quantities.schema.json",
)
"""The schemas of the strategy language, the root first. The folder also holds those of outputs."""


def schema_folder() -> Path:
    """Return the folder of the shipped schemas: in the installed package, else in the project's root."""
    return find_schemas(Path(__file__).resolve().parents[1])


def find_schemas(package: Path) -> Path:
    """Return the schemas that belong to the package folder `package`; raise FileNotFoundError without."""
    for folder in (package / "schemas", package.parent / "schemas"):
        if (folder / ROOT_FILE).is_file():
            return folder
    raise FileNotFoundError(f"the schemas of ecsc are missing beside {package}: install ecsc again")


@lru_cache(maxsize=1)
def bundle() -> Schema:
    """Return all schemas of the language as one document: draft 2020-12, every definition in its `$defs`.

    The document is shared: do not change it.
    """
    folder = schema_folder()
    documents = [json.loads((folder / name).read_text(encoding="utf-8")) for name in FILES]
    root: Schema = _local(documents[0])
    root["$id"] = "ecsc.schema.json"
    definitions: Schema = {}
    for document in documents:
        definitions.update(_local(document.get("$defs", {})))
    root["$defs"] = definitions
    return root


def _local(value: Any) -> Any:
    """Return a schema whose references into other files point into the bundle's own `$defs`."""
    if isinstance(value, dict):
        return {
            key: "#" + part.partition("#")[2] if key == "$ref" and isinstance(part, str) else _local(part)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_local(part) for part in value]
    return value


def resolved(schema: Schema) -> Schema:
    """Return a schema of the bundle with what it refers to put under its own words."""
    if "$ref" not in schema:
        return schema
    known = _resolved.get(id(schema))
    if known is not None and known[0] is schema:
        return known[1]
    definitions: Schema = bundle()["$defs"]
    found = schema
    while "$ref" in found:
        own = {key: part for key, part in found.items() if key != "$ref"}
        found = {**definitions[found["$ref"].rpartition("/")[2]], **own}
    _resolved[id(schema)] = (schema, found)
    return found


_resolved: dict[int, tuple[Schema, Schema]] = {}
"""What references led to, by the identity of the schema, which is kept alive here."""


def inside(schema: Schema, step: PathStep) -> Schema | None:
    """Return what the resolved `schema` says about the value at `step`, or None when it says nothing."""
    below = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
    if below is None and isinstance(step, str):
        below = schema.get("additionalProperties")
    return resolved(below) if isinstance(below, dict) else None


def schema_at(path: DataPath) -> Schema | None:
    """Return what the language says about the value at `path`, or None where it says nothing."""
    schema: Schema | None = bundle()
    for step in path:
        if schema is None:
            return None
        schema = inside(schema, step)
    return schema


def fields_of(schema: Schema) -> dict[str, Schema]:
    """Return the fields that the resolved `schema` names, without those of the future and the free ones."""
    return {
        name: part
        for name, part in schema.get("properties", {}).items()
        if name != "meta" and not part.get("x-ecsc-later")
    }


def entry_of(schema: Schema) -> Schema | None:
    """Return the schema of one entry when the resolved `schema` is a section or a map of entries by id."""
    return resolved(schema["additionalProperties"]) if schema.get("x-ecsc-kind") == "entries" else None


def later_paths(data: Any) -> tuple[DataPath, ...]:
    """Return the sections and tables of a file that the language has and this version does not compile."""
    if not isinstance(data, dict):
        return ()
    sections = bundle()["properties"]
    tables, known = data.get("tables"), sections["tables"]["properties"]
    found: list[DataPath] = [(key,) for key in data if sections.get(key, {}).get("x-ecsc-later")]
    if isinstance(tables, dict):
        found += [("tables", key) for key in tables if known.get(key, {}).get("x-ecsc-later")]
    return tuple(found)
