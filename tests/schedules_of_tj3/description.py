"""A strategy's work as its YAML says it, read without any code of ecsc: what both schedulers are asked about."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

import yaml

DAY = 480
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class InexpressibleError(Exception):
    """TaskJuggler has no way to say this."""


class Length(NamedTuple):
    """Minutes, of work or on the clock."""

    minutes: int
    elapsed: bool


class Wait(NamedTuple):
    """One link: `head` waits for an end (`finish` or `start`) of `tail`, with its own `finish` or `start`."""

    tail: str
    of: str
    own: str
    lag: Length


class Item(NamedTuple):
    """A task, or a milestone, which is a task without length."""

    id: str
    length: Length
    waits: tuple[Wait, ...]
    milestone: bool = False
    phase: str | None = None
    owner: str | None = None
    buffer: int = 0
    start: dt.date | None = None
    not_before: dt.date | None = None
    due: dt.date | None = None
    late: bool = False

    @property
    def moment(self) -> bool:
        return not self.length.minutes


class Week(NamedTuple):
    """Which days are worked."""

    workweek: frozenset[int] = frozenset(range(5))
    holidays: frozenset[dt.date] = frozenset()
    extra_workdays: frozenset[dt.date] = frozenset()
    half_days: frozenset[dt.date] = frozenset()


class Owner(NamedTuple):
    """Whose calendar a task follows, and at how many parts of a day for work given by effort."""

    week: Week | None
    absent: frozenset[dt.date]
    share: float = 1


class Description(NamedTuple):
    """Everything that decides dates."""

    first: dt.date
    week: Week
    owners: dict[str, Owner]
    phases: tuple[str, ...]
    items: dict[str, Item]


def describe(text: str) -> Description:
    """Return what a strategy says about its work."""
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the BaseLoader makes nothing but text
    header = content["strategy"]
    owners = {name: _owner(one) for name, one in content["people"].items()}
    items = [_task(name, one, owners) for name, one in content["tasks"].items()]
    items += [_milestone(name, one) for name, one in content.get("milestones", {}).items()]
    return Description(
        dt.date.fromisoformat(header["period"].split("..")[0]),
        week_of(header.get("calendar", {})),
        owners,
        tuple(content.get("phases", {})),
        {item.id: item for item in items},
    )


def week_of(spec: dict[str, Any]) -> Week:
    """Return the days of a `calendar:`."""
    first, last = (WEEK.index(day) for day in spec.get("workweek", "mon-fri").split("-"))
    named = (_days(spec.get(field, [])) for field in ("holidays", "extra_workdays", "half_days"))
    return Week(frozenset((first + n) % 7 for n in range((last - first) % 7 + 1)), *named)


def _days(texts: list[str]) -> frozenset[dt.date]:
    days = set[dt.date]()
    for text in texts:
        first, _, last = text.partition("..")
        begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        days.update(begin + dt.timedelta(days=n) for n in range((end - begin).days + 1))
    return frozenset(days)


def _owner(spec: dict[str, Any]) -> Owner:
    week = week_of(spec["calendar"]) if "calendar" in spec else None
    capacity = re.fullmatch(r"(\d+)h per day", spec.get("capacity", "8h per day"))
    return Owner(week, _days(spec.get("absent", [])), int(capacity[1]) / 8 if capacity else 1)


def _task(name: str, spec: dict[str, Any], owners: dict[str, Owner]) -> Item:
    length = _length(spec.get("duration") or spec["effort"])
    if "duration" not in spec:
        length = Length(round(length.minutes / owners[spec["owner"]].share), False)
    waits = [_wait(text, "start") for text in _many(spec, "after")]
    waits += [_wait(text, "finish") for text in _many(spec, "finish_after")]
    dates = {
        field: dt.date.fromisoformat(spec[field]) for field in ("start", "not_before", "due") if field in spec
    }
    size = spec.get("buffer", "0d")
    if size.endswith("%"):
        buffer = length.minutes * int(size[:-1]) // 100
    else:
        buffer = _length(size).minutes * (3 if length.elapsed else 1)  # a day on the clock has 24 hours
    late = spec.get("schedule") == "late"
    return Item(
        name, length, tuple(waits), False, spec.get("phase"), spec["owner"], buffer, late=late, **dates
    )


def _milestone(name: str, spec: dict[str, Any]) -> Item:
    due = dt.date.fromisoformat(spec["due"]) if "due" in spec else None
    waits = tuple(_wait(text, "start") for text in _many(spec, "after"))
    return Item(name, Length(0, False), waits, milestone=True, due=due)


def _many(spec: dict[str, Any], field: str) -> list[str]:
    given = spec.get(field, [])
    return given if isinstance(given, list) else [given]


def _wait(text: str, own: str) -> Wait:
    found = re.fullmatch(r"(\w+?)(\.start)?(?: ([+-]) (\S+))?", text)
    if found is None:
        raise ValueError(text)
    lag = _length(found[4]) if found[4] else Length(0, False)
    sign = -1 if found[3] == "-" else 1
    return Wait(found[1], "start" if found[2] else "finish", own, Length(sign * lag.minutes, lag.elapsed))


def _length(text: str) -> Length:
    found = re.fullmatch(r"(\d+(?:\.5)?)(d|h)", text)
    if found is None:
        raise ValueError(text)
    hours = found[2] == "h"
    return Length(int(float(found[1]) * (60 if hours else DAY)), hours)
