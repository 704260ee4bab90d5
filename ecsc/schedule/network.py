"""What a schedule is computed from: activities, the links between them, their calendars.

All instants are minutes on the axis of `ecsc.schedule.axis`; all lengths are working minutes of the
activity's own calendar, so a day of eight hours is 480 and a buffer of 10 % on it exactly 48.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from ecsc.schedule.calendars import Calendar


class LinkKind(Enum):
    """What of the predecessor the link waits for, and what of the successor waits."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


class Link(Struct, frozen=True, gc=False):
    """The activity that holds it waits for `predecessor`.

    `lag` is minutes, negative for a lead: working minutes of the **successor's** calendar (as MS Project
    measures it), or wall-clock minutes where `elapsed`. With `lag_calendar`, an index into
    `Network.calendars`, working minutes of that one: as if a milestone of it stood between the two, which
    work on the clock needs to be waited for in working days.

    - FS: the successor starts no earlier than the predecessor's `buffer_finish` + lag;
    - SS: it starts no earlier than the predecessor starts + lag;
    - FF: its finish (without buffer) is no earlier than the predecessor's `buffer_finish` + lag;
    - SF: it has worked all its minutes before the predecessor's start + lag: it may end on Friday evening
      when the predecessor starts on Monday morning.

    A milestone waits for `finish` where these say `buffer_finish`.
    """

    predecessor: str
    kind: LinkKind = LinkKind.FINISH_START
    lag: int = 0
    elapsed: bool = False
    lag_calendar: int | None = None

    @property
    def through_instants(self) -> bool:
        """Return whether the lag leads to an instant, and not to a position of the successor's calendar."""
        return self.elapsed or self.lag_calendar is not None


class Boundary(Enum):
    """Where a group of work begins or ends: an activity without length that stands for what it waits for.

    It is nobody's work: it has no dates to show, takes no part in the end of the network, and what limits it
    limits the work behind it. Of thousands of activities that wait for a group of thousands, each has one link.
    """

    FIRST = "first"
    """At the first of what its links ask for: the start of a summary task."""
    LAST = "last"
    """At the last of what its links ask for: its end."""


class Activity(Struct, frozen=True, gc=False):
    """A task or milestone as the network sees it.

    - `minutes`: the length in working minutes, 0 for a milestone;
    - `buffer`: working minutes after the finish that successors wait for as well; ignored on milestones;
    - `calendar`: an index into `Network.calendars`;
    - `pin`: the instant a fixed start was written for (midnight of the day, as a rule). It stays;
    - `not_before`: no start before this instant; `earliest` replaces the network's start for this activity;
    - `due`: the instant by which it has to be finished, so the midnight *after* the last good day
      (`axis.end_of_day`). A milestone with `due` and no links falls on that last good day;
    - `late`: as late as its own `due` and its scheduled successors allow;
    - `boundary`: no work but the edge of a group of work, without length, bounds and pin.
    """

    id: str
    minutes: int
    calendar: int = 0
    links: tuple[Link, ...] = ()
    pin: int | None = None
    not_before: int | None = None
    earliest: int | None = None
    due: int | None = None
    late: bool = False
    buffer: int = 0
    milestone: bool = False
    boundary: Boundary | None = None


class Network(Struct, frozen=True):
    """Activities with unique ids, the calendars they index, and the instant before which nothing starts."""

    activities: tuple[Activity, ...]
    calendars: tuple[Calendar, ...]
    start: int
