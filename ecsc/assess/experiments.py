"""Each experiment worked out: what it can show, how long it takes, and what its result has shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.experiment_designs import DesignView, judge_design, whole
from ecsc.assess.experiment_results import ResultView, judge_result
from ecsc.assess.lengths import elapsed_minutes
from ecsc.link import LinkedStrategy
from ecsc.model.learning import Experiment
from ecsc.quantity import EXACT, Duration
from ecsc.trials import days_needed


class TimeView(Struct, frozen=True):
    """How long an experiment runs, in calendar days; None where `missing` fields leave it open.

    `for_sample` and `for_detect` are whole weeks until the declared sample is full, and the one that `detect`
    needs. `arrivals` is how many come to the smallest arm in the declared time.
    """

    days: Decimal | None = None
    for_sample: int | None = None
    for_detect: int | None = None
    arrivals: int | None = None
    missing: tuple[str, ...] = ()


class ExperimentView(Struct, frozen=True):
    """One experiment worked out."""

    id: str
    design: DesignView
    time: TimeView
    result: ResultView | None


def judge_experiments(linked: LinkedStrategy) -> Mapping[str, ExperimentView]:
    """Return every experiment of the strategy worked out, by id."""
    found = {}
    for one in linked.strategy.experiments.values():
        design, shares = judge_design(one, linked), shares_of(one)
        result = judge_result(one, design, shares, linked.strategy)
        found[one.id] = ExperimentView(one.id, design, _time(one, design, min(shares.values())), result)
    return found


def shares_of(experiment: Experiment) -> Mapping[str, Decimal]:
    """Return the share of participants of each variant: as stated when that makes sense, else even ones."""
    names = tuple(experiment.variants or experiment.result or ("a", "b"))
    stated = {name: experiment.split[name].value for name in names if name in experiment.split}
    if len(stated) == len(names) and sum(stated.values()) == 1 and min(stated.values()) > 0:
        return stated
    return dict.fromkeys(names, EXACT.divide(Decimal(1), Decimal(max(2, len(names)))))


def calendar_days(duration: Duration) -> Decimal:
    """Return a length in calendar days; working days and weeks are the calendar days they span on average."""
    if duration.kind == "working" and duration.unit == "d":
        return EXACT.multiply(duration.value, Decimal("1.4"))
    return EXACT.divide(Decimal(elapsed_minutes(duration)), Decimal(1440))


def _time(experiment: Experiment, design: DesignView, share: Decimal) -> TimeView:
    traffic = experiment.daily_visitors
    a_day = traffic.value if traffic is not None and whole(traffic) is not None else None
    days = calendar_days(experiment.duration) if experiment.duration is not None else None
    fields = {"sample_per_arm": design.sized, "daily_visitors": a_day}
    missing = tuple(name for name, value in fields.items() if value is None)

    def lasting(sample: int | None) -> int | None:
        return days_needed(sample, share, a_day) if sample is not None and a_day is not None else None

    arrivals = None
    if a_day is not None and days is not None:
        arrivals = int(EXACT.multiply(EXACT.multiply(share, a_day), days))
    return TimeView(days, lasting(design.sample), lasting(design.sample_needed), arrivals, missing)
