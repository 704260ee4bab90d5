"""`explain` of a strategy's own parts: each field as it is written, as it is read, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from ecsc.diagnostics import At, Span
from ecsc.emit.offer_defaults import offer_defaults
from ecsc.emit.offer_sentence import offer_sentence
from ecsc.emit.reference_text import about_field
from ecsc.emit.understood_fields import Field, Places, Reader, in_words
from ecsc.link import LinkedStrategy
from ecsc.messages import Words
from ecsc.messages.prose import left_out
from ecsc.model.offer import Promotion
from ecsc.model.sections import SECTIONS
from ecsc.source import SourceText
from ecsc.source.shape.gate import bundle
from ecsc.source.shape.schema_files import Schema, entry_of, resolved
from ecsc.source.shape.spelled import spelled


class Understood(Struct, frozen=True):
    """An entry: its address, where it is defined, its fields, and lines `about` the one that was asked for.

    `whole` tells that all of `section` was asked for, which may come to something by itself. `figures` are lines
    about what follows from the entry, `sentence` says all of it at once.
    """

    name: str
    span: Span
    fields: tuple[Field, ...]
    about: tuple[str, ...] = ()
    section: str = ""
    whole: bool = False
    figures: tuple[str, ...] = ()
    sentence: str = ""


def understood(
    linked: LinkedStrategy,
    locator: Places,
    sources: Mapping[str, SourceText],
    at: At,
    w: Words,
) -> Understood:
    """Return how an entry, or what `at` leads to inside it, is understood.

    `at` has the id "" for a section that is one object. A field that is not written comes with its documented
    default, or as missing. Raises `KeyError` with the name of a field that the language does not have.
    """
    raw = locator.written(at.section, at.id) or {}
    typed = (
        linked.strategy.header if at.section == "strategy" else linked.strategy.section(at.section).get(at.id)
    )
    schema = entry_schema(at.section)
    damaged = linked.strategy.damaged.get((at.section, at.id), frozenset())
    reader = Reader(linked, locator, sources, At(at.section, at.id), w)
    fields = [
        _unread(one) if typed is None or str(one.path[0]) in damaged else one
        for one in reader.leaves(raw, typed, ())
    ]
    promotion = typed if isinstance(typed, Promotion) else None
    if promotion is not None:
        fields += [
            Field(path, "", told, "default")
            for path, told in offer_defaults(promotion, linked.strategy, w)
            if path[0] not in raw or path[0] == "offer"
        ]
    else:
        fields += _not_written(linked, at, raw, schema, typed, w)
    about: tuple[str, ...] = ()
    if at.path:
        if at.path[0] not in schema["properties"] and at.path[0] not in raw:
            raise KeyError(str(at.path[0]))
        kept = [one for one in fields if one.path[: len(at.path)] == at.path]
        about = tuple(about_field((*at.section.split("."), *map(str, at.path)), w))
        fields = kept or [Field(at.path, "", "", "missing")]
    return Understood(
        _name(at),
        locator.span(At(at.section, at.id, at.path, part="key")),
        tuple(fields),
        about,
        sentence=offer_sentence(promotion, linked.strategy, w) if promotion and not at.path else "",
    )


def _name(at: At) -> str:
    """Return an address as authors write it: list items are counted from 1."""
    steps = (str(step + 1) if isinstance(step, int) else step for step in at.path)
    return ".".join(filter(None, (at.section, at.id, *steps)))


def _unread(one: Field) -> Field:
    """Return a field whose value could not be read: what was refused is a finding of its own."""
    return Field(one.path, one.written, "", "unread", one.span)


def listed(linked: LinkedStrategy, locator: Places, section: str) -> Understood:
    """Return the entries of a section by id and name, for one with more of them than anybody reads field by field."""
    entries = linked.strategy.section(section)
    fields = (
        Field(
            (entry,),
            getattr(one, "name", None) or "",
            "",
            "written",
            locator.span(At(section, entry, part="key")),
        )
        for entry, one in entries.items()
        if locator.written(section, entry) is not None
    )
    found = tuple(fields)
    return Understood(section, found[0].span if found and found[0].span else locator.span(At(section)), found)


def entry_schema(section: str) -> Schema:
    """Return the schema of one entry of a section, or of the one object that it is."""
    found: Schema = bundle()
    for step in section.split("."):
        found = resolved(found["properties"][step])
    return (entry_of(found) or found) if section != "strategy" and not SECTIONS[section].single else found


def _not_written(
    linked: LinkedStrategy, at: At, raw: Mapping[str, Any], schema: Schema, typed: Any, w: Words
) -> Iterator[Field]:
    """Yield the fields that are left out and still have a value: a standard definition's, or a default."""
    metric = linked.metrics.get(at.id) if at.section == "metrics" else None
    for name, part in schema["properties"].items():
        if name in raw or name == "meta" or f"{at.section}.{name}" in SECTIONS:
            continue
        taken = getattr(metric, name, None) if metric is not None and metric.standard else None
        if taken:
            yield Field((name,), "", in_words(taken, "", w), "standard")
            continue
        shape = resolved(part)
        then = left_out(str(shape.get("description", "")))
        if shape.get("default") not in (None, "", [], {}):
            meant = getattr(typed, name, None)
            text = in_words(meant, "", w) if meant not in (None, "", ()) else spelled(shape["default"])
            yield Field((name,), "", text, "default")
        elif then:
            yield Field((name,), "", w(then), "default")
