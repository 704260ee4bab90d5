"""What is wrong with a network, as data: rules turn it into findings."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from ecsc.schedule.network import Link


class ProblemKind(Enum):
    """What a `Problem` says; each member states what `required`, `actual` and `other` mean for it."""

    PIN_CONFLICT = "pin_conflict"
    """The links of a pinned activity ask for a later start. `required` that start, `actual` the pinned one,
    `other` the predecessor that asks for the latest; the chain is `driving_chain(other)`."""
    PIN_BEFORE_BOUND = "pin_before_bound"
    """Pinned before its own `not_before`. `required` is the bound, `actual` the pin."""
    PIN_OFF_WORK = "pin_off_work"
    """Pinned to a day on which its calendar does not work. `actual` is the pin, `required` the first working
    minute after it, where it is drawn."""
    DUE_MISSED = "due_missed"
    """`finish` lies after `due`. `required` is `due` (the instant that ends its day), `actual` the finish."""
    DUE_MISSED_BY_BUFFER = "due_missed_by_buffer"
    """`finish` keeps `due`, `buffer_finish` does not. `actual` is the latter."""
    LATE_WITHOUT_LIMIT = "late_without_limit"
    """`schedule: late` with neither a deadline nor a successor: it stays at its early dates."""
    UNKNOWN_PREDECESSOR = "unknown_predecessor"
    """A link to the id `other`, which the network does not have. The link is left out."""
    BEYOND_HORIZON = "beyond_horizon"
    """It would end beyond the horizon of its calendar; `actual` is that horizon, and so are its dates."""
    NO_WORKING_TIME = "no_working_time"
    """Its calendar has no working minute at all."""


class Problem(Struct, frozen=True):
    """One problem of one activity. Instants as `ProblemKind` explains them; `minutes` is the gap between
    `required` and `actual` in working minutes of the activity's calendar, never negative. `link` is what a pin
    contradicts.
    """

    kind: ProblemKind
    activity: str
    other: str = ""
    required: int | None = None
    actual: int | None = None
    minutes: int = 0
    link: Link | None = None


class Cycle(Struct, frozen=True):
    """Activities that all wait for each other, in definition order, with every link among them.

    A link reads (waits, for). The schedule is computed without these links: its dates can only be too early.
    """

    activities: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
