"""Thousands of random networks with everything in them, against a scheduler that only knows worked minutes.

`pytest tests/property/test_schedule_against_minute_walker.py --networks 20000` tries many more.
"""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from ecsc.schedule import (
    Activity,
    Calendar,
    Link,
    LinkKind,
    Network,
    ProblemKind,
    Schedule,
    build_calendar,
    compute,
)
from tests.property.minute_walker import MONDAY, Bar, OutOfSightError, Shop, Walked, Walker

ORIGIN = MONDAY.toordinal() * 1440
START = ORIGIN + 7 * 1440
HOURS = (
    ((540, 550),),
    ((600, 604), (700, 706)),
    ((0, 3), (1437, 1440)),
    tuple((hour * 60, hour * 60 + 1) for hour in range(0, 24, 3)),
)
CLOCK = Shop(frozenset(range(7)), ((0, 1440),))
LAGS = (0, 0, 0, 0, 1, 4, 5, 10, 23, -1, -4, -10, -15)
PORTIONS = 8


def shop(random: Random) -> Shop:
    """Return a calendar of a few minutes a day, so that gaps dominate."""
    if random.random() < 0.03:
        return CLOCK
    days = range(60)
    hours = random.choice(HOURS)
    most = sum(end - begin for begin, end in hours)
    away = random.choice(days)
    return Shop(
        frozenset(random.sample(range(7), random.choice((2, 5, 5, 5, 6, 7)))),
        hours,
        frozenset(random.sample(days, random.choice((0, 3, 12)))),
        frozenset(random.sample(days, random.choice((0, 0, 4)))),
        tuple(
            sorted((day, random.randint(0, most)) for day in random.sample(days, random.choice((0, 4, 20))))
        ),
        ((away, away + random.randint(0, 12)),) if random.random() < 0.4 else (),
    )


def calendar_of(given: Shop) -> Calendar:
    def day(distance: int) -> dt.date:
        return MONDAY + dt.timedelta(days=distance)

    return build_calendar(
        MONDAY,
        MONDAY + dt.timedelta(days=20),
        given.weekdays,
        [day(n) for n in given.off],
        [day(n) for n in given.on],
        [(day(begin), day(end)) for begin, end in given.away],
        hours=given.hours,
        short_days={day(n): minutes for n, minutes in given.short},
    )


def instant(random: Random, share: float, days: int = 40) -> int | None:
    if random.random() >= share:
        return None
    return ORIGIN + random.randrange(7 * 1440, days * 1440, random.choice((1, 1440)))


def activity(random: Random, number: int, calendars: int, fancy: float) -> Activity:
    minutes = random.choice((0, 0, 1, 3, 10, 14, 30))
    milestone = not minutes and random.random() < 0.6
    links = []
    for tail in random.sample(range(number), min(number, random.choice((0, 1, 1, 2, 3)))):
        elapsed = random.random() < 0.25
        lag = random.choice(LAGS) * (311 if elapsed else 1)
        between = random.randrange(calendars) if random.random() < 0.2 else None
        links.append(Link(str(tail), random.choice(tuple(LinkKind)), lag, elapsed, between))
    return Activity(
        str(number),
        minutes,
        random.randrange(calendars),
        tuple(links),
        pin=instant(random, 0.25 * fancy),
        not_before=instant(random, 0.3 * fancy),
        earliest=instant(random, 0.15 * fancy, 20),
        due=instant(random, 0.4 * fancy, 60),
        late=random.random() < 0.4 * fancy,
        buffer=0 if milestone else random.choice((0, 0, 1, 5, 10)),
        milestone=milestone,
    )


def drawn(seed: int) -> tuple[Network, list[Shop]]:
    """Return a network and its calendars; the same seed, the same network."""
    random = Random(seed)  # noqa: S311 - the same on every machine
    shops = [shop(random) for _ in range(random.choice((1, 1, 2, 3)))]
    fancy = random.choice((0, 0.5, 1))
    count = random.randint(1, 8)
    activities = tuple(activity(random, number, len(shops), fancy) for number in range(count))
    return Network(activities, tuple(map(calendar_of, shops)), START), shops


def check(network: Network, shops: list[Shop]) -> None:
    """Compare everything a schedule says with what the walker finds."""
    walker = Walker(network, shops)
    walked = walker.walk()
    schedule = compute(network)
    pinned = any(each.pin is not None for each in network.activities)
    for number, each in enumerate(network.activities):
        placed = schedule.placed(each.id)
        early, late = walked.early[number], walked.late[number]
        _same_instants(schedule, number, walked)
        stands = walked.scheduled[number]
        put_off = stands != early
        total = None if number in walked.lone else late.before - stands.before
        free = walked.free[number].before - stands.before
        if total is not None and pinned:
            free = min(free, total)  # it is a part of the total float
        deadline = walked.deadline[number]
        assert placed.total_float == total, each
        assert placed.free_float == (None if total is None else free), each
        assert placed.deadline_float == (None if deadline is None else deadline.before - stands.before), each
        assert placed.critical == (total is not None and total <= 0 and not put_off), each
        driver = schedule.driver(each.id)
        assert (driver.kind, driver.link) == walker.driver(number, walked.early), each
    assert _problems(schedule) == _expected_problems(network, walker, walked)


def _same_instants(schedule: Schedule, number: int, walked: Walked) -> None:
    activity = schedule.placement.activities[number]
    placed = schedule.placed(activity.id)
    early, chosen, late = walked.early[number], walked.scheduled[number], walked.late[number]
    if activity.minutes:
        assert (placed.early_start, placed.early_finish) == early[:2], activity
        assert (placed.start, placed.finish, placed.buffer_finish) == chosen[:3], activity
        assert (placed.late_start, placed.late_finish) == late[:2], activity
    else:
        assert placed.early_start == _shown(early.start, walked.evenings, number), activity
        evenings = walked.evenings if chosen is early else {number}
        assert placed.start == _shown(chosen.start, evenings, number), activity


def _shown(moment: int, evenings: set[int], number: int) -> int:
    """Return a moment as it is shown: one that ends a day at 24:00 is of that day, not of the next."""
    return moment - 1 if number in evenings and moment % 1440 == 0 else moment


def _problems(schedule: Schedule) -> set[tuple[ProblemKind, str]]:
    return {(each.kind, each.activity) for each in schedule.problems}


def _expected_problems(network: Network, walker: Walker, walked: Walked) -> set[tuple[ProblemKind, str]]:
    found = set()
    for number, each in enumerate(network.activities):
        bar = walked.scheduled[number]
        if each.pin is not None:
            if walker.contradicted(number, walked.early):
                found.add((ProblemKind.PIN_CONFLICT, each.id))
            if each.not_before is not None and each.pin < each.not_before:
                found.add((ProblemKind.PIN_BEFORE_BOUND, each.id))
            if each.minutes and bar.start // 1440 != each.pin // 1440:
                found.add((ProblemKind.PIN_OFF_WORK, each.id))
        if each.due is not None:
            found.update((kind, each.id) for kind in _missed(bar, each.due))
        if number in walked.unlimited:
            found.add((ProblemKind.LATE_WITHOUT_LIMIT, each.id))
    return found


def _missed(bar: Bar, due: int) -> list[ProblemKind]:
    if bar.finish > due:
        return [ProblemKind.DUE_MISSED]
    return [ProblemKind.DUE_MISSED_BY_BUFFER] if bar.buffered > due else []


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_a_schedule_is_what_the_walker_finds(portion: int, request: pytest.FixtureRequest) -> None:
    count = int(request.config.getoption("--networks"))
    passed_over = 0
    seeds = range(portion, count, PORTIONS)
    for seed in seeds:
        network, shops = drawn(seed)
        try:
            check(network, shops)
        except OutOfSightError:
            passed_over += 1
        except AssertionError as error:
            raise AssertionError(f"network {seed}: {error}") from error
    assert passed_over < len(seeds) / 10
