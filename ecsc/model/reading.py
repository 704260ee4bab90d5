"""From a model type to a reader of its plain form: the field annotations are the single source.

A `Shape` is made once a type and run: it walks the mapping an author wrote, reads each field by its
annotation, and notes every refusal with its path, so that one bad field hides no other.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeAlias, Union

import msgspec
from msgspec import Struct

from ecsc.diagnostics import PathStep
from ecsc.model.annotations import annotations_of
from ecsc.model.kinds import Ref, Spelling
from ecsc.model.readers import Leaf, ReadingContext, identifier, leaves, many, plain, spellings
from ecsc.quantity import Count, Duration, Money, Points, QuantityError, Rate

Path: TypeAlias = tuple[PathStep, ...]
Refusals: TypeAlias = list[tuple[Path, QuantityError]]
Branch: TypeAlias = Callable[[Any, Path, Refusals], Any]

_AMOUNT = frozenset({Count, Money, Rate, Points, Duration})
_UNREAD = object()


class Shape:
    """How one model type is read. `read` returns the entity, or None when a required field is missing."""

    def __init__(self, model: type[Any], reading: Reading) -> None:
        hints = annotations_of(model)
        self.model = model
        self.leaves: dict[str, Leaf] = {}
        self.branches: dict[str, Branch] = {}
        self.has_id = "id" in hints
        fields = msgspec.structs.fields(model)
        self.required = tuple(
            f.name
            for f in fields
            if f.default is msgspec.NODEFAULT and f.default_factory is msgspec.NODEFAULT
        )
        for name, hint in hints.items():
            if name == "id":
                self.leaves["id"] = identifier
                continue
            leaf, branch = reading.reader(hint)
            if leaf is not None:
                self.leaves[name] = leaf
            if branch is not None:
                self.branches[name] = branch

    def read(self, raw: Mapping[str, Any], path: Path, refusals: Refusals, entity_id: str = "") -> Any | None:
        """Return the entity written as `raw`, None when a required field is missing or could not be read."""
        values = self.values(raw, path, refusals, entity_id)
        for name in self.required:
            if name not in values:
                return None
        return self.model(**values)

    def values(
        self, raw: Mapping[str, Any], path: Path, refusals: Refusals, entity_id: str = ""
    ) -> dict[str, Any]:
        """Return the fields that can be read; unknown keys are the schema's business and are passed over."""
        values: dict[str, Any] = {"id": entity_id} if entity_id else {}
        leaf_of, branches = self.leaves, self.branches
        for key, value in raw.items():
            if value is None:
                continue
            leaf = leaf_of.get(key)
            if leaf is not None and not (key in branches and isinstance(value, dict)):
                try:
                    values[key] = leaf(value)
                except QuantityError as error:
                    refusals.append(((*path, key), error))
                continue
            branch = branches.get(key)
            if branch is not None:
                read = branch(value, (*path, key), refusals)
                if read is not _UNREAD:
                    values[key] = read
        return values


class Reading:
    """The readers of one strategy: what a value means depends on its currency and fiscal year."""

    def __init__(self, context: ReadingContext) -> None:
        self._leaves = leaves(context)
        self._spellings = spellings(context)
        self._shapes: dict[type[Any], Shape] = {}

    def shape(self, model: type[Any]) -> Shape:
        """Return the shape of `model`, made on first use."""
        found = self._shapes.get(model)
        if found is None:
            # A type may contain itself (budget lines): the branch asks for the shape when it runs.
            found = self._shapes[model] = Shape(model, self)
        return found

    def reader(self, hint: Any) -> tuple[Leaf | None, Branch | None]:
        """Return how a field of type `hint` is read: as a leaf, as a branch, or as either by its form."""
        hint = _without_none(hint)
        if typing.get_origin(hint) is typing.Annotated:
            base, *marks = typing.get_args(hint)
            return self._marked(base, marks)
        if isinstance(hint, type) and issubclass(hint, Struct) and hint not in self._leaves:
            return None, self._nested(hint)
        leaf = self._leaf(hint)
        if leaf is not None:
            return leaf, None
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin is tuple:
            return self._list(arguments[0])
        if origin is not None and issubclass(origin, Mapping):
            return None, self._mapping(arguments[1])
        raise TypeError(f"no reader for {hint!r}")

    def _leaf(self, hint: Any) -> Leaf | None:
        if typing.get_origin(hint) is Literal:
            return plain
        if typing.get_origin(hint) in (Union, types.UnionType):
            return self._leaves["amount"] if _AMOUNT.issuperset(typing.get_args(hint)) else None
        return self._leaves.get(hint)

    def _marked(self, base: Any, marks: list[Any]) -> tuple[Leaf | None, Branch | None]:
        mark = next(mark for mark in marks if isinstance(mark, Ref | Spelling))
        if isinstance(mark, Ref):
            return identifier, None
        if mark.kind == "money_by_period":
            return None, self._mapping(Money)
        if mark.kind == "retail_days":
            return None, self._mapping(Annotated[object, Spelling("retail_windows")])
        if mark.kind == "offer":
            return self._spellings["offer"], self._nested(base)
        return self._spellings[mark.kind], None

    def _nested(self, model: type[Any]) -> Branch:
        def read(value: Any, path: Path, refusals: Refusals) -> Any:
            if not isinstance(value, dict):
                return _UNREAD
            entity = self.shape(model).read(value, path, refusals)
            return _UNREAD if entity is None else entity

        return read

    def _list(self, item: Any) -> tuple[Leaf | None, Branch | None]:
        leaf, branch = self.reader(item)
        if branch is None:
            return many(leaf or plain), None
        each = branch

        def read(value: Any, path: Path, refusals: Refusals) -> Any:
            items = value if isinstance(value, list) else [value]
            read_items = (each(one, (*path, index), refusals) for index, one in enumerate(items))
            return tuple(one for one in read_items if one is not _UNREAD)

        return None, read

    def _mapping(self, item: Any) -> Branch:
        if _is_amount_tree(item):
            return self._amounts
        leaf, branch = self.reader(item)
        model = item if isinstance(item, type) and issubclass(item, Struct) else None

        def read(value: Any, path: Path, refusals: Refusals) -> Any:
            if not isinstance(value, dict):
                return _UNREAD
            found: dict[str, Any] = {}
            for key, one in value.items():
                if leaf is not None:
                    try:
                        found[identifier(key)] = leaf(one)
                    except QuantityError as error:
                        refusals.append(((*path, key), error))
                elif model is not None and self.shape(model).has_id:
                    entity = self.shape(model).read(one or {}, (*path, key), refusals, identifier(key))
                    if entity is not None:
                        found[identifier(key)] = entity
                elif branch is not None:
                    entity = branch(one, (*path, key), refusals)
                    if entity is not _UNREAD:
                        found[identifier(key)] = entity
            return found

        return read

    def _amounts(self, value: Any, path: Path, refusals: Refusals) -> Any:
        if not isinstance(value, dict):
            return _UNREAD
        found: dict[str, Any] = {}
        for key, one in value.items():
            if isinstance(one, dict):
                found[identifier(key)] = self._amounts(one, (*path, key), refusals)
                continue
            try:
                found[identifier(key)] = self._leaves["amount"](one)
            except QuantityError as error:
                refusals.append(((*path, key), error))
        return found


def _without_none(hint: Any) -> Any:
    """Return the type without its `None`; markers inside an optional stay where they are."""
    if typing.get_origin(hint) in (Union, types.UnionType):
        rest = tuple(part for part in typing.get_args(hint) if part is not type(None))
        if len(rest) == 1:
            return rest[0]
        if len(rest) < len(typing.get_args(hint)):
            return Union[rest]  # noqa: UP007  (built from a tuple at run time)
    return hint


def _is_amount_tree(item: Any) -> bool:
    """Return whether `item` is the value type of a tree of amounts: an amount or another such map."""
    arguments = typing.get_args(item)
    return set(arguments) > _AMOUNT and any(typing.get_origin(part) is Mapping for part in arguments)
