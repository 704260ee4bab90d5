"""What a formula is read against: names before it runs, values when it runs.

Whoever knows the strategy implements `Scope` and `Environment`; nothing here does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol, TypeAlias

from msgspec import Struct

from ecsc.expr.types import Type
from ecsc.quantity import Count, Duration, Money, Period, Points, Rate


class Resolved(Struct, frozen=True):
    """A name found: its type, and a key that is handed back to the environment for the value.

    The key is opaque here; it must be hashable. `windowed` allows a call with a window or an entity, as
    in `units_sold(6 months)` or `conversion(taobao)`.
    """

    type: Type
    key: object
    windowed: bool = False


class Ambiguous(Struct, frozen=True):
    """A bare name with several meanings; `paths` are the ways to write each one."""

    paths: tuple[str, ...]


class Scope(Protocol):
    """The names that a formula may use."""

    def bare(self, name: str) -> Resolved | Ambiguous | None:
        """Return what a bare name means: a field of the thing the rule is about, else a metric."""

    def dotted(self, path: tuple[str, ...]) -> Resolved | None:
        """Return what a path means; with `*` as a step it is a collection over all entities.

        The scope of one entity may know paths into that entity's fields; it is asked first.
        """

    def section(self, name: str) -> Scope | None:
        """Return the scope of one entity of a section, whose `bare` knows that entity's fields alone."""

    def entity(self, section: str, path: tuple[str, ...]) -> Resolved | None:
        """Return an entity (its type a record) of a section, or of any that narrows a metric if empty.

        `section` is what a verb asks for: `tasks`, `people`, `budgets`, `tactics`; unions are the scope's
        affair (`people` includes teams).
        """

    def exchange(self, source: str, target: str) -> Resolved | None:
        """Return the rate that turns an amount of currency `source` into `target`, if one is stated."""

    def names(self) -> Iterable[str]:
        """Return the names that exist, bare and dotted (`tactics.*.cost` too), for "did you mean"."""

    def __hash__(self) -> int:
        """Return the same for the same object: what is known of a scope is kept by it."""


class Missing(Struct, frozen=True):
    """The third outcome: not decidable because each of `what` is missing."""

    what: tuple[str, ...]


class Action(Struct, frozen=True):
    """What a trigger does: the verb and its values, entities by their keys."""

    verb: str
    arguments: tuple[object, ...]


Value: TypeAlias = (
    "Count | Money | Rate | Points | Decimal | Duration | dt.date | Period | str | bool | Action "
    "| tuple[Value | Missing, ...] | Environment"
)
"""Amounts of a compound unit are plain decimals, of `number` a `Count` without unit. A record is the
environment of its entity. A collection is a tuple, whose items may be missing."""


class Environment(Protocol):
    """The values that a formula is evaluated with."""

    def value(self, key: object, arguments: tuple[object, ...] = ()) -> Value | Missing:
        """Return the value behind a key; of a windowed one for the window or entity keys in `arguments`."""

    def items(self, section: str) -> Sequence[Environment] | Missing:
        """Return one environment for each entity of a section, in a fixed order."""

    def history(self, span: Duration) -> Sequence[Environment] | Missing:
        """Return the environments of each step of the last `span`, for `condition for 7 days`."""
