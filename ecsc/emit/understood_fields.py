"""The fields of an entry one by one: as written, as read in words, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Protocol

import msgspec
from msgspec import Struct

from ecsc.assess.service import read_hours
from ecsc.diagnostics import At, PathStep, Span
from ecsc.emit.recurrence import often_words, weekday
from ecsc.link import LinkedStrategy
from ecsc.link.amounts import in_unit
from ecsc.messages import Words
from ecsc.model.kinds import Dependency, WeekNumber
from ecsc.model.offer import Offer, ShortOffer, highest_rate
from ecsc.model.readers import identifier
from ecsc.model.sections import SECTIONS
from ecsc.quantity import Count, Duration, Rate, Recurrence, show
from ecsc.source import SourceText
from ecsc.source.shape.spelled import clipped, spelled

_WORKED = {
    "tasks": ("duration", "effort", "buffer", "remaining", "estimate"),
    "phases": ("buffer",),
    "strategy": ("buffer", "near_critical"),
}


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


class Reader:
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
