"""What levelling gives back."""

from __future__ import annotations

from msgspec import Struct


class EngineMissingError(Exception):
    """The engine asked for needs a library that is not installed."""


class Solver(Struct, frozen=True):
    """What the solver says about its model: whether it was solved to the end, and with which version.

    `objective` and `best_bound` are ends in working minutes of the first calendar, none where it found no
    solution. `infeasible` proves that no schedule keeps both the pins and everybody's time.
    """

    status: str
    objective: int | None
    best_bound: int | None
    version: str
    infeasible: bool = False


class Levelled(Struct, frozen=True):
    """A levelled schedule as start positions, each in its activity's calendar.

    `delayed` are the numbers of the activities that start later than their links and bounds ask for: a
    `not_before` on the day of each gives these positions. `forced` are activities that had to be placed where
    somebody is overloaded, so that what is pinned or under way can stay. `end` is the instant at which the
    last buffer ends and `bound` one before which no levelled schedule ends: never before the critical path.
    """

    engine: str
    starts: tuple[int, ...]
    delayed: tuple[int, ...]
    forced: tuple[int, ...]
    end: int | None
    bound: int | None
    solver: Solver | None = None
