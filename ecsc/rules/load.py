"""Load: 520 to 523. Nobody has more to do than time for it, and what says how much there is to do can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ecsc.assess import Assessed
from ecsc.assess.capacity import capacity_share
from ecsc.assess.lengths import exact_days
from ecsc.assess.load import day_of_week, effort_minutes
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Duration
from ecsc.rules.rule import rule
from ecsc.schedule.load import WeekWork

CONTRIBUTORS_SHOWN = 5
"""Tasks of the worst week that a finding shows, those that take most of it."""


@rule("ECS520", "overloaded", Severity.WARNING, "tasks.effort|duration|owner")
def overloaded(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Nobody has more work in a week than time for it.

    The work of a task is its `effort`, spread evenly over the working time of its `duration`; a task with a
    duration alone says nothing about work and is not counted. The time is what the owner's `capacity` leaves
    of the week's working days, less holidays and `absent`; without a capacity it is all of it. Weeks begin on
    Monday. Weeks that follow each other are one finding, which tells the worst of them. `ecsc level` proposes
    a schedule with which nobody is overloaded.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, effort: 4d}
      photos: {name: Photos, owner: lin, effort: 3d}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, effort: 4d}
      photos: {name: Photos, owner: lin, effort: 3d, after: shop}
    ```
    """
    load = assessed.load
    if load is None:
        return
    activities = assessed.timetable.schedule.placement.activities
    for name, work in load.work.items():
        for weeks in _runs(work.weeks):
            worst = max(weeks, key=lambda week: week.load - week.available)
            most = sorted(worst.taken, key=lambda one: -one[1])[:CONTRIBUTORS_SHOWN]
            yield Finding(
                rule,
                "{person} has {load} days of work in the week of {week} and time for {capacity}"
                if len(weeks) == 1
                else "{person} has too much to do in the {weeks} weeks from {first}, most in the week of {week}: "
                "{load} days of work and time for {capacity}",
                At("people", name, part="key"),
                params={
                    "person": name,
                    "week": day_of_week(worst),
                    "first": day_of_week(weeks[0]),
                    "weeks": len(weeks),
                    "load": exact_days(worst.load),
                    "capacity": exact_days(worst.available),
                },
                hint="move or hand over some of it; `ecsc level` proposes a schedule",
                related=tuple(
                    Related(
                        At("tasks", activities[number].id, part="key"),
                        "takes {days} days of that week",
                        {"days": exact_days(minutes)},
                    )
                    for number, minutes in most
                ),
            )


def _runs(weeks: Sequence[WeekWork]) -> Iterator[list[WeekWork]]:
    """Yield the overloaded weeks, those that follow each other together."""
    run: list[WeekWork] = []
    for week in weeks:
        if week.load > week.available:
            run.append(week)
        elif run:
            yield run
            run = []
    if run:
        yield run


@rule("ECS521", "effort-over-duration", Severity.WARNING, "effort", "duration", "owner", "people.capacity")
def effort_over_duration(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The effort of a task fits into its duration at the capacity of its owner.

    A task that states both is `effort` of work within `duration`. Nobody does six days of work in five, and
    somebody with `capacity: 4d per week` does four. Absences and holidays do not count here: they move work.

    Fails:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 5d, effort: 8d}
    ```

    Passes:

    ```yaml
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d, effort: 8d}
    ```
    """
    load, strategy, table = assessed.load, assessed.linked.strategy, assessed.timetable
    if load is None:
        return
    for number, demand in load.demands.of.items():
        activity = table.schedule.placement.activities[number]
        task, resource = strategy.tasks[activity.id], load.demands.resources[demand.resource]
        minutes, share = activity.minutes, resource.share
        if task.duration is None:
            continue
        if task.id in table.on_clock:
            calendar = table.schedule.placement.calendars[resource.calendar]
            placed = table.schedule.placed(task.id)
            minutes = calendar.work_before(placed.finish) - calendar.work_before(placed.start)
        effort = effort_minutes(strategy, task)
        if effort > share * minutes:
            yield Finding(
                rule,
                "{name} is {effort} days of work, but {owner} has time for {room} in its {duration}",
                At("tasks", task.id, ("effort",)),
                params={
                    "name": task.id,
                    "effort": exact_days(effort),
                    "owner": task.owner,
                    "room": exact_days(share * minutes),
                    "duration": task.duration,
                    "needed": exact_days(Fraction(effort) / share),
                },
                hint="give it {needed} working days, or a part of it to somebody else",
            )


@rule("ECS522", "no-capacity", Severity.ERROR, "capacity")
def no_capacity(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who owns work has time for it.

    With a `capacity` of zero a task that is given by its effort never ends, and any other overloads its owner.

    Fails:

    ```yaml
    people:
      wang: {name: Wang, capacity: 0d per week}
    tasks:
      shop: {name: Shop, owner: wang, duration: 10d, effort: 5d}
    ```

    Passes:

    ```yaml
    people:
      wang: {name: Wang, capacity: 2d per week}
    tasks:
      shop: {name: Shop, owner: wang, duration: 20d, effort: 5d}
    ```
    """
    strategy = assessed.linked.strategy
    if assessed.load is None:
        return
    idle = {
        name
        for name, person in strategy.people.items()
        if not capacity_share(person, assessed.timetable.days_per_week(name))
    }
    for name in (name for name in strategy.people if name in idle):
        owned = [
            task.id
            for task in strategy.tasks.values()
            if task.owner == name
            and task.effort is not None
            and task.id in assessed.timetable.schedule.numbers
        ]
        if owned:
            yield Finding(
                rule,
                "{person} has no time at all, but owns {tasks}",
                At("people", name, ("capacity",)),
                params={"person": name, "tasks": owned[:CONTRIBUTORS_SHOWN]},
                hint="write the time {person} has, as `4d per week`, or give the work to somebody else",
                related=tuple(
                    Related(At("tasks", task, part="key"), "this work") for task in owned[:CONTRIBUTORS_SHOWN]
                ),
            )


@rule("ECS523", "capacity-no-time", Severity.WARNING, "capacity")
def capacity_no_time(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A person's capacity is time: days or hours in each unit of time.

    A bare number could be days, hours or tasks, so it limits nothing.

    Fails:

    ```yaml
    people:
      wang: {name: Wang, capacity: 4 per week}
    ```

    Passes:

    ```yaml
    people:
      wang: {name: Wang, capacity: 4d per week}
    ```
    """
    for person in assessed.linked.strategy.people.values():
        capacity = person.capacity
        if capacity is not None and not isinstance(capacity.value, Duration):
            yield Finding(
                rule,
                "the capacity of {person} is no time, so it limits nothing",
                At("people", person.id, ("capacity",)),
                params={"person": person.id},
                hint="write days or hours: `4d per week`, `4h per day`",
            )


RULES = (overloaded, effort_over_duration, no_capacity, capacity_no_time)
