"""Which fields of the model name ids, and the ids that they name in an entity."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from ecsc.diagnostics import PathStep
from ecsc.model import Dependency, Ref
from ecsc.model.annotations import annotations_of

WORK = ("tasks", "milestones", "phases")


class ReferenceField(Struct, frozen=True):
    """A field that names ids: `path` leads to it, `form` says how the ids stand in its value.

    A step `*` of the path stands for every entry of a map or a list, as each of a launch's `gates` names a task.
    `within` is the field by which an entity holds others of its own type, as a budget line holds `lines`:
    these name ids in the same field.
    """

    path: tuple[str, ...]
    ref: Ref
    form: Literal["one", "many", "links", "keys"]
    within: str = ""


_known: dict[type[Any], tuple[ReferenceField, ...]] = {}


def reference_fields(model: type[Any]) -> tuple[ReferenceField, ...]:
    """Return the reference fields of a model type, those of nested types included."""
    found = _known.get(model)
    if found is None:
        within = next((name for name, hint in annotations_of(model).items() if _maps_to(hint, model)), "")
        found = _known[model] = tuple(
            ReferenceField(field.path, field.ref, field.form, within)
            for field in _fields(model, (), frozenset({model}))
        )
    return found


def _maps_to(hint: Any, model: type[Any]) -> bool:
    return typing.get_origin(hint) is Mapping and typing.get_args(hint)[1] is model


def _fields(
    model: type[Any], path: tuple[str, ...], inside: frozenset[type[Any]]
) -> Iterator[ReferenceField]:
    for name, hint in annotations_of(model).items():
        yield from _field(hint, (*path, name), inside)


def _field(hint: Any, path: tuple[str, ...], inside: frozenset[type[Any]]) -> Iterator[ReferenceField]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        ref = next((mark for mark in arguments[1:] if isinstance(mark, Ref)), None)
        if ref is not None:
            yield ReferenceField(path, ref, "one")
        elif arguments[0] == tuple[Dependency, ...]:
            yield ReferenceField(path, Ref(WORK), "links")
        return
    if origin is tuple:
        if _is_struct(arguments[0]):
            yield from _each(arguments[0], path, inside)
            return
        for found in _field(arguments[0], path, inside):
            yield ReferenceField(found.path, found.ref, "many")
        return
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        for found in _field(arguments[0], path, inside):
            yield ReferenceField(found.path, found.ref, "keys")
        yield from _each(arguments[1], path, inside)
        return
    for part in arguments:
        yield from _field(part, path, inside)
    if _is_struct(hint) and hint not in inside:
        yield from _fields(hint, path, inside | {hint})


def _each(hint: Any, path: tuple[str, ...], inside: frozenset[type[Any]]) -> Iterator[ReferenceField]:
    """Yield the fields of what stands at every entry of a map or a list."""
    if _is_struct(hint):
        if hint not in inside:
            yield from _fields(hint, (*path, "*"), inside | {hint})
    elif typing.get_origin(hint) is typing.Annotated:
        yield from _field(hint, (*path, "*"), inside)


def _is_struct(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct)


def named(entity: Any, field: ReferenceField) -> Iterator[tuple[tuple[PathStep, ...], str]]:
    """Yield (path, id) for every id that `field` of `entity`, or of an entity inside it, names."""
    yield from _named_below(entity, field, (), field.path)
    if field.within:
        for key, inner in getattr(entity, field.within).items():
            for path, target in named(inner, field):
                yield (field.within, key, *path), target


def _named_below(
    value: Any, field: ReferenceField, above: tuple[PathStep, ...], rest: tuple[str, ...]
) -> Iterator[tuple[tuple[PathStep, ...], str]]:
    """Yield (path, id) for what `rest` of the field's path leads to from `value`, which stands at `above`."""
    for number, step in enumerate(rest):
        if step == "*":
            entries = value.items() if isinstance(value, Mapping) else enumerate(value)
            for key, inner in entries:
                yield from _named_below(inner, field, (*above, key), rest[number + 1 :])
            return
        value = getattr(value, step, None)
        if value is None:
            return
        above = (*above, step)
    match field.form:
        case "one":
            yield above, value
        case "many":
            for index, one in enumerate(value):
                yield (*above, index), one
        case "links":
            for index, link in enumerate(value):
                yield (*above, index), link.target
        case "keys":
            for key in value:
                yield (*above, key), key
