"""The schema files: where they lie, all of them as one document, and what they say about a path."""

# ruff: noqa: PTH100, PTH113, PTH118, PTH120, PTH123
# pathlib costs a thirtieth of a small file's check, so paths are text here.
from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from functools import lru_cache
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
    "market.schema.json",
    "goals.schema.json",
    "resources.schema.json",
    "offer.schema.json",
    "reach.schema.json",
    "execution.schema.json",
    "operations.schema.json",
    "learning.schema.json",
    "risk.schema.json",
    "governance.schema.json",
    "quantities.schema.json",
)
"""The schemas of the strategy language, the root first. The folder also holds those of outputs."""

_FILE_OF: Final = re.compile(r"[a-z_]+\.schema\.json(?=#)")
_OUTWARD: Final = re.compile(r"""("\$ref":\s*")[^"#]*#""")


def schema_folder() -> str:
    """Return the folder of the shipped schemas: in the installed package, else in the project's root."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return find_schemas(package)


def find_schemas(package: str) -> str:
    """Return the schemas that belong to the package folder `package`; raise FileNotFoundError without."""
    for folder in (os.path.join(package, "schemas"), os.path.join(os.path.dirname(package), "schemas")):
        if os.path.isfile(os.path.join(folder, ROOT_FILE)):
            return folder
    raise FileNotFoundError(f"the schemas of ecsc are missing beside {package}: install ecsc again")


@lru_cache(maxsize=1)
def bundle() -> Schema:
    """Return all schemas of the language as one document: draft 2020-12, every definition in its `$defs`.

    The document is shared: do not change it.
    """
    return _joined(root_schema(), FILES[1:])


def bundle_for(keys: frozenset[str]) -> Schema:
    """Return the schemas that decide about a file with these top keys: the bundle without the other chapters."""
    root = root_schema()
    wanted = {key: part for key, part in root["properties"].items() if key in keys}
    files = {match for part in wanted.values() for match in _FILE_OF.findall(str(part))}
    pending = list(files)
    while pending:
        for other in _FILE_OF.findall(_text(pending.pop())):
            if other not in files:
                files.add(other)
                pending.append(other)
    return _joined({**root, "properties": wanted}, sorted(files))


@lru_cache(maxsize=1)
def root_schema() -> Schema:
    """Return the root schema as its file has it, with references into the files of the chapters."""
    root: Schema = json.loads(_text(ROOT_FILE))
    return root


def _joined(root: Schema, files: Iterable[str]) -> Schema:
    """Return `root` and the definitions of `files` as one document, references led to its own `$defs`."""
    definitions: Schema = {}
    for name in files:
        definitions.update(json.loads(_local(_text(name))).get("$defs", {}))
    whole: Schema = json.loads(_local(json.dumps(root)))
    return {**whole, "$id": "ecsc.schema.json", "$defs": {**whole.get("$defs", {}), **definitions}}


@lru_cache(maxsize=len(FILES))
def _text(name: str) -> str:
    with open(os.path.join(schema_folder(), name), encoding="utf-8") as file:
        return file.read()


def _local(text: str) -> str:
    """Return the text of a schema whose references into other files point into the document itself."""
    return _OUTWARD.sub(r"\1#", text)


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
    """Return the fields that the resolved `schema` names, without the free ones."""
    return {name: part for name, part in schema.get("properties", {}).items() if name != "meta"}


def entry_of(schema: Schema) -> Schema | None:
    """Return the schema of one entry when the resolved `schema` is a section or a map of entries by id."""
    return resolved(schema["additionalProperties"]) if schema.get("x-ecsc-kind") == "entries" else None
