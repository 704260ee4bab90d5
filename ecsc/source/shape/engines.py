"""Data against the bundled schema: the plain answer, and every place that fails with its keyword.

Two engines say the same: jsonschema-rs, and jsonschema where the first cannot be used or asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ecsc.source.shape.schema_files import (
    ID_PATTERN,
    DataPath,
    Schema,
    bundle,
    bundle_for,
    entry_of,
    fields_of,
    resolved,
    root_schema,
)

if TYPE_CHECKING:
    import jsonschema_rs

DEEPEST = 60
"""How deep the slower engine is let in: it recurses several calls a level, and Python allows 1,000."""

LONGEST = 40
"""The digits of a whole number written out as such; longer ones are left as they are."""


class Failure(Struct, frozen=True):
    """One keyword that failed at `path`; `key` is the unknown, missing or misspelt key it is about."""

    path: DataPath
    keyword: str
    key: str = ""

    @property
    def full_path(self) -> DataPath:
        """Return the path of what is wrong: an unknown or misspelt key itself, else the value."""
        return (
            (*self.path, self.key) if self.keyword in ("additionalProperties", "propertyNames") else self.path
        )


def fits(data: object) -> bool:
    """Return whether `data` has the shape of a strategy file."""
    keys = frozenset(key for key in data if isinstance(key, str)) if isinstance(data, dict) else frozenset()
    try:
        return _validator(keys.intersection(root_schema()["properties"])).is_valid(data)
    except (ImportError, TypeError, ValueError, RecursionError):
        # Keys that are no text, lone surrogates, great depth; or no build of the engine for this machine.
        return not any(by_jsonschema(data))


def failures(data: object) -> tuple[Failure, ...]:
    """Return everything about the shape of `data` that fails, each once, in no particular order."""
    try:
        if has_empty_key(data):  # jsonschema-rs loses one at the end of a path
            return tuple(dict.fromkeys(by_jsonschema(data)))
        found = (*by_jsonschema_rs(data), *bad_ids(data))
    except (ImportError, TypeError, ValueError, RecursionError):
        found = tuple(by_jsonschema(data))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _validator(keys: frozenset[str]) -> jsonschema_rs.Validator:
    """Return the validator for files with these top keys; the chapters a file does not open are not loaded."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(bundle_for(keys))


@lru_cache(maxsize=1)
def _explainer() -> jsonschema_rs.Validator:
    """Return the validator for errors, without `propertyNames`.

    Each of its errors would hold a copy of the whole section, so ten thousand misspelt ids would take
    more memory than there is. `bad_ids` finds them instead.
    """
    import jsonschema_rs

    return jsonschema_rs.validator_for(without(bundle(), "propertyNames"))


def without(schema: Any, keyword: str) -> Any:
    """Return a copy of a schema without a keyword, wherever it stands."""
    if isinstance(schema, dict):
        return {key: without(part, keyword) for key, part in schema.items() if key != keyword}
    return [without(part, keyword) for part in schema] if isinstance(schema, list) else schema


def has_empty_key(data: Any) -> bool:
    """Return whether there is a key without a letter anywhere in `data`, which may hold itself."""
    waiting, seen = [data], {id(data)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict) and "" in node:
            return True
        below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        for part in below:
            if isinstance(part, dict | list) and id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    return False


def bad_ids(data: Any) -> Iterator[Failure]:
    """Yield the keys that cannot be ids, in the sections and in the maps of entries inside entries."""
    legal = re.compile(ID_PATTERN).fullmatch
    sections = bundle()["properties"]
    waiting: list[tuple[DataPath, Schema, Any]] = [
        ((name,), resolved(sections[name]), part) for name, part in data.items() if name in sections
    ] if isinstance(data, dict) else []  # fmt: skip
    while waiting:
        path, schema, entries = waiting.pop()
        entry = entry_of(schema)
        if entry is None or not isinstance(entries, dict):
            continue
        maps = {name: part for name, part in fields_of(entry).items() if entry_of(resolved(part))}
        for key, value in entries.items():
            if not legal(key):
                yield Failure(path, "propertyNames", key)
            if maps and isinstance(value, dict):
                waiting += [
                    ((*path, key, name), resolved(part), value.get(name)) for name, part in maps.items()
                ]


def by_jsonschema_rs(data: Any) -> Iterator[Failure]:
    """Yield the failures, bad ids apart, as jsonschema-rs finds them; ValueError for what it cannot take."""
    for error in _explainer().iter_errors(data):
        path = tuple(error.instance_path)
        kind: Any = error.kind
        match kind.name:
            case "additionalProperties":
                yield from (Failure(path, kind.name, key) for key in kind.unexpected)
            case "required":
                yield Failure(path, kind.name, kind.property)
            case keyword:
                yield Failure(path, keyword)


def by_jsonschema(data: object) -> Iterator[Failure]:
    """Yield the same failures as jsonschema finds them, on a copy that holds nothing it trips over."""
    import jsonschema

    for error in jsonschema.Draft202012Validator(bundle()).iter_errors(tamed(data)):
        path = tuple(error.absolute_path)
        keyword, found = str(error.validator), error.instance
        schema: Any = error.schema
        if "propertyNames" in error.absolute_schema_path:
            yield Failure(path, "propertyNames", str(found))
        elif keyword == "additionalProperties":
            known = schema.get("properties", {})
            unknown = (key for key in found if key not in known and not key.startswith("x-"))
            yield from (Failure(path, keyword, key) for key in unknown)
        elif keyword == "required":
            yield from (Failure(path, keyword, key) for key in schema["required"] if key not in found)
        else:
            yield Failure(path, keyword)


def tamed(data: object, depth: int = 0) -> object:
    """Return a copy with text keys, whole numbers as int, no lone surrogates, and empty below `DEEPEST`."""
    if isinstance(data, dict):
        if depth >= DEEPEST:
            return {}
        return {_clean(str(key)): tamed(value, depth + 1) for key, value in data.items()}
    if isinstance(data, list):
        return [tamed(item, depth + 1) for item in data] if depth < DEEPEST else []
    if isinstance(data, Decimal) and data.is_finite() and data == data.to_integral_value():
        return int(data) if data.adjusted() < LONGEST else data
    return _clean(data) if isinstance(data, str) else data


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
