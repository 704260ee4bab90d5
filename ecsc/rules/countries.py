"""The countries whose holidays count: 619, 620 and 640."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.assess import Assessed
from ecsc.assess.timetable import Timetable
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model import Strategy
from ecsc.rules.rule import rule
from ecsc.schedule import Calendar

_HINTS = {
    "country": "write a code of ISO 3166, such as CN or DE",
    "region": "leave `region` out, or name the country it lies in",
}


@rule("ECS619", "calendar-provisional", Severity.INFO)
def calendar_provisional(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The holidays of every year of the plan are published, in every country somebody works in.

    Governments announce working weekends and holidays of a year shortly before it. Dates in a year that is
    not announced yet are computed with the holidays that are known, and may still move.
    """
    strategy, table = assessed.linked.strategy, assessed.timetable
    period = strategy.header.period
    told: set[str] = set()
    for at, calendar in _countries(strategy, table):
        land = calendar.rules.country
        years = calendar.provisional_years(period.first, period.last)
        if land is None or not years or land.country in told:
            continue
        told.add(land.country)
        yield Finding(
            rule,
            "the holidays of {country} for {years} are provisional",
            at,
            params={"country": land.country, "years": _runs(years)},
            hint="add what you know as `calendar.holidays` and `calendar.extra_workdays`, and look again later",
        )


def _runs(years: Sequence[int]) -> list[str]:
    """Return years in order, three and more in a row as `2027-2030`."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return [
        text
        for first, last in zip(starts, ends, strict=True)
        for text in ([f"{first}-{last}"] if last > first + 1 else map(str, range(first, last + 1)))
    ]


def _countries(strategy: Strategy, table: Timetable) -> Iterator[tuple[At, Calendar]]:
    """Yield the calendars that name a country or region, and where they do."""
    yield At("strategy", path=("calendar", "country")), table.calendar
    for section in ("teams", "people"):
        for name, one in strategy.section(section).items():
            if one.calendar is not None and (one.calendar.country or one.calendar.region):
                field = "country" if one.calendar.country else "region"
                yield At(section, name, ("calendar", field)), table.calendar_of(name)


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
    yield from _unknown(assessed, rule, own=False)


@rule("ECS640", "unknown-own-country", Severity.ERROR)
def unknown_own_country(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The country and region of a person's or team's calendar are ones whose holidays are known.

    Where they are not, the days are counted by the team's or the strategy's country.

    Fails:

    ```yaml
    people:
      lin: {name: Lin, calendar: {country: DE, region: XX}}
    ```

    Passes:

    ```yaml
    people:
      lin: {name: Lin, calendar: {country: DE, region: SN}}
    ```
    """
    yield from _unknown(assessed, rule, own=True)


def _unknown(assessed: Assessed, rule: Rule, *, own: bool) -> Iterator[Finding]:
    """Yield the countries nobody knows: of people and teams where `own`, else the strategy's."""
    for one in assessed.timetable.calendars.unknown:
        if (one.section != "strategy") is not own:
            continue
        field = "region" if "region" in one.error.params else "country"
        near = [code for code in one.error.suggestions if code != one.error.params.get("country")]
        yield Finding(
            rule,
            one.error.reason,
            At(one.section, one.id, ("calendar", field)),
            params={**one.error.params, "near": near},
            hint="did you mean {near}?" if near else _HINTS[field],
        )


RULES = (calendar_provisional, unknown_country, unknown_own_country)
