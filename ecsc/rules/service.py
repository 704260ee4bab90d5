"""Customer service: 545 and 546. Its hours can be read, and there are people for them."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.service import DAYS, HOURS, Hours, hours_of, read_hours
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.rules.rule import rule


@rule("ECS545", "service-hours", Severity.ERROR, "hours", "days_per_week", "hours_per_day")
def service_hours(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The hours of the service are days a week times hours a day.

    `712小時` is no length of time in a week of 168 hours: the sign between 7 and 12 was lost, and it is asked for
    rather than guessed.

    Fails:

    ```yaml
    service: {hours: 712小时}
    ```

    Passes:

    ```yaml
    service: {hours: 7x12h}
    ```
    """
    service = assessed.linked.strategy.service
    if service is None:
        return
    at = At("service", path=("hours",))
    if service.hours is not None:
        read = read_hours(service.hours)
        if read.per_week is None:
            yield Finding(
                rule,
                "`{hours}` could be {length} hours, or {days} days of {each} hours"
                if read.meant
                else "`{hours}` does not say days times hours",
                at,
                params={"hours": service.hours, "meant": read.meant, **_readings(read)},
                hint="write `{meant}`, days a week times hours a day, if that is meant"
                if read.meant
                else "write days a week times hours a day, as in `7x12h`",
            )
            return
        for field, stated, said in (
            ("days_per_week", service.days_per_week, read.days),
            ("hours_per_day", service.hours_per_day, read.per_day),
        ):
            if stated is not None and stated != said:
                yield Finding(
                    rule,
                    "`{field}` is {stated}, but `hours` says {said}",
                    At("service", path=(field,)),
                    params={"field": field, "stated": stated, "said": said},
                    hint="say it once",
                    related=(Related(at, "the hours"),),
                )
    hours = hours_of(service)
    for days_or_hours, most, field in (
        (hours.days, DAYS, "days_per_week"),
        (hours.per_day, HOURS, "hours_per_day"),
    ):
        if days_or_hours is not None and not 0 < days_or_hours <= most:
            yield Finding(
                rule,
                "{stated} is no number of days in a week"
                if most == DAYS
                else "{stated} is no number of hours in a day",
                at if service.hours is not None else At("service", path=(field,)),
                params={"stated": days_or_hours, "most": most},
                hint="write a number from 1 to {most}",
            )


def _readings(read: Hours) -> dict[str, object]:
    """Return the two readings of a text that lost the sign between days and hours."""
    days, _, each = read.meant.removesuffix("h").partition("x")
    return {"length": read.length, "days": days, "each": each}


@rule(
    "ECS546", "service-understaffed", Severity.ERROR, "hours", "agents", "at_once", "hours_per_agent_per_week"
)
def service_understaffed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """There are enough people for the hours of the service.

    Days times hours times how many answer at once is what must be worked, people times weekly hours what can be.

    Fails:

    ```yaml
    service: {hours: 7x12h, at_once: 2, agents: 4, hours_per_agent_per_week: 40}
    ```

    Passes:

    ```yaml
    service: {hours: 7x12h, at_once: 2, agents: 5, hours_per_agent_per_week: 40}
    ```
    """
    service = assessed.linked.strategy.service
    if service is None:
        return
    per_week = hours_of(service).per_week
    if service.agents is None or per_week is None:
        if service.agents is not None and service.hours is None:
            yield undecidable(rule, At("service", path=("agents",)), "`hours`", subject="service")
        return
    if service.hours_per_agent_per_week is None:
        yield undecidable(
            rule, At("service", path=("agents",)), "`hours_per_agent_per_week`", subject="service"
        )
        return
    at_once = service.at_once if service.at_once is not None else 1
    needed, worked = per_week * at_once, service.agents * service.hours_per_agent_per_week
    if needed <= worked:
        return
    each = service.hours_per_agent_per_week
    yield Finding(
        rule,
        "{per_week} hours a week with {at_once} at once take {needed} hours, but {agents} agents work {worked}",
        At("service", path=("agents",)),
        params={
            "per_week": per_week,
            "at_once": at_once,
            "needed": needed,
            "agents": service.agents,
            "worked": worked,
            "enough": -(-needed // each) if each > 0 else None,
        },
        hint="it takes {enough} agents, or fewer hours" if each > 0 else "say how many hours an agent works",
    )


RULES = (service_hours, service_understaffed)
