"""The plan's time beside its bars: retail days, load, duties, buffers, launches and the baseline."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct


class RetailDayPlan(Struct, frozen=True):
    """One window of a retail day (618, 双11): `first` and `last` are both in.

    `core` is the day it is named for. `source` says where the window is from: `strategy` where the author
    wrote it, `date` where the event is its core day, `usual` where this year's window is not announced and
    the usual one stands here, which is then `provisional`; else who announced it.
    """

    id: str
    name: str
    first: dt.date
    last: dt.date
    core: dt.date
    source: str
    provisional: bool


class TaskShare(Struct, frozen=True):
    """How many working days of eight hours a `task` takes of somebody in a week."""

    task: str
    days: Decimal


class WeekLoad(Struct, frozen=True):
    """A person's week from its Monday `week`: days of work against days available, and whose work it is.

    Days are working days of eight hours, exact to a thousandth.
    """

    week: dt.date
    load: Decimal
    capacity: Decimal
    tasks: tuple[TaskShare, ...]


class PersonLoad(Struct, frozen=True):
    """A person's load by week, from the first to the last week with work; `uncounted` tasks state no effort."""

    person: str
    weeks: tuple[WeekLoad, ...]
    uncounted: tuple[str, ...]


class Occurrence(Struct, frozen=True):
    """One date of a duty. `moved_from` is the day it would have fallen on: a day off, or the last day of a licence."""

    date: dt.date
    moved_from: dt.date | None = None


class DutyRun(Struct, frozen=True):
    """Many dates in short: every day from `first` to `last`, both in, on one of the `weekdays` (0 Monday).

    Those `left_out` are none of them, those `added` are some of them on another day of the week, such as a weekend
    that is worked. `moved` are those that were to fall on another day, `count` is how many there are in all.
    """

    first: dt.date
    last: dt.date
    count: int
    weekdays: tuple[int, ...]
    left_out: tuple[dt.date, ...]
    added: tuple[dt.date, ...]
    moved: tuple[Occurrence, ...]


class DutyPlan(Struct, frozen=True):
    """Something to be done on its dates, because the `field` of an entry in `section` says so.

    `every` is how often it comes round as text, none for what is done once; without `dates` nobody said when.
    `name` is the entry's, in its author's words. `people` are who takes part or receives it, `minutes` how long
    one time takes, `items` what it holds: an agenda, the parts of a report, a checklist, the scope of a review,
    the parts that a report lacks, the rule that is waived. `weekday` (0 Monday) and `day` of the month (-1 the
    last) are as stated, `kind` is a meeting's or a measure's and `metrics` are what a report shows. Where the dates
    are many and regular, `run` is them in short, and `plan.json` has them only there, its `dates` being empty.
    """

    section: str
    id: str
    field: str
    name: str
    owner: str | None
    every: str | None
    dates: tuple[Occurrence, ...]
    people: tuple[str, ...] = ()
    phase: str | None = None
    minutes: Decimal | None = None
    items: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    description: str | None = None
    weekday: int | None = None
    day: int | None = None
    kind: str | None = None
    metrics: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Return the place in the strategy that asks for it: `legal.reviews.adverts`, `waivers.ads.until`."""
        field = "" if self.field == "every" else self.field
        return ".".join(part for part in (self.section, self.id, field) if part)

    run: DutyRun | None = None


class BufferPlan(Struct, frozen=True):
    """A bar of time in hand that moves nothing (critical chain): the project's, or one that feeds the chain.

    It follows the task `after`; a feeding buffer protects `joins`, the critical item its chain leads to.
    `size` is what the policy asks for and `room` what the schedule leaves before `joins` starts, in working
    days; `start` and `finish` are the days it covers, both in, none where there is no room at all.
    """

    kind: Literal["project", "feeding"]
    after: str
    joins: str | None
    size: Decimal
    room: Decimal | None
    start: dt.date | None
    finish: dt.date | None


class StageTask(Struct, frozen=True):
    """A stage of a launch and the `task` that does it; `made` where the template made the task."""

    stage: str
    task: str
    made: bool


class SkippedStage(Struct, frozen=True):
    """A stage that a launch leaves out, and why."""

    stage: str
    reason: str


class LaunchPlan(Struct, frozen=True):
    """A launch on its day and the tasks of its stages in order, the last of them ready before that day."""

    id: str
    name: str
    date: dt.date
    product: str | None
    owner: str | None
    stages: tuple[StageTask, ...]
    skipped: tuple[SkippedStage, ...]
    phase: str | None = None
    channels: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    success: str | None = None
    description: str | None = None


class StageGatePlan(Struct, frozen=True):
    """One stage as launches go through it: how long it takes (as written), and what lets a product pass."""

    id: str
    name: str
    duration: str | None
    owner: str | None
    approver: str | None
    exit: str | None
    checklist: tuple[str, ...]
    description: str | None


class BaselinePlan(Struct, frozen=True):
    """The plan that progress is measured against: where it is from (`source`), and its end.

    `slip` is how many working days the forecast end lies after the baseline's. `gone` are ids of tasks and
    milestones that the baseline had and this plan has not, `new` those it had not.
    """

    source: str
    finish: dt.date | None
    slip: Decimal | None
    gone: tuple[str, ...]
    new: tuple[str, ...]
