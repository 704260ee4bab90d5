"""`explain` of a strategy's own parts: each field as it is written, as it is read, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Protocol

import msgspec
from msgspec import Struct

from ecsc.assess.service import read_hours
from ecsc.diagnostics import At, PathStep, Span
from ecsc.emit.offer_defaults import offer_defaults
from ecsc.emit.offer_sentence import offer_sentence
from ecsc.emit.recurrence import often_words, weekday
from ecsc.link import LinkedStrategy
from ecsc.link.amounts import in_unit
from ecsc.messages import Words
from ecsc.model.kinds import Dependency, WeekNumber
from ecsc.model.offer import Offer, Promotion, ShortOffer, highest_rate
from ecsc.model.readers import identifier
from ecsc.model.sections import SECTIONS
from ecsc.quantity import Count, Duration, Rate, Recurrence, show
from ecsc.source import SourceText
from ecsc.source.shape.gate import bundle
from ecsc.source.shape.schema_files import Schema, entry_of, resolved
from ecsc.source.shape.spelled import clipped, spelled

_WORKED = {
    "tasks": ("duration", "effort", "buffer", "remaining", "estimate"),
    "phases": ("buffer",),
    "strategy": ("buffer", "near_critical"),
}
_LEFT_OUT = re.compile(r"Left out, (?P<then>[^.]*(?:\.(?! )[^.]*)*)\.(?: |\Z)")


class Places(Protocol):
    """The way back from an entry to the files: what they write, and where."""

    def span(self, place: At) -> Span:
        """Return where a place stands in the files."""

    def written(self, section: str, entry: str) -> dict[str, Any] | None:
        """Return the fields of an entry as its files write them, None where none does."""


class Field(Struct, frozen=True):
    """One field: as `written`, as `read` in words, where it stands; `origin` says who gave it its value."""

    path: tuple[PathStep, ...]
    written: str
    read: str
    origin: Literal["written", "unread", "default", "standard", "missing"]
    span: Span | None = None

    @property
    def name(self) -> str:
        """Return the way to the field inside its entry, dotted, list items counted from 1."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.path)


class Understood(Struct, frozen=True):
    """An entry: its address, where it is defined, its fields, and what the schema says of the one asked for.

    `whole` tells that all of `section` was asked for, which may come to something by itself. `figures` are lines
    about what follows from the entry, `sentence` says all of it at once.
    """

    name: str
    span: Span
    fields: tuple[Field, ...]
    about: str = ""
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
    reader = _Reader(linked, locator, sources, At(at.section, at.id), w)
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
    about = ""
    if at.path:
        known = schema["properties"]
        if at.path[0] not in known and at.path[0] not in raw:
            raise KeyError(str(at.path[0]))
        kept = [one for one in fields if one.path[: len(at.path)] == at.path]
        about = str(resolved(known[at.path[0]]).get("description", "")) if at.path[0] in known else ""
        fields = kept or [Field(at.path, "", "", "missing")]
    return Understood(
        str(at),
        locator.span(At(at.section, at.id, at.path, part="key")),
        tuple(fields),
        about,
        sentence=offer_sentence(promotion, linked.strategy, w) if promotion and not at.path else "",
    )


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


class _Reader:
    """The fields of one entry, followed side by side as they are written and as they were read."""

    def __init__(
        self,
        linked: LinkedStrategy,
        locator: Places,
        sources: Mapping[str, SourceText],
        entry: At,
        w: Words,
    ) -> None:
        self.linked, self.locator, self.sources, self.entry, self.w = linked, locator, sources, entry, w

    def leaves(self, raw: Any, typed: Any, path: tuple[PathStep, ...]) -> Iterator[Field]:
        """Yield a field for every value that is written, in the order of the file."""
        if isinstance(raw, dict) and (raw or not path):
            if isinstance(typed, tuple) and len(typed) == 1:
                typed = typed[0]
            for key, value in raw.items():
                section = ".".join((self.entry.section, str(key)))
                if section in SECTIONS and not path:
                    continue  # a section inside this one, whose entries are asked for by themselves
                yield from self.leaves(value, _child(typed, key), (*path, key))
        elif isinstance(raw, list) and any(isinstance(one, dict | list) for one in raw):
            for index, value in enumerate(raw):
                yield from self.leaves(value, _child(typed, index), (*path, index))
        elif raw is not None:
            span = self.locator.span(At(self.entry.section, self.entry.id, path))
            written = self._text(span, raw)
            yield Field(path, written, self._read(typed, path, raw), "written", span)

    def _text(self, span: Span, raw: Any) -> str:
        source = self.sources.get(span.file)
        text = source.text[span.start : span.end] if source is not None else ""
        return clipped(_unquoted(text) if text and "\n" not in text else _unquoted(spelled(raw)))

    def _read(self, typed: Any, path: tuple[PathStep, ...], raw: Any) -> str:
        w = self.w
        if isinstance(typed, str):
            if self.entry.section == "service" and path == ("hours",):
                return self._hours(typed)
            return str(typed)
        if isinstance(typed, ShortOffer):
            return self._offer(typed, raw)
        unit = self._unit(path)
        if isinstance(typed, Count):
            typed = in_unit(typed, unit, self.linked.strategy.header.currency)
        if isinstance(typed, Count) and not typed.unit and unit:
            return f"{show(typed, w.language)} {unit}"
        if isinstance(typed, Duration) and typed.unit in ("d", "w") and not typed.kind and self._worked(path):
            typed = msgspec.structs.replace(typed, kind="working")
        return in_words(typed, raw, w)

    def _worked(self, path: tuple[PathStep, ...]) -> bool:
        """Return whether days of this field are working days, as those of tasks and buffers are."""
        return path[0] in _WORKED.get(self.entry.section, ())

    def _offer(self, offer: ShortOffer, raw: Any) -> str:
        """Return an offer in short by its fields, and the most that money off from a threshold on takes off."""
        fields = [
            f"{name}: {in_words(value, raw, self.w)}"
            for name in Offer.__struct_fields__
            if (value := getattr(offer, name)) is not None and name != "tiers"
        ]
        limits = offer.limits
        bounds = [
            f"limits.{name}: {value}"
            for name in (limits.__struct_fields__ if limits is not None else ())
            if (value := getattr(limits, name)) is not None
        ]
        said = ", ".join([*fields, *(f"tiers: {one.at} {one.off}" for one in offer.tiers), *bounds])
        if offer.percent_off is not None and len(fields) == 1:
            paid = Rate(1 - offer.percent_off.value)
            pays = self.w("{off} off (pay {paid})", off=offer.percent_off, paid=paid)
            return ", ".join([pays, *bounds])
        if offer.repeats:
            said = self.w("{offer}, for every full threshold", offer=said)
        highest = highest_rate(offer)
        return said if highest is None else self.w("{offer} (at most {rate} off)", offer=said, rate=highest)

    def _hours(self, text: str) -> str:
        said = read_hours(text)
        if said.days is None or said.per_day is None:
            return self.w("neither days nor hours")
        return self.w("{days} days a week, {hours} hours a day", days=said.days, hours=said.per_day)

    def _unit(self, path: tuple[PathStep, ...]) -> str | None:
        """Return the unit of the metric that a bare number is about; None where it is about none."""
        entry = self.linked.strategy.section(self.entry.section).get(self.entry.id)
        name = getattr(entry, "metric", None)
        if path[0] in ("drivers", "driver_estimates", "driver_baselines", "actuals") and len(path) > 1:
            name = path[1]
        elif self.entry.section == "metrics":
            name = self.entry.id
        if self.entry.section == "experiments" and path[0] not in ("baseline", "detect"):
            return None  # visitors and days, whatever is measured
        metric = self.linked.metrics.get(str(name)) if name is not None else None
        unit = metric.unit if metric is not None else None
        return unit if unit not in ("ratio", "score") else None


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _child(typed: Any, key: PathStep) -> Any:
    if isinstance(typed, Mapping):
        return typed.get(identifier(key))
    if isinstance(typed, tuple):
        return typed[key] if isinstance(key, int) and key < len(typed) else None
    return getattr(typed, str(key), None) if isinstance(typed, Struct) else None


def in_words(value: Any, raw: Any, w: Words) -> str:
    """Return a value as people read it in the language of `w`; what has no other form, as it is written."""
    if isinstance(value, Recurrence):
        return often_words(value, w)
    if isinstance(value, WeekNumber):
        return w("week {n}", n=value.number)
    if isinstance(value, frozenset):
        return ", ".join(weekday(day, w) for day in sorted(value))
    if isinstance(value, Dependency):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(in_words(one, "", w) for one in value)
    if isinstance(value, Struct) and not hasattr(type(value), "__str__"):
        return ""
    return show(value, w.language) if value is not None else clipped(_unquoted(spelled(raw)))


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
        said = _LEFT_OUT.search(str(shape.get("description", "")))
        if shape.get("default") not in (None, "", [], {}):
            meant = getattr(typed, name, None)
            text = in_words(meant, "", w) if meant not in (None, "", ()) else spelled(shape["default"])
            yield Field((name,), "", text, "default")
        elif said is not None:
            yield Field((name,), "", said["then"], "default")
