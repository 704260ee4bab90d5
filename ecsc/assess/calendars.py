"""Whose days are worked: the strategy's calendar, and one for each team and person whose days differ.

The strategy's calendar is inherited by teams, a team's by its members. A country or region named on the way
takes the place of the outer one; a work week too. Holidays, half days and extra workdays come on top of the
outer ones, and extra workdays win over holidays whoever names either. Days absent win over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ecsc.model import Strategy
from ecsc.model.resources import OwnCalendar, Person
from ecsc.quantity import Period
from ecsc.schedule import (
    OFFICE_HOURS,
    Calendar,
    DayRules,
    DaySpan,
    Holidays,
    UnknownCountryError,
    country_holidays,
)

Keeper = Literal["strategy", "teams", "people"]


class UnknownCountry(Struct, frozen=True):
    """A country or region that nobody knows, and who names it (`id` empty for the strategy itself)."""

    section: Keeper
    id: str
    error: UnknownCountryError


class Calendars(Struct, frozen=True):
    """All calendars of a strategy, the strategy's own first, each different one once.

    `numbers` are indices into `each` of the people and teams whose calendar is another than the strategy's.
    Where a country is unknown the outer one holds, in `unknown` it is told.
    """

    each: tuple[Calendar, ...]
    numbers: Mapping[str, int]
    unknown: tuple[UnknownCountry, ...] = ()

    @property
    def base(self) -> Calendar:
        """Return the strategy's own calendar."""
        return self.each[0]

    def number(self, owner: str | None) -> int:
        """Return the index of the calendar of a person or team, the strategy's for nobody and strangers."""
        return self.numbers.get(owner, 0) if owner is not None else 0

    def of(self, owner: str | None) -> Calendar:
        """Return the calendar of a person or team, the strategy's for nobody and strangers."""
        return self.each[self.number(owner)]


class _Days(Struct, frozen=True):
    """Everything that decides a calendar: two that are equal make the same one."""

    country: str | None
    region: str | None
    workweek: frozenset[int]
    holidays: tuple[DaySpan, ...]
    extra_workdays: tuple[DaySpan, ...]
    half_days: tuple[DaySpan, ...]
    absent: tuple[DaySpan, ...] = ()


def calendars_of(strategy: Strategy) -> Calendars:
    """Return the calendars of the strategy, its teams and its people."""
    return _Builder(strategy).build()


def teams_of(strategy: Strategy) -> Mapping[str, str]:
    """Return the team each person belongs to: the one it names, else the first that names it a member."""
    found: dict[str, str] = {}
    for team in strategy.teams.values():
        for member in team.members:
            found.setdefault(member, team.id)
    named = ((one.id, one.team) for one in strategy.people.values() if one.team is not None)
    found.update((person, team) for person, team in named if team in strategy.teams)
    return found


class _Builder:
    """Makes each different calendar once, and asks for each country once."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.header = strategy.header
        self.made: dict[_Days, int] = {}
        self.each: list[Calendar] = []
        self.countries: dict[str, Holidays | UnknownCountryError] = {}
        self.unknown: list[UnknownCountry] = []

    def build(self) -> Calendars:
        """Return the calendars, in the order in which they are first needed."""
        spec = self.header.calendar
        plain = _Days(
            None,
            None,
            spec.workweek,
            _spans(spec.holidays),
            _spans(spec.extra_workdays),
            _spans(spec.half_days),
        )
        base = self._placed(plain, spec.country, spec.region, "strategy", "")
        self._number(base)
        numbers: dict[str, int] = {}
        teams: dict[str, _Days] = {}
        for team in self.strategy.teams.values():
            if team.calendar is not None or team.absent:
                days = self._own(base, team.calendar, team.absent, "teams", team.id)
                teams[team.id], numbers[team.id] = days, self._number(days)
        belongs = teams_of(self.strategy) if teams else {}
        for person in self.strategy.people.values():
            outer = teams.get(belongs.get(person.id, ""), base)
            if outer is base and person.calendar is None and not person.absent:
                continue
            numbers[person.id] = self._number(self._person(outer, person))
        used = {name: number for name, number in numbers.items() if number}
        return Calendars(tuple(self.each), used, tuple(self.unknown))

    def _person(self, outer: _Days, person: Person) -> _Days:
        if person.calendar is None and not person.absent:
            return outer
        return self._own(outer, person.calendar, person.absent, "people", person.id)

    def _own(
        self, outer: _Days, own: OwnCalendar | None, absent: Iterable[Period], section: Keeper, name: str
    ) -> _Days:
        days = replace(outer, absent=_spans(absent, outer.absent))
        if own is None:
            return days
        days = replace(
            days,
            workweek=days.workweek if own.workweek is None else own.workweek,
            holidays=_spans(own.holidays, days.holidays),
            extra_workdays=_spans(own.extra_workdays, days.extra_workdays),
            half_days=_spans(own.half_days, days.half_days),
        )
        return self._placed(days, own.country, own.region, section, name)

    def _placed(
        self, days: _Days, country: str | None, region: str | None, section: Keeper, name: str
    ) -> _Days:
        """Return `days` in the country and region named; where that is none, where they were."""
        if country is None and region is None:
            return days
        named, inner = _region_of(region)
        land, region = (
            country or named or days.country,
            inner if (country or named or "").upper() == named else region,
        )
        if land is None:
            error = UnknownCountryError("the region “{region}” stands without its country", (), region=region)
            self.unknown.append(UnknownCountry(section, name, error))
            return days
        found = self._holidays(land, region)
        if isinstance(found, UnknownCountryError):
            self.unknown.append(UnknownCountry(section, name, found))
            return days
        return replace(days, country=found.country, region=found.subdivision or None)

    def _holidays(self, country: str, region: str | None) -> Holidays | UnknownCountryError:
        name = f"{country}-{region}" if region else country
        if name not in self.countries:
            period = self.header.period
            years = range(period.first.year, period.last.year + 1)
            try:
                self.countries[name] = country_holidays(name, years, self.header.language)
            except UnknownCountryError as found:
                self.countries[name] = found
        return self.countries[name]

    def _number(self, days: _Days) -> int:
        number = self.made.get(days)
        if number is None:
            number = self.made[days] = len(self.each)
            self.each.append(self._calendar(days))
        return number

    def _calendar(self, days: _Days) -> Calendar:
        country = self._holidays(days.country, days.region) if days.country is not None else None
        rules = DayRules(
            workweek=days.workweek,
            country=country if isinstance(country, Holidays) else None,
            holidays=days.holidays,
            extra_workdays=days.extra_workdays,
            half_days=days.half_days,
            absences=days.absent,
        )
        return Calendar(rules, self.header.period.first, self.header.period.last, OFFICE_HOURS)


def _region_of(region: str | None) -> tuple[str | None, str | None]:
    """Return the country that a region names before a dash (`DE-SN`), and the region alone."""
    land, dash, inner = (region or "").partition("-")
    return (land.strip().upper(), inner) if dash and len(land.strip()) == 2 else (None, region)


def _spans(periods: Iterable[Period], outer: tuple[DaySpan, ...] = ()) -> tuple[DaySpan, ...]:
    """Return the days of the periods besides the outer ones, in order, so that equal days compare equal."""
    own = {(period.first, period.last) for period in periods}
    return tuple(sorted({*outer, *own})) if own else outer
