"""Golden days: State Council notices for China, statutes elsewhere."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from ecsc.quantity import parse_workweek
from ecsc.schedule import UnknownCountryError, build_calendar, country_holidays


def days(month: int, first: int, last: int, year: int = 2026) -> list[dt.date]:
    return [dt.date(year, month, day) for day in range(first, last + 1)]


def test_china_2026_as_the_state_council_announced_it() -> None:
    china = country_holidays("CN", [2026])
    announced = [
        *days(1, 1, 3),
        *days(2, 15, 23),
        *days(4, 4, 6),
        *days(5, 1, 5),
        *days(6, 19, 21),
        *days(9, 25, 27),
        *days(10, 1, 7),
    ]
    assert sorted(china.off) == announced
    worked = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]
    assert china.workdays == {dt.date(2026, month, day) for month, day in worked}
    assert china.provisional_years == frozenset()
    assert china.off[dt.date(2026, 2, 17)] == "Chinese New Year (Spring Festival)"


def test_china_2025_and_2024() -> None:
    china = country_holidays("CN", [2024, 2025])
    worked_2025 = [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)]
    worked_2024 = [(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)]
    assert china.workdays == {dt.date(2025, m, d) for m, d in worked_2025} | {
        dt.date(2024, m, d) for m, d in worked_2024
    }
    spring_2025 = [*days(1, 28, 31, 2025), *days(2, 1, 4, 2025)]
    assert [day for day in china.off if dt.date(2025, 1, 20) < day < dt.date(2025, 3, 1)] == spring_2025


def test_the_working_saturday_is_worked_and_the_break_is_not() -> None:
    china = country_holidays("CN", [2026])
    first, last = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    calendar = build_calendar(first, last, parse_workweek("mon-fri"), country=china)
    assert calendar.working_days(dt.date(2026, 2, 9), dt.date(2026, 3, 1)) == (
        *days(2, 9, 14),
        *days(2, 24, 28),
    )
    six_days = build_calendar(first, last, parse_workweek("mon-sat"), country=china)
    assert not six_days.is_working(dt.date(2026, 2, 21))
    assert six_days.is_working(dt.date(2026, 3, 7))


def test_years_nobody_has_announced_are_provisional() -> None:
    china = country_holidays("CN", [2026, 2040, 2200])
    assert {2040, 2200} == china.provisional_years
    germany = country_holidays("DE", [2026, 2040])
    assert germany.provisional_years == frozenset()
    moon = country_holidays("MY", [2026, 2045])
    assert 2045 in moon.provisional_years


def test_regions_and_spellings_of_a_country() -> None:
    saxony = country_holidays("de-sn", [2026])
    assert dt.date(2026, 11, 18) in saxony.off
    assert dt.date(2026, 11, 18) not in country_holidays("DEU", [2026]).off
    assert (saxony.country, saxony.subdivision) == ("DE", "SN")
    assert country_holidays("UK", [2026]).country == "GB"


def test_names_speak_the_language_asked_for_and_never_the_machines() -> None:
    day = dt.date(2026, 2, 17)
    assert country_holidays("CN", [2026], "zh-CN").off[day] == "春节"
    assert country_holidays("CN", [2026], "xx").off[day] == "Chinese New Year (Spring Festival)"
    code = (
        "import datetime as d; from ecsc.schedule import country_holidays as c;"
        "print(c('CN', [2026]).off[d.date(2026, 2, 17)], c('DE', [2026]).off[d.date(2026, 1, 1)])"
    )
    for locale in ("zh_CN.UTF-8", "de_DE.UTF-8", "C"):
        environment = {"LANGUAGE": locale, "LANG": locale, "LC_ALL": locale, "PYTHONPATH": ":".join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True
        )
        assert run.stdout.strip() == "Chinese New Year (Spring Festival) New Year's Day"


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("中国", "CN"), ("China", "CN"), ("Germny", "DE"), ("united states", "US"), ("德国", "DE")],
)
def test_an_unknown_country_gets_a_suggestion(written: str, suggestion: str) -> None:
    with pytest.raises(UnknownCountryError) as error:
        country_holidays(written, [2026])
    assert suggestion in error.value.suggestions
    assert error.value.reason.format(**error.value.params) == str(error.value)


@pytest.mark.parametrize("written", ["", " ", "-", "XX", "{0}", "🇨🇳", "CN-11", "DE-XX", "US-ZZ", "../china"])
def test_what_is_no_country_is_refused(written: str) -> None:
    with pytest.raises(UnknownCountryError):
        country_holidays(written, [2026])


@pytest.mark.parametrize("year", [0, 1, 1900, 1949, 2200, 9999, 10_000])
def test_distant_years_are_no_accident(year: int) -> None:
    holidays = country_holidays("CN", [year])
    assert not holidays.workdays
    assert holidays.provisional_years == ({year} if 1 <= year <= 9999 else frozenset())


def test_the_package_is_imported_for_a_named_country_only() -> None:
    code = "import sys, ecsc.schedule; assert 'holidays' not in sys.modules"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    code = (
        "import sys; from ecsc.schedule import country_holidays as c; c('CN', [2026]);"
        "assert 'holidays.countries' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
