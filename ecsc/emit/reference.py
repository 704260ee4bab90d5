"""`explain` of the language itself: what can be written in a section or a field, as the schemas say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from ecsc.source.shape.gate import bundle
from ecsc.source.shape.schema_files import Schema, entry_of, fields_of, resolved
from ecsc.source.shape.spelled import spelled
from ecsc.source.shape.suggest import same_word

_DEEP = 3
"""So many alternatives, lists and maps are looked into for the objects that a field can hold."""


class Described(Struct, frozen=True):
    """A section or a field as the language has it, in English; `retold` says it in other words.

    `words` are those that can be written, each with its meaning or "". `form` tells whether it holds entries under
    ids of their own, a list of objects or one object; of all of them `fields` are those of one.
    """

    name: str
    title: str
    about: str
    required: bool
    words: tuple[tuple[str, str], ...]
    example: str
    form: Literal["entries", "object", "value"]
    fields: tuple[Described, ...] = ()


def reference(steps: Sequence[str], *, ids: bool = False) -> Described | None:
    """Return what the language says of a dotted name such as `tactics.kol.count`; None where it has no such name.

    What people also call a field (`目标` for `goals`) leads there. Numbers of list items are passed over, as each
    item is described alike; so are the ids of entries where there are `ids` among the steps. The fields come one
    level deep.
    """
    names: list[str] = []
    found: Schema | None = bundle()
    required = False
    for step in steps:
        if step.isdecimal():
            continue
        name, inner, is_required = _inside(found or {}, step)
        if inner is None and ids and found is not None and entry_of(resolved(found)) is not None:
            continue
        names.append(name)
        found, required = inner, is_required
    if not names or found is None:
        return None
    return _described(".".join(names), found, required, (_field(*one) for one in _fields(found)))


def within(schema: Schema) -> Iterator[Schema]:
    """Yield the objects that a field can hold: itself, its alternatives, one item of its list or map."""
    yield from _objects(resolved(schema), _DEEP)


def words_of(schema: Schema) -> tuple[tuple[str, str], ...]:
    """Return the words a field takes, each with what it means, "" where the schema does not say."""
    told = resolved(schema)
    words = [str(word) for word in told.get("enum", ())]
    meanings = [*told.get("enumDescriptions", ()), *[""] * len(words)]
    return tuple(zip(words, meanings, strict=False))


def example_of(schema: Schema) -> str:
    """Return the first example as YAML in one line; empty without one."""
    examples = resolved(schema).get("examples", ())
    return spelled(examples[0]) if examples else ""


def meant(word: str) -> str:
    """Return the section that people also call `word`; `word` itself where that is none or several."""
    return _meant(word, bundle())


def _meant(word: str, schema: Schema) -> str:
    found = same_word(word, schema)
    return found[0] if len(found) == 1 else word


def _inside(schema: Schema, word: str) -> tuple[str, Schema | None, bool]:
    for one in within(schema):
        name = _meant(word, one)
        if name in fields_of(one):
            return name, fields_of(one)[name], name in one.get("required", ())
    return word, None, False


def _fields(schema: Schema) -> Iterator[tuple[str, Schema, bool]]:
    """Yield each field once, by its name, as the first of the objects that `schema` can hold has it."""
    seen: set[str] = set()
    for one in within(schema):
        for name, field in fields_of(one).items():
            if name not in seen:
                seen.add(name)
                yield name, field, name in one.get("required", ())


def _field(name: str, schema: Schema, required: bool) -> Described:
    return _described(name, schema, required, ())


def _described(
    name: str, schema: Schema, required: bool, fields: Iterator[Described] | tuple[()]
) -> Described:
    told = resolved(schema)
    form: Literal["entries", "object", "value"] = "value"
    if entry_of(told) is not None:
        form = "entries"
    elif told.get("properties"):
        form = "object"
    return Described(
        name,
        str(told.get("title", name)),
        " ".join(str(told.get("description", "")).split()),
        required,
        words_of(schema),
        example_of(schema),
        form,
        tuple(fields),
    )


def _objects(told: Schema, depth: int) -> Iterator[Schema]:
    if told.get("properties"):
        yield told
    if not depth:
        return
    inner = [*told.get("anyOf", ()), *told.get("oneOf", ())]
    inner += [told[key] for key in ("items", "additionalProperties") if isinstance(told.get(key), dict)]
    for one in inner:
        yield from _objects(resolved(one), depth - 1)
