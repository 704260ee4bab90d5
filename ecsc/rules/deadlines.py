"""Deadlines, pins and calendars: 610 to 622. Dates that cannot be kept are told with the chain that causes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule
from ecsc.schedule import Problem, ProblemKind, Step, day_of

CHAIN_SHOWN = 6
"""Links of a driving chain that a finding shows; a longer chain starts with an ellipsis."""


def _problems(assessed: Assessed, kind: ProblemKind) -> Iterator[Problem]:
    return (problem for problem in assessed.timetable.schedule.problems if problem.kind is kind)


def chain_text(steps: Sequence[Step]) -> str:
    """Return a driving chain in words: what drives the date, earliest first."""
    names = [step.activity for step in steps]
    shown = names[-CHAIN_SHOWN:]
    return ("… → " if len(shown) < len(names) else "") + " → ".join(shown)


def _chain(assessed: Assessed, identifier: str) -> tuple[str, tuple[Related, ...]]:
    """Return the chain that drives `identifier` as text and as places with their last days."""
    strategy, table = assessed.linked.strategy, assessed.timetable
    steps = table.schedule.driving_chain(identifier)
    related = tuple(
        Related(work_at(strategy, step.activity), "ends on {day}", {"day": days[1]})
        for step in steps[-CHAIN_SHOWN:-1]
        if (days := table.days_of(step.activity)) is not None
    )
    return chain_text(steps), related


def _last_day(due_instant: int) -> dt.date:
    """Return the last good day before the instant that ends it."""
    return day_of(due_instant - 1)


def _promotion_deadline(assessed: Assessed, task: str, due_instant: int) -> str | None:
    """Return the promotion whose opening is the task's deadline, None when `due` is."""
    strategy = assessed.linked.strategy
    found = strategy.tasks.get(task)
    if found is None:
        return None
    for name in found.ready_for:
        window = strategy.promotions[name].window if name in strategy.promotions else None
        if (
            window is not None
            and window.start.toordinal() * 1440 + window.start.hour * 60 + window.start.minute == due_instant
        ):
            return name
    return None


@rule("ECS610", "due-missed", Severity.ERROR)
def due_missed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task finishes by its `due` day.

    The finding shows the chain of work that drives the finish. `due` is a deadline: it never moves a task.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, due: 2026-01-07}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, due: 2026-01-31}
    ```
    """
    strategy = assessed.linked.strategy
    for problem in _problems(assessed, ProblemKind.DUE_MISSED):
        if problem.activity not in strategy.tasks or problem.required is None:
            continue
        if _promotion_deadline(assessed, problem.activity, problem.required) is not None:
            continue
        days = assessed.timetable.days_of(problem.activity)
        chain, related = _chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} is due on {due} but finishes on {finish}",
            At("tasks", problem.activity, ("due",)),
            params={
                "name": problem.activity,
                "due": _last_day(problem.required),
                "finish": days and days[1],
                "chain": chain,
            },
            label="earliest finish is {finish}",
            hint="shorten or start earlier something in {chain}, or move the day",
            related=related,
        )


@rule("ECS611", "due-missed-by-buffer", Severity.WARNING)
def due_missed_by_buffer(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A task keeps its deadline with its buffer, not only without.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, buffer: 3d, due: 2026-01-08}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, buffer: 3d, due: 2026-01-31}
    ```
    """
    for problem in _problems(assessed, ProblemKind.DUE_MISSED_BY_BUFFER):
        if problem.required is None or problem.actual is None:
            continue
        promotion = _promotion_deadline(assessed, problem.activity, problem.required)
        yield Finding(
            rule,
            "{name} keeps its deadline of {due} only without its buffer, which ends on {buffer_finish}",
            work_at(assessed.linked.strategy, problem.activity, "ready_for" if promotion else "due"),
            params={
                "name": problem.activity,
                "due": _last_day(problem.required),
                "buffer_finish": _last_day(problem.actual),
            },
            hint="start earlier, or accept the risk with `buffer: 0d`",
        )


@rule("ECS612", "promotion-not-ready", Severity.ERROR)
def promotion_not_ready(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a promotion needs is finished before its window opens.

    Fails:

    ```yaml
    promotions:
      flash: {offer: 5折, window: 2026-01-08..2026-01-09}
    tasks:
      photos: {name: Photos, owner: lin, duration: 20d, ready_for: flash}
    ```

    Passes:

    ```yaml
    promotions:
      flash: {offer: 5折, window: 2026-03-08..2026-03-09}
    tasks:
      photos: {name: Photos, owner: lin, duration: 20d, ready_for: flash}
    ```
    """
    for problem in _problems(assessed, ProblemKind.DUE_MISSED):
        if problem.required is None:
            continue
        promotion = _promotion_deadline(assessed, problem.activity, problem.required)
        if promotion is None:
            continue
        days = assessed.timetable.days_of(problem.activity)
        chain, related = _chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{promotion} starts on {opens}, but {name} finishes on {finish}",
            At("tasks", problem.activity, ("ready_for",)),
            params={
                "promotion": promotion,
                "opens": day_of(problem.required),
                "name": problem.activity,
                "finish": days and days[1],
                "chain": chain,
            },
            hint="shorten or start earlier something in {chain}, or move the promotion",
            related=(Related(At("promotions", promotion, ("window",)), "the window"), *related),
        )


@rule("ECS613", "pin-contradicted", Severity.ERROR)
def pin_contradicted(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is not earlier than what the task waits for allows.

    A pinned date stays where it is: the contradiction is told, the date never moves in silence.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      press: {name: Press, owner: lin, duration: 2d, after: shop, start: 2026-01-06}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      press: {name: Press, owner: lin, duration: 2d, after: shop, start: 2026-02-02}
    ```
    """
    strategy = assessed.linked.strategy
    for problem in _problems(assessed, ProblemKind.PIN_CONFLICT):
        if problem.actual is None or problem.required is None:
            continue
        chain, related = _chain(assessed, problem.other)
        days = assessed.timetable.days_of(problem.other)
        last = (Related(work_at(strategy, problem.other), "ends on {day}", {"day": days[1]}),) if days else ()
        yield Finding(
            rule,
            "{name} is pinned to {pin}, but {awaited} lets it start on {required} at the earliest",
            At("tasks", problem.activity, ("start",)),
            params={
                "name": problem.activity,
                "pin": day_of(problem.actual),
                "awaited": problem.other,
                "required": day_of(problem.required),
                "chain": chain,
            },
            hint="move the pin, or shorten something in {chain}",
            related=(*related, *last),
        )


@rule("ECS614", "pin-before-bound", Severity.ERROR)
def pin_before_bound(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is not before the task's own `not_before`.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-01-05, not_before: 2026-02-02}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-02-02}
    ```
    """
    for problem in _problems(assessed, ProblemKind.PIN_BEFORE_BOUND):
        yield Finding(
            rule,
            "{name} is pinned to {pin}, before its own `not_before`",
            At("tasks", problem.activity, ("start",)),
            params={"name": problem.activity, "pin": problem.actual is not None and day_of(problem.actual)},
            hint="keep one of the two",
            related=(Related(At("tasks", problem.activity, ("not_before",)), "not before this day"),),
        )


@rule("ECS615", "pinned-to-day-off", Severity.WARNING)
def pinned_to_day_off(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A pinned start is a day on which somebody works.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-01-04}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, start: 2026-01-05}
    ```
    """
    for problem in _problems(assessed, ProblemKind.PIN_OFF_WORK):
        if problem.actual is None or problem.required is None:
            continue
        yield Finding(
            rule,
            "{name} is pinned to {pin}, a day off; work starts on {day}",
            At("tasks", problem.activity, ("start",)),
            params={
                "name": problem.activity,
                "pin": day_of(problem.actual),
                "day": day_of(problem.required),
            },
            hint="pin it to {day}, or add the day to `calendar.extra_workdays`",
        )


@rule("ECS616", "late-without-limit", Severity.WARNING)
def late_without_limit(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Work that is to run as late as possible has a deadline or something that waits for it.

    Fails:

    ```yaml
    tasks:
      party: {name: Party, owner: lin, duration: 1d, schedule: late}
    ```

    Passes:

    ```yaml
    tasks:
      party: {name: Party, owner: lin, duration: 1d, schedule: late, due: 2026-06-30}
    ```
    """
    for problem in _problems(assessed, ProblemKind.LATE_WITHOUT_LIMIT):
        yield Finding(
            rule,
            "{name} is to run as late as possible, but nothing says how late that is",
            At("tasks", problem.activity, ("schedule",)),
            params={"name": problem.activity},
            hint="add `due:`, or let something wait for it",
        )


@rule("ECS617", "milestone-missed", Severity.ERROR)
def milestone_missed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A milestone falls on its promised day or before.

    `week 6` means the last working day of the sixth block of seven days from the period's first day.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    milestones:
      tested: {due: week 1, after: shop}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    milestones:
      tested: {due: week 6, after: shop}
    ```
    """
    strategy = assessed.linked.strategy
    for problem in _problems(assessed, ProblemKind.DUE_MISSED):
        if problem.activity not in strategy.milestones or problem.required is None:
            continue
        days = assessed.timetable.days_of(problem.activity)
        chain, related = _chain(assessed, problem.activity)
        yield Finding(
            rule,
            "{name} is promised for {due} but falls on {day}",
            At("milestones", problem.activity, ("due",)),
            params={
                "name": problem.activity,
                "due": _last_day(problem.required),
                "day": days and days[1],
                "chain": chain,
            },
            label="earliest is {day}",
            hint="shorten or start earlier something in {chain}, or promise a later day",
            related=related,
        )


@rule("ECS618", "outside-period", Severity.ERROR)
def outside_period(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """All work finishes inside the strategy's period, and milestones are promised inside it.

    Only the first task of a chain that runs over the end is reported; what follows it follows from it.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-Q1, currency: CNY}
    tasks:
      shop: {name: Shop, owner: lin, duration: 40d}
    ```
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    period = strategy.header.period
    for name in _first_over(assessed, period.last):
        days = table.days_of(name)
        chain, related = _chain(assessed, name)
        yield Finding(
            rule,
            "{name} finishes on {finish}, after the strategy's period {period}",
            work_at(strategy, name),
            params={"name": name, "finish": days and days[1], "period": period, "chain": chain},
            hint="shorten something in {chain}, or extend the period",
            related=related,
        )
    for name, due in table.due.items():
        if not period.first <= due <= period.last:
            yield Finding(
                rule,
                "{name} is promised for {due}, outside the strategy's period {period}",
                At("milestones", name, ("due",)),
                params={"name": name, "due": due, "period": period},
                hint="choose a day inside the period",
            )
    for task in strategy.tasks.values():
        for field in ("start", "not_before"):
            day = getattr(task, field)
            if day is not None and not period.first <= day <= period.last:
                yield Finding(
                    rule,
                    "{day} lies outside the strategy's period {period}",
                    At("tasks", task.id, (field,)),
                    params={"day": day, "period": period},
                    hint="choose a day inside the period",
                )


def _first_over(assessed: Assessed, last: dt.date) -> Iterator[str]:
    """Yield the tasks that end after `last` although nothing they wait for does."""
    schedule = assessed.timetable.schedule
    if schedule.finish is None or day_of(schedule.finish - 1) <= last:
        return
    over: set[str] = set()
    for name in schedule.ids:
        if schedule.placed(name).last_day <= last:
            continue
        over.add(name)
        driver = schedule.driver(name)
        if name in assessed.linked.strategy.tasks and (
            driver.link is None or driver.link.predecessor not in over
        ):
            yield name


@rule("ECS619", "calendar-provisional", Severity.INFO)
def calendar_provisional(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The holidays of every year of the plan are published.

    Governments announce working weekends and holidays of a year shortly before it. Dates in a year that is
    not announced yet are computed with the holidays that are known, and may still move.
    """
    header = assessed.linked.strategy.header
    years = assessed.timetable.calendar.provisional_years(header.period.first, header.period.last)
    if years:
        yield Finding(
            rule,
            "the holidays of {country} for {years} are provisional",
            At("strategy", path=("calendar", "country")),
            params={"country": header.calendar.country, "years": [str(year) for year in years]},
            hint="add what you know as `calendar.holidays` and `calendar.extra_workdays`, and look again later",
        )


@rule("ECS620", "unknown-country", Severity.ERROR)
def unknown_country(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The calendar's country is one whose holidays are known.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, calendar: {country: XX}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, calendar: {country: CN}}
    ```
    """
    error = assessed.timetable.country_error
    if error is not None:
        yield Finding(
            rule,
            error.reason,
            At("strategy", path=("calendar", "country")),
            params={**error.params, "near": list(error.suggestions)},
            hint="did you mean {near}?"
            if error.suggestions
            else "write a code of ISO 3166, such as CN or DE",
        )


@rule("ECS621", "no-working-day", Severity.ERROR)
def no_working_day(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The calendar has working days, for everybody who has work.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY, calendar: {holidays: [2020-01-01..2099-12-31]}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-01, currency: CNY}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
    ```
    """
    for kind in (ProblemKind.NO_WORKING_TIME, ProblemKind.BEYOND_HORIZON):
        for problem in _problems(assessed, kind):
            yield Finding(
                rule,
                "{name} finds no working day to run on"
                if kind is ProblemKind.NO_WORKING_TIME
                else "{name} does not end within 50 years",
                work_at(assessed.linked.strategy, problem.activity),
                params={"name": problem.activity},
                hint="look at `calendar.workweek`, `calendar.holidays`, the owner's `absent` and the durations",
            )


RULES = (
    due_missed,
    due_missed_by_buffer,
    promotion_not_ready,
    pin_contradicted,
    pin_before_bound,
    pinned_to_day_off,
    late_without_limit,
    milestone_missed,
    outside_period,
    calendar_provisional,
    unknown_country,
    no_working_day,
)
