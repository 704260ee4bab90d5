"""Retail days that an author sets: 644 to 646. A window that nobody has announced yet is no finding."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.rules.rule import rule


def _place(written: str) -> At:
    return At("strategy", path=("calendar", "retail_days", written))


@rule("ECS644", "unknown-retail-day", Severity.ERROR)
def unknown_retail_day(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A retail day that is to be shown as ecsc knows it, or left out, is one that ecsc knows.

    An event of your own has its days here, and is shown under its id.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, calendar: {retail_days: {doble_11: none}}}
    ```

    Passes:

    ```yaml
    strategy:
      id: demo
      name: Demo
      period: 2026
      currency: CNY
      calendar: {retail_days: {double_11: none, shop_birthday: 2026-05-01..2026-05-07}}
    ```
    """
    header = assessed.linked.strategy.header
    if not header.calendar.retail_days:
        return
    from ecsc.assess.retail_days import retail_settings
    from ecsc.catalogue.retail_days import retail_spellings

    for setting in retail_settings(header):
        if setting.known is not None or not isinstance(setting.value, str):
            continue
        spellings = retail_spellings()
        near = dict.fromkeys(spellings[word] for word in close_matches(setting.written, spellings))
        yield Finding(
            rule,
            "{name} is no retail day that is known here",
            _place(setting.written),
            params={"name": setting.written, "near": list(near)},
            hint="did you mean {near}? An event of your own needs its days"
            if near
            else "an event of your own needs its days, as in `2026-05-01..2026-05-07`",
        )


@rule("ECS645", "retail-day-outside-period", Severity.WARNING)
def retail_day_outside_period(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The days of a retail day touch the strategy's period, or the plan would not show it.

    Fails:

    ```yaml
    strategy:
      id: demo
      name: Demo
      period: 2026-H1
      currency: CNY
      calendar: {retail_days: {double_11: 2026-10-15..2026-11-11}}
    ```

    Passes:

    ```yaml
    strategy:
      id: demo
      name: Demo
      period: 2026
      currency: CNY
      calendar: {retail_days: {double_11: 2026-10-15..2026-11-11}}
    ```
    """
    header = assessed.linked.strategy.header
    for name, value in header.calendar.retail_days.items():
        if isinstance(value, str):
            continue
        if not value:
            yield Finding(
                rule,
                "{name} has no days",
                _place(name),
                params={"name": name},
                hint="write its days, or `none` to leave it out",
            )
        for index, window in enumerate(value):
            if window.last < header.period.first or window.first > header.period.last:
                place = _place(name)
                yield Finding(
                    rule,
                    "{name} on {days} is not inside the strategy's period {period}",
                    At("strategy", path=(*place.path, index)),
                    params={"name": name, "days": window, "period": header.period},
                    hint="choose days inside the period, or take them out",
                )


@rule("ECS646", "retail-day-twice", Severity.WARNING)
def retail_day_twice(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A retail day is set once, under one of its names.

    Where two entries say different things, `none` and `known` are taken in the order written.

    Fails:

    ```yaml
    strategy:
      id: demo
      name: Demo
      period: 2026
      currency: CNY
      calendar: {retail_days: {double_11: known, 双11: none}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, calendar: {retail_days: {双11: none}}}
    ```
    """
    header = assessed.linked.strategy.header
    if len(header.calendar.retail_days) < 2:
        return
    from ecsc.assess.retail_days import retail_settings

    seen: dict[str, str] = {}
    for setting in retail_settings(header):
        if setting.known is None:
            continue
        first = seen.setdefault(setting.known, setting.written)
        if first != setting.written:
            yield Finding(
                rule,
                "{name} and {other} are the same retail day",
                _place(setting.written),
                params={"name": setting.written, "other": first},
                hint="keep one of them",
                related=(Related(_place(first), "set here first"),),
            )


RULES = (unknown_retail_day, retail_day_outside_period, retail_day_twice)
