"""What `ecsc level` proposes: a levelled schedule as differences to the one that stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct

Engine = Literal["serial", "cp_sat"]
Outcome = Literal["levelled", "no_effort", "no_overload", "unbounded"]


class Days(Struct, frozen=True):
    """A first and a last day, both in."""

    first: dt.date
    last: dt.date


class Overloaded(Struct, frozen=True):
    """Days on which a person has too much to do at once: `peak` times the person's time, of `tasks`."""

    person: str
    days: Days
    peak: Decimal
    tasks: tuple[str, ...]


class Move(Struct, frozen=True):
    """A task or milestone on other days. `by` is working days, days of 24 hours for work `on_clock`.

    `person` is because of whom, who was `busy_with` those tasks. What only follows a moved predecessor names
    it in `follows`, and the person behind that.
    """

    section: Literal["tasks", "milestones"]
    id: str
    before: Days
    after: Days
    by: Decimal
    on_clock: bool = False
    person: str | None = None
    busy_with: tuple[str, ...] = ()
    follows: str | None = None


class Missed(Struct, frozen=True):
    """A deadline that is kept without levelling and missed with it; `openings` are the promotions or launches
    that it was to be ready for."""

    section: Literal["tasks", "milestones"]
    id: str
    due: dt.date
    finish: dt.date
    openings: tuple[str, ...] = ()


class Pin(Struct, frozen=True):
    """What an author writes at a task to get the proposed dates; `early` where `schedule: late` has to go."""

    task: str
    not_before: dt.date
    early: bool = False


class Quality(Struct, frozen=True):
    """How good a levelled schedule is: no levelled schedule ends before the day `bound`.

    `gap` is from the bound to the end in working days, `gap_share` its share of the way from the start to the
    end. `optimal` is proved: nothing ends earlier. `infeasible` is proved too: what is pinned leaves no
    schedule in which everybody has time. `solver` is what the solver says, empty without one.
    """

    bound: dt.date
    gap: Decimal
    gap_share: Decimal
    optimal: bool
    infeasible: bool = False
    solver: str = ""


class Proposal(Struct, frozen=True):
    """A levelled schedule.

    - `outcome`: `levelled`, or why there is nothing to level: no task states its effort, nobody is overloaded,
      or some work never ends (`unbounded`: `ids` of that);
    - `before`, `after`: the day on which the last buffer ends;
    - `circles`: work that waits for itself, levelled as if it did not;
    - `uncounted`: tasks of people that state no effort, so that nobody knows how much they take.
    """

    engine: Engine
    outcome: Outcome
    ids: tuple[str, ...] = ()
    before: dt.date | None = None
    after: dt.date | None = None
    quality: Quality | None = None
    overloads_before: tuple[Overloaded, ...] = ()
    overloads_after: tuple[Overloaded, ...] = ()
    moves: tuple[Move, ...] = ()
    missed: tuple[Missed, ...] = ()
    pins: tuple[Pin, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()
    uncounted: tuple[str, ...] = ()
