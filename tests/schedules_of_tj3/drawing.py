"""Draws strategies about one thing each: links of one kind, half days, pins ... The same number, the same text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from msgspec import Struct

MONDAY = dt.date(2026, 3, 2)
PLAIN = (("after", ""),)
ALL = (("after", ""), ("after", ".start"), ("finish_after", ""), ("finish_after", ".start"))


class Family(Struct, frozen=True):
    """What the strategies of a family are made of: the links' fields and ends, their lags, and what else."""

    links: tuple[tuple[str, str], ...] = PLAIN
    lags: tuple[str, ...] = ("",)
    durations: tuple[str, ...] = ("1d", "2d", "3d", "4d", "5d", "8d")
    calendar: Callable[[Random], str] = lambda _: ""
    person: Callable[[Random], str] = lambda _: ""
    task: Callable[[Random, int], str] = lambda _random, _number: ""
    phases: int = 0
    milestones: int = 0


def _day(random: Random, most: int, least: int = 0) -> dt.date:
    return MONDAY + dt.timedelta(days=random.randint(least, most))


def _days(random: Random, count: int, *, weekend: bool = False) -> str:
    days = set[dt.date]()
    while len(days) < count:
        day = _day(random, 50)
        if weekend == (day.weekday() > 4):
            days.add(day)
    return f"[{', '.join(map(str, sorted(days)))}]"


def _holidays(random: Random) -> str:
    begin = _day(random, 30)
    return f"holidays: [{begin}..{begin + dt.timedelta(days=random.randint(1, 5))}, {_day(random, 50, 40)}]"


def _half_days(random: Random) -> str:
    return f"half_days: {_days(random, random.randint(3, 9))}"


def _own(random: Random) -> str:
    week = random.choice(("mon-thu", "tue-sat", "sun-thu", "mon-sat", "wed-sun"))
    return f", calendar: {{workweek: {week}, holidays: {_days(random, 2)}}}" if random.random() < 0.7 else ""


def _absent(random: Random) -> str:
    begin = _day(random, 25)
    away = f", absent: [{begin}..{begin + dt.timedelta(days=random.randint(0, 6))}, {_day(random, 50, 35)}]"
    capacity = random.choice(("", ", capacity: 4h per day", ", capacity: 2h per day"))
    return random.choice((away, away, "")) + capacity


def _sometimes(share: float, text: Callable[[Random], str]) -> Callable[[Random, int], str]:
    return lambda random, _number: text(random) if random.random() < share else ""


def _late(random: Random, number: int) -> str:
    if random.random() < 0.5:
        return ""
    return ", schedule: late" + (f", due: {_day(random, 110, 60)}" if number % 2 else "")


def _everything(random: Random, number: int) -> str:
    bound = _sometimes(0.2, lambda one: f", not_before: {_day(one, 40)}")(random, number)
    buffer = _sometimes(0.3, lambda one: f", buffer: {one.choice(('1d', '50%'))}")(random, number)
    return bound + buffer + _late(random, number)


FAMILIES: Mapping[str, Family] = {
    "finish_start": Family(calendar=_holidays),
    "start_start": Family((("after", ".start"), ("after", ".start"), ("after", "")), ("", " + 1d", " + 3d")),
    "finish_finish": Family(
        (("finish_after", ""), ("finish_after", ""), ("after", "")), ("", " + 1d", " + 3d")
    ),
    "start_finish": Family(
        (("finish_after", ".start"), ("finish_after", ".start"), ("after", "")), ("", " + 6d", " + 9d")
    ),
    "lags_in_working_time": Family(
        ALL, ("", " + 1d", " + 2d", " + 0.5d", " + 7d", " - 1d", " - 2d", " - 0.5d"), calendar=_holidays
    ),
    "lags_on_the_clock": Family(
        ALL, ("", " + 24h", " + 72h", " + 168h", " - 24h", " - 60h"), ("1d", "3d", "5d", "36h", "72h", "120h")
    ),
    "weekends": Family(
        ALL,
        ("", " + 2d"),
        calendar=lambda one: (
            f"workweek: {one.choice(('mon-sat', 'sun-thu', 'tue-sat', 'fri-sun', 'mon-thu'))}"
        ),
    ),
    "holidays": Family(ALL, ("", " + 2d"), calendar=_holidays),
    "extra_workdays": Family(
        ALL,
        ("", " + 2d"),
        calendar=lambda one: (
            f"{_holidays(one)}, extra_workdays: {_days(one, one.randint(2, 6), weekend=True)}"
        ),
    ),
    "half_days": Family(ALL, ("", " + 1d"), ("0.5d", "1d", "2.5d", "4d", "5d"), _half_days),
    "own_calendars": Family((*PLAIN, *ALL), ("", " + 2d"), person=_own),
    "absences_and_capacity": Family((*PLAIN, *ALL), ("", " + 2d"), person=_absent),
    "milestones": Family(ALL, ("", " + 1d"), milestones=4, calendar=_holidays),
    "pins": Family(ALL, task=_sometimes(0.35, lambda one: f", start: {_day(one, 60)}"), milestones=1),
    "not_before": Family(
        ALL, task=_sometimes(0.5, lambda one: f", not_before: {_day(one, 45)}"), milestones=1
    ),
    "as_late_as_possible": Family(ALL, ("", " + 2d"), calendar=_holidays, task=_late, milestones=1),
    "phases": Family(ALL, ("", " + 1d"), phases=3, milestones=1),
    "zero_length": Family(
        ALL,
        ("", " + 1d", " + 48h"),
        ("0d", "0d", "1d", "4d"),
        _holidays,
        task=_sometimes(0.2, lambda one: f", not_before: {_day(one, 45)}"),
        milestones=1,
    ),
    "buffers": Family(
        ALL,
        ("", " + 1d", " - 1d"),
        ("2d", "4d", "5d", "10d"),
        task=_sometimes(0.7, lambda one: f", buffer: {one.choice(('50%', '25%', '0.5d', '2d'))}"),
        milestones=2,
    ),
    "everything": Family(
        ALL,
        ("", "", " + 2d", " - 1d", " + 168h"),
        ("0.5d", "1d", "2d", "5d", "0d", "72h"),
        lambda one: f"{_holidays(one)}, extra_workdays: {_days(one, 3, weekend=True)}, {_half_days(one)}",
        lambda one: "" if one.random() < 0.6 else f", absent: [{_day(one, 30)}]",
        _everything,
        milestones=2,
    ),
}


def draw(name: str, number: int) -> str:
    """Return the YAML of one strategy of a family."""
    family, random = FAMILIES[name], Random(f"{name} {number}")  # noqa: S311 - the same on every machine
    count = random.randint(5, 9)
    calendar = family.calendar(random)
    lines = [
        "ecsc: 1",
        "strategy:",
        f"  id: {name}",
        f"  name: {name.replace('_', ' ').capitalize()}",
        f"  period: {MONDAY}..2026-12-31",
        "  currency: CNY",
        "  owner: lin",
        *([f"  calendar: {{{calendar}}}"] if calendar else []),
        "people:",
        *(
            f"  {person}: {{name: {person.title()}{family.person(random)}}}"
            for person in ("lin", "bo", "chen")
        ),
    ]
    if family.phases:
        lines += ["phases:", *(f"  phase_{n}: {{name: Phase {n}}}" for n in range(family.phases))]
    lines += ["tasks:", *(_task(family, random, n, count) for n in range(count))]
    if family.milestones:
        lines += ["milestones:", *(_milestone(family, random, n, count) for n in range(family.milestones))]
    return "\n".join(lines) + "\n"


def _task(family: Family, random: Random, number: int, count: int) -> str:
    fields: dict[str, Any] = {"name": f"Task {number}", "owner": random.choice(("lin", "bo", "chen"))}
    duration = random.choice(family.durations)
    fields["effort" if family.person is _absent and random.random() < 0.5 else "duration"] = duration
    phase = number * family.phases // count
    if family.phases:
        fields["phase"] = f"phase_{phase}"
    waits: dict[str, list[str]] = {}
    for tail in random.sample(range(number), min(number, random.choice((1, 1, 2, 3)))):
        field, end = random.choice(family.links)
        waits.setdefault(field, []).append(f"task_{tail}{end}{_lag(family, random, duration)}")
    if phase and random.random() < 0.5:
        waits.setdefault("after", []).append(
            f"phase_{random.randrange(phase)}{_lag(family, random, duration)}"
        )
    fields |= {field: f"[{', '.join(found)}]" for field, found in waits.items()}
    text = ", ".join(f"{field}: {value}" for field, value in fields.items())
    return f"  task_{number}: {{{text}{family.task(random, number)}}}"


def _lag(family: Family, random: Random, duration: str) -> str:
    lag = random.choice(family.lags)
    on_clock = duration.endswith("h") and lag.endswith("d")
    return "" if on_clock else lag


def _milestone(family: Family, random: Random, number: int, count: int) -> str:
    due = f", due: {_day(random, 80)}" if random.random() < 0.4 else ""
    tails = random.sample(range(count), random.choice((1, 2)))
    ends = [
        f"task_{tail}{random.choice(('', '', '.start'))}{random.choice(family.lags).replace('-', '+')}"
        for tail in tails
    ]
    after = "" if due and random.random() < 0.3 else f", after: [{', '.join(ends)}]"
    return f"  stone_{number}: {{name: Stone {number}{after}{due}}}"
