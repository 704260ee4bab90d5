"""The public holidays of a country or one of its regions, with the working weekends some governments order.

The dates come from the `holidays` package, which is imported when a country is named and not before.
"""

from __future__ import annotations

import datetime as dt
import importlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from msgspec import Struct

YEARLY_ARRANGEMENTS = frozenset({"AZ", "BY", "CN", "HU", "LV", "MM", "RU", "UZ", "VN"})
"""Countries whose government moves working days to weekends by an order of its own for each year."""

_LOCAL_NAMES = {
    "中国": "CN", "中國": "CN", "香港": "HK", "澳门": "MO", "台湾": "TW", "臺灣": "TW",
    "美国": "US", "英国": "GB", "德国": "DE", "法国": "FR", "西班牙": "ES", "意大利": "IT",
    "日本": "JP", "韩国": "KR", "新加坡": "SG", "马来西亚": "MY", "泰国": "TH", "越南": "VN",
    "印度": "IN", "印度尼西亚": "ID", "澳大利亚": "AU", "加拿大": "CA",
}  # fmt: skip


class Holidays(Struct, frozen=True):
    """What a country orders for `years`: days off with their names, and weekend days that are worked.

    `provisional_years` are those whose official arrangement is not known for certain: not yet published, or
    depending on a moon still to be sighted. In China a festival's days off include its weekend, as the
    State Council's notices count them.
    """

    country: str
    subdivision: str
    years: frozenset[int]
    off: dict[dt.date, str]
    workdays: frozenset[dt.date]
    provisional_years: frozenset[int]
    language: str = "en"

    def for_years(self, years: Iterable[int]) -> Holidays:
        """Return the same country's holidays for other years."""
        code = f"{self.country}-{self.subdivision}" if self.subdivision else self.country
        return country_holidays(code, years, self.language)


class UnknownCountryError(ValueError):
    """No such country or region. `reason` is a message template, `params` its values, `suggestions` codes."""

    def __init__(self, reason: str, suggestions: tuple[str, ...], **params: object) -> None:
        super().__init__(reason.format(**params))
        self.reason = reason
        self.suggestions = suggestions
        self.params = params


def country_holidays(country: str, years: Iterable[int], language: str = "en") -> Holidays:
    """Return the holidays of `country` in `years`, names in `language` where the package speaks it.

    `country` is an ISO 3166 code of two or three letters, with a region after a dash where wanted (`DE-SN`).
    Raises `UnknownCountryError` with the nearest codes.
    """
    return _country_holidays(country, frozenset(years), language)


@lru_cache(maxsize=128)
def _country_holidays(country: str, years: frozenset[int], language: str) -> Holidays:
    """Return the holidays, made once: the calendars of all people ask for the same years as they grow."""
    folded = unicodedata.normalize("NFKC", country)  # `ＣＮ`, as a Chinese keyboard writes it
    code, _, region = folded.strip().upper().replace("_", "-").partition("-")
    module, class_name, code = _entry(code, country)
    kind = _entity(module, class_name)
    subdivision = _subdivision(kind, region, code) if region else None
    wanted = frozenset(year for year in years if dt.MINYEAR <= year <= dt.MAXYEAR)
    # A break over New Year is ordered with the year after it: 31 December 2022 is known from 2023 alone.
    asked = {near for year in wanted for near in (year - 1, year, year + 1) if 1 <= near <= dt.MAXYEAR}
    table = kind(years=sorted(asked), subdiv=subdivision, language=_spoken(kind, language))
    workdays = frozenset(table.weekend_workdays)
    off = {day: table[day] for day in sorted(table) if day not in workdays}
    if code == "CN":
        off = _with_weekends(off, workdays, frozenset(table.weekend))
    off = {day: name for day, name in off.items() if day.year in wanted}
    workdays = frozenset(day for day in workdays if day.year in wanted)
    provisional = frozenset(year for year in wanted if _is_provisional(table, code, year))
    return Holidays(code, subdivision or "", wanted, off, workdays, provisional, language)


def _entry(code: str, written: str) -> tuple[str, str, str]:
    from holidays.registry import COUNTRIES

    for module, (class_name, *codes) in COUNTRIES.items():
        if code in codes[:2] or (code in codes and len(code) <= 3):
            return module, class_name, codes[0]
    raise UnknownCountryError(
        "no holidays are known for the country “{country}”", _nearest_countries(written), country=written
    )


def _nearest_countries(written: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    from holidays.registry import COUNTRIES

    text = written.strip()
    if text in _LOCAL_NAMES:
        return (_LOCAL_NAMES[text],)
    names = {module.replace("_", " "): codes[1] for module, codes in COUNTRIES.items()}
    near = get_close_matches(text.lower().replace("_", " "), names, n=3, cutoff=0.75)
    if near:
        return tuple(names[name] for name in near)
    codes = sorted(entry[1] for entry in COUNTRIES.values())
    return tuple(get_close_matches(text.upper(), codes, n=3, cutoff=0.5))


@lru_cache(maxsize=64)
def _entity(module: str, class_name: str) -> Any:
    """Return the class of a country, read from its own file.

    Importing it by name would first import all 250 countries, which takes twice as long as all the rest.
    """
    from importlib.util import module_from_spec, spec_from_file_location
    from pathlib import Path

    import holidays

    file = Path(holidays.__file__).parent / "countries" / f"{module}.py"
    spec = spec_from_file_location(f"ecsc_holidays_of_{module}", file) if file.is_file() else None
    if spec is None or spec.loader is None:
        return getattr(importlib.import_module(f"holidays.countries.{module}"), class_name)
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return getattr(loaded, class_name)


def _subdivision(kind: Any, region: str, code: str) -> str:
    known: dict[str, str] = {name.upper(): name for name in kind.subdivisions}
    known |= {alias.upper(): alias for alias in kind.subdivisions_aliases}
    if region in known:
        return known[region]
    from difflib import get_close_matches

    near = get_close_matches(region, sorted(known), n=3, cutoff=0.5) or sorted(kind.subdivisions)[:5]
    suggestions = tuple(f"{code}-{known.get(name, name)}" for name in near)
    reason = "{country} has no region “{region}”" if known else "{country} has no regions of its own"
    raise UnknownCountryError(reason, suggestions or (code,), country=code, region=region)


def _spoken(kind: Any, language: str) -> str | None:
    """Return the package's language tag nearest to `language`; never none where it has a choice.

    Without one it would ask the machine's locale.
    """
    tag = language.replace("-", "_")
    spoken: tuple[str, ...] = kind.supported_languages
    own: str | None = kind.default_language
    for wish in (tag, tag.partition("_")[0], "en"):
        for known in spoken:
            if known == wish or known.partition("_")[0] == wish:
                return known
    return own or (spoken[0] if spoken else "en_US")


def _with_weekends(
    off: dict[dt.date, str], workdays: frozenset[dt.date], weekend: frozenset[int]
) -> dict[dt.date, str]:
    """Add the weekend days that touch a holiday: they belong to the announced break.

    It matters to who works on Saturdays: 21 February 2026 lies within the Spring Festival.
    """
    whole = dict(off)
    for step in (dt.timedelta(days=1), dt.timedelta(days=-1)):
        for day, name in off.items():
            beside = day + step
            while beside not in whole and beside.weekday() in weekend and beside not in workdays:
                whole[beside] = name
                beside += step
    return dict(sorted(whole.items()))


def _is_provisional(table: Any, code: str, year: int) -> bool:
    if not table.start_year <= year <= table.end_year:
        return True
    if code in YEARLY_ARRANGEMENTS and year > _last_arrangement(table):
        return True
    label: str = table.tr(table.estimated_label) if hasattr(table, "estimated_label") else ""
    mark = label.replace("%s", "").strip()
    return bool(mark) and any(mark in name for day, name in table.items() if day.year == year)


def _last_arrangement(table: Any) -> int:
    """Return the last year for which the package records moved working days, 0 for none."""
    last = 0
    for year, entries in (getattr(table, "special_public_holidays", None) or {}).items():
        rows = entries if isinstance(entries[0], tuple) else (entries,)
        # A moved day reads (month, day, from month, from day); an extra holiday ends in a name.
        if any(isinstance(row[2], int) for row in rows):
            last = max(last, year)
    return last
