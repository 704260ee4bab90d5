"""The retail days of a strategy: those of its country, moved, left out and added to by its author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ecsc.catalogue.retail_days import USUAL, RetailEvent, retail_events, retail_id
from ecsc.model.header import Header
from ecsc.quantity import Period

OWN = "strategy"
"""The source of a window that the author wrote."""


class RetailSetting(Struct, frozen=True):
    """What an author wrote of one retail day: the key `written`, and the shipped event `known` it means."""

    written: str
    known: str | None
    value: tuple[Period, ...] | str


class RetailWindow(Struct, frozen=True):
    """One window of a retail day, both ends in. `event` is the shipped one, None for the author's own."""

    id: str
    first: dt.date
    last: dt.date
    core: dt.date
    source: str
    event: RetailEvent | None = None

    @property
    def provisional(self) -> bool:
        """Return whether nobody has announced this year's window, and the usual one stands here."""
        return self.source == USUAL


def retail_settings(header: Header) -> tuple[RetailSetting, ...]:
    """Return what the author says of retail days, in the order written."""
    written = header.calendar.retail_days
    return tuple(RetailSetting(name, retail_id(name), value) for name, value in written.items())


def retail_windows(
    header: Header, country: str | None, first: dt.date, last: dt.date
) -> tuple[RetailWindow, ...]:
    """Return the windows that touch the days from `first` to `last`, by their first day.

    Windows of the author's own stand in place of the shipped ones of the years they are for, which are those
    whose core day is nearest; in other years the event is as it was. An author's own event is as written.
    """
    settings = retail_settings(header)
    if country is None and not settings:
        return ()
    events = retail_events()
    shown = {name for name, event in events.items() if country in event.countries}
    own: dict[str, list[Period]] = {}
    for setting in settings:
        name = setting.known or setting.written
        if setting.value == "none":
            shown.discard(name)
        elif setting.value == "known":
            shown.update({name} & events.keys())
        elif not isinstance(setting.value, str):
            own.setdefault(name, []).extend(setting.value)
    found: list[RetailWindow] = []
    for name in {**dict.fromkeys(own), **dict.fromkeys(events)}:
        if name in own or name in shown:
            found.extend(_windows(name, events.get(name), own.get(name, ()), (first, last), name in shown))
    inside = {(one.first, one.last, one.id): one for one in found if one.first <= last and first <= one.last}
    return tuple(inside[key] for key in sorted(inside))


def _windows(
    name: str, event: RetailEvent | None, own: Sequence[Period], days: tuple[dt.date, dt.date], shown: bool
) -> Iterator[RetailWindow]:
    moved: set[dt.date] = set()
    for period in own:
        core = _nearest(event, period) if event is not None else None
        if core is not None:
            moved.add(core)
        yield RetailWindow(name, period.first, period.last, core or period.first, OWN, event)
    if event is None or not shown:
        return
    for year in range(days[0].year - 1, days[1].year + 2):
        core, window = event.core_day(year), event.window(year)
        if core is not None and window is not None and core not in moved:
            yield RetailWindow(name, window[0], window[1], core, window[2], event)


def _nearest(event: RetailEvent, period: Period) -> dt.date | None:
    """Return the core day that a window is for: inside it, else the nearest one."""
    years = range(period.first.year - 1, period.last.year + 2)
    cores = [core for year in years if (core := event.core_day(year)) is not None]
    away = [max((period.first - core).days, (core - period.last).days, 0) for core in cores]
    return cores[away.index(min(away))] if cores else None
