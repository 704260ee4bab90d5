"""Working calendars and the critical path method.

In: activities in working minutes with links, pins and deadlines (`Network`), calendars, a country's holidays.
Out: a `Schedule` of exact instants, floats and driving chains, and what is wrong as data (`Problem`, `Cycle`)
for rules to name; and the dates on which recurring work comes round. Knows no YAML and makes no findings; of
ecsc it may import `quantity` alone.
"""

from ecsc.schedule.axis import MINUTES_PER_DAY, day_of, end_of_day, first_day, instant_of, last_day, moment
from ecsc.schedule.calendars import HORIZON_YEARS, OFFICE_HOURS, Calendar, build_calendar
from ecsc.schedule.critical_path import compute
from ecsc.schedule.day_rules import DayRules, DaySpan, days_within
from ecsc.schedule.holidays_by_country import Holidays, UnknownCountryError, country_holidays
from ecsc.schedule.joining import Join, joins, members
from ecsc.schedule.network import Activity, Boundary, Link, LinkKind, Network
from ecsc.schedule.problems import Cycle, Problem, ProblemKind
from ecsc.schedule.recurrence import MOST_DATES, Entries, Entry, Recurring, months_later, occurrences
from ecsc.schedule.schedule import Driver, DriverKind, Placed, Schedule, Step

__all__ = [
    "HORIZON_YEARS",
    "MINUTES_PER_DAY",
    "MOST_DATES",
    "OFFICE_HOURS",
    "Activity",
    "Boundary",
    "Calendar",
    "Cycle",
    "DayRules",
    "DaySpan",
    "Driver",
    "DriverKind",
    "Entries",
    "Entry",
    "Holidays",
    "Join",
    "Link",
    "LinkKind",
    "Network",
    "Placed",
    "Problem",
    "ProblemKind",
    "Recurring",
    "Schedule",
    "Step",
    "UnknownCountryError",
    "build_calendar",
    "compute",
    "country_holidays",
    "day_of",
    "days_within",
    "end_of_day",
    "first_day",
    "instant_of",
    "joins",
    "last_day",
    "members",
    "moment",
    "months_later",
    "occurrences",
]
