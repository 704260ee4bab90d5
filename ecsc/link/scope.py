"""The names a formula may use, with their types: metrics, fields of entities, sections, the header.

A bare name is a field of the thing the rule is about, else a metric; anything else is dotted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from ecsc.catalogue import standard_metrics
from ecsc.expr import Ambiguous, Resolved, Type, types
from ecsc.link.field_types import HEADER, field_types, inner_fields, inner_type
from ecsc.model import SECTIONS, Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.sections import home_of

UNIONS = {"people": ("people", "teams"), "tasks": ("tasks", "milestones")}


LEVELS = {
    "goals": {("target",), ("baseline",)},
    "targets": {("committed",), ("stretch",), ("floor",)},
}
"""Fields whose unit is that of the entity's metric."""


class MetricKey(Struct, frozen=True):
    """The key of a metric's value."""

    metric: str


class FieldKey(Struct, frozen=True):
    """The key of a field: of the subject when `id` is empty, of each entity when it is `*`.

    The header (`strategy`) and the sections that are one object have the empty id too.
    """

    section: str
    id: str
    path: tuple[str, ...]


class EntityKey(Struct, frozen=True):
    """The key of an entity itself."""

    section: str
    id: str


class ExchangeKey(Struct, frozen=True):
    """The key of the rate that turns an amount of `source` into `target`."""

    source: str
    target: str


class StrategyScope:
    """What a formula sees. `subject` is the section whose entity the formula is about, if any.

    `metric_type` gives a metric's type; it is handed in because types may depend on formulas in turn. A
    `shared` formula is one of many strategies': what this one does not have is missing, not misspelt.
    """

    def __init__(
        self,
        strategy: Strategy,
        metric_type: Callable[[str], Type],
        metrics: Mapping[str, Any],
        subject: str | None = None,
        *,
        fields_only: bool = False,
        shared: bool = False,
    ) -> None:
        self._strategy = strategy
        self._metric_type = metric_type
        self._metrics = metrics
        self._subject = subject
        self._fields_only = fields_only
        self._shared = shared
        self._sections: dict[str, StrategyScope] = {}

    def bare(self, name: str) -> Resolved | Ambiguous | None:
        """Return what a bare name means."""
        field = self._field(self._subject, (name,)) if self._subject else None
        metric = None if self._fields_only else self._metric(name)
        if field is not None and metric is not None and field.kind != "detail" and self._is_metric(name):
            return Ambiguous((f"metrics.{name}", f"{self._subject}.*.{name}"))
        if field is not None and (metric is None or not self._is_metric(name)):
            return Resolved(field, FieldKey(str(self._subject), "", (name,)))
        if metric is None and self._shared and not self._fields_only and name in standard_metrics():
            return Resolved(types.UNKNOWN, MetricKey(name), windowed=True)
        if metric is None and name in SECTIONS and not self._fields_only:
            return Resolved(types.collection(types.record(name)), EntityKey(name, "*"))
        return metric

    def dotted(self, path: tuple[str, ...]) -> Resolved | None:
        """Return what a path means: `metrics.gmv`, `channels.taobao.commission`, `tactics.*.cost`.

        `reference_price.basis` is a field inside a field of the thing the rule is about, `service.agents` one of
        a section that is one object, `strategy.regions` one of the header.
        """
        section, rest = home_of(path)
        if section not in SECTIONS and section != HEADER:
            found = self._field(self._subject, path)
            return Resolved(found, FieldKey(str(self._subject), "", path)) if found is not None else None
        if self._fields_only or not rest:
            return None
        if section == HEADER or SECTIONS[section].single:
            found = self._field(section, rest)
            return Resolved(found, FieldKey(section, "", rest)) if found is not None else None
        return self._entry(section, rest)

    def _entry(self, section: str, rest: tuple[str, ...]) -> Resolved | None:
        """Return what leads into a section of entries: an entry, or a field of one or of each."""
        identifier, *field = rest
        while len(field) > 1 and self._strategy.inner(section, f"{identifier}.{field[0]}") is not None:
            identifier, field = f"{identifier}.{field[0]}", field[1:]
        if (
            section == "metrics"
            and not field
            and (metric := self._metric(identifier, dotted=True)) is not None
        ):
            return metric
        if not field:
            return self.entity(section, rest)
        key = FieldKey(section, identifier, tuple(field))
        outer = identifier.partition(".")[0] if section == "budgets" else identifier
        defined = identifier == "*" or self._strategy.defines(section, outer)
        if not defined and not self._strategy.knows(section):
            return Resolved(types.UNKNOWN, key)
        found = self._field(section, key.path)
        if not defined:
            # A level has the unit of a metric, and of a goal that is not here nobody knows which.
            is_level = section in LEVELS and key.path in LEVELS[section]
            named = found or (types.UNKNOWN if is_level else None)
            return Resolved(named, key) if self._shared and named is not None else None
        found = found or self._level(section, identifier, key.path)
        if found is None and (section, outer) in self._strategy.lost:
            found = types.UNKNOWN  # what it holds could not be read
        if found is None:
            return None
        return Resolved(types.collection(found) if identifier == "*" else found, key)

    def _level(self, section: str, identifier: str, field: tuple[str, ...]) -> Type | None:
        """Return the type of a goal's or target's level: that of its metric."""
        if section not in LEVELS or field not in LEVELS[section]:
            return None
        metric = str(getattr(self._strategy.section(section).get(identifier), "metric", ""))
        if metric in self._metrics:
            return self._metric_type(metric)
        unread = ("metrics", metric) in self._strategy.lost or not self._strategy.knows("metrics")
        return types.UNKNOWN if unread else None

    def section(self, name: str) -> StrategyScope | None:
        """Return the scope of one entity of a section."""
        if name not in SECTIONS:
            return None
        found = self._sections.get(name)
        if found is None:
            found = StrategyScope(
                self._strategy, self._metric_type, self._metrics, name, fields_only=True, shared=self._shared
            )
            self._sections[name] = found
        return found

    def entity(self, section: str, path: tuple[str, ...]) -> Resolved | None:
        """Return an entity of a section (or union), or of channels and products if `section` is empty."""
        candidates = UNIONS.get(section, (section,)) if section else ("channels", "products", "promotions")
        for name in candidates:
            if path and self._strategy.defines(name, path[0]):
                return Resolved(types.record(name), EntityKey(name, ".".join(path)))
        if self._shared and path:
            return Resolved(types.record(candidates[0]), EntityKey(candidates[0], ".".join(path)))
        return None

    def exchange(self, source: str, target: str) -> Resolved | None:
        """Return the rate that turns one currency into another, where the strategy states one."""
        unread = self._strategy.unread("exchange_rates", "base", "quote", "rate", "date")
        if not unread and not self._shared and Exchange(self._strategy).rate(source, target) is None:
            return None
        return Resolved(types.NUMBER, ExchangeKey(source, target))

    def names(self) -> Iterable[str]:
        """Return the names that exist: the subject's fields, metrics bare and dotted, entities' ids."""
        if self._subject:
            yield from field_types(self._subject, self._strategy.header.currency)
            yield from inner_fields(self._subject)
        if self._fields_only:
            return
        for name in self._metrics:
            yield name
            yield f"metrics.{name}"
        for section in SECTIONS:
            if SECTIONS[section].single and self._strategy.section(section):
                yield from (f"{section}.{field}" for field in field_types(section, ""))
                continue
            for identifier in self._strategy.section(section):
                yield f"{section}.{identifier}"
        yield from (f"{HEADER}.{field}" for field in field_types(HEADER, ""))
        for section in ("tactics", "tasks", "products", "promotions"):
            if self._strategy.section(section):
                fields = field_types(section, self._strategy.header.currency)
                yield from (f"{section}.*.{field}" for field in fields)

    def _is_metric(self, name: str) -> bool:
        """Return whether there is a metric of this name, not only that there might be one in an unread part."""
        return name in self._metrics or ("metrics", name) in self._strategy.lost

    def _metric(self, name: str, *, dotted: bool = False) -> Resolved | None:
        """Return a metric; one that could not be read is of any type, and so is what may stand in an unread part."""
        if name in self._metrics:
            return Resolved(self._metric_type(name), MetricKey(name), windowed=True)
        if self._shared and dotted:
            return Resolved(types.UNKNOWN, MetricKey(name), windowed=True)
        if ("metrics", name) in self._strategy.lost or (
            not self._strategy.knows("metrics") and name not in SECTIONS
        ):
            return Resolved(types.UNKNOWN, MetricKey(name), windowed=True)
        return None

    def _field(self, section: str | None, path: tuple[str, ...]) -> Type | None:
        if section is None or not path:
            return None
        currency = self._strategy.header.currency
        return (
            field_types(section, currency).get(path[0])
            if len(path) == 1
            else inner_type(section, path, currency)
        )
