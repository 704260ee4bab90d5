"""What the sample of an experiment can show: needed, detectable, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ecsc.link import LinkedStrategy
from ecsc.link.metrics import PERCENT, currency_of, shipped_parts
from ecsc.messages import Phrase
from ecsc.model.goals import Metric
from ecsc.model.learning import Experiment
from ecsc.model.thresholds import threshold
from ecsc.quantity import EXACT, Amount, Count, Points, Rate
from ecsc.trials import Design, detectable, power_of, sample_per_arm

Way = Literal["up", "down"]
Question = Literal["sample_needed", "detectable", "power_reached"]

_MOST = Decimal(10**12)
"""Larger samples are a slip of the keyboard."""


class DesignView(Struct, frozen=True):
    """The size of a test. A figure that cannot be had is None, and `missing` says by name for want of what.

    `aim` is the share that `detect` makes of the baseline. `sample_needed` is how many must take part in each
    arm to see it; `detectable` the share nearest to the baseline that the declared sample sees, on the better
    side; `power_reached` how often the declared sample sees `aim`. Alpha is divided by `comparisons`.
    """

    direction: Way | None
    alpha: Rate
    power: Rate
    arms: int
    comparisons: int
    baseline: Rate | None = None
    aim: Rate | None = None
    sample: int | None = None
    sample_needed: int | None = None
    detectable: Rate | None = None
    power_reached: Rate | None = None
    missing: Mapping[Question, tuple[str, ...]] = {}

    @property
    def possible(self) -> bool:
        """Return whether baseline and aim, where they are known, are two shares that can occur."""
        known = [float(one.value) for one in (self.baseline, self.aim) if one is not None]
        return len(set(known)) == len(known) and all(0 < one < 1 for one in known)

    @property
    def sized(self) -> int | None:
        """Return how many each arm is to have: as declared, else as needed."""
        return self.sample or self.sample_needed


def judge_design(experiment: Experiment, linked: LinkedStrategy) -> DesignView:
    """Return what the experiment's sample can show; what rests on a metric that is no share stays open."""
    metric = linked.metrics.get(experiment.metric)
    direction = experiment.direction or (metric.direction if metric is not None else None)
    baseline = experiment.baseline if isinstance(experiment.baseline, Rate) else None
    aim = None if baseline is None else _aim(baseline, experiment.detect, direction)
    arms = max(2, len(experiment.variants) or len(experiment.result))
    made = DesignView(
        direction,
        _share(experiment.alpha, threshold(linked.strategy, "significance")),
        _share(experiment.power, threshold(linked.strategy, "experiment_power")),
        arms,
        arms - 1 if experiment.correction in ("bonferroni", "holm") else 1,
        baseline,
        aim,
        whole(experiment.sample_per_arm),
    )
    lacking = _no_share(metric, linked)
    return _open(made, lacking) if lacking else _sized(made, experiment)


def whole(count: Count | None) -> int | None:
    """Return a number of participants, rounded up; None for none, and for more than there can be."""
    if count is None or not 0 < count.value < _MOST:
        return None
    return int(count.value.to_integral_value(ROUND_CEILING))


def design_of(view: DesignView, experiment: Experiment) -> Design:
    """Return the design in the terms of the arithmetic."""
    alpha, power = float(view.alpha.value), float(view.power.value)
    return Design(alpha, power, experiment.sided, view.comparisons)


def _sized(view: DesignView, experiment: Experiment) -> DesignView:
    lacking = _lacking(view, experiment)
    questions: dict[Question, tuple[str, ...]] = {
        "sample_needed": ("baseline", "detect"),
        "detectable": ("baseline", "sample_per_arm"),
        "power_reached": ("baseline", "detect", "sample_per_arm"),
    }
    missing: dict[Question, tuple[str, ...]] = {}
    for question, fields in questions.items():
        found = tuple(lacking[field] for field in fields if field in lacking)
        if found:
            missing[question] = found
    view = replace(view, missing=missing)
    if not view.possible or view.baseline is None:
        return view
    design, base = design_of(view, experiment), float(view.baseline.value)
    if view.aim is not None:
        view = replace(view, sample_needed=sample_per_arm(base, float(view.aim.value), design))
    n = view.sample
    if n is not None:
        seen = detectable(base, n, design, view.direction or "up")
        view = replace(view, detectable=_rate(seen))
        if view.aim is not None:
            reached = power_of(base, float(view.aim.value), n, design)
            view = replace(view, power_reached=_rate(reached))
    return view


def _lacking(view: DesignView, experiment: Experiment) -> dict[str, str]:
    """Return what is not there by field, in words where something else is there."""
    found: dict[str, str] = {}
    if view.baseline is None:
        found["baseline"] = "baseline" if experiment.baseline is None else Phrase("baseline as a percentage")
    if not isinstance(experiment.detect, Rate | Points):
        found["detect"] = (
            "detect" if experiment.detect is None else Phrase("detect as a percentage or in points")
        )
    if view.sample is None:
        found["sample_per_arm"] = "sample_per_arm"
    return found


def _open(view: DesignView, lacking: tuple[str, ...]) -> DesignView:
    questions: tuple[Question, ...] = ("sample_needed", "detectable", "power_reached")
    return replace(view, baseline=None, aim=None, missing=dict.fromkeys(questions, lacking))


def _aim(baseline: Rate, change: Amount | None, direction: Way | None) -> Rate | None:
    """Return the share after the change. A percentage is relative; a size without a sign is for the better."""
    if not isinstance(change, Rate | Points):
        return None
    turned = direction == "down" and change.value > 0 and not getattr(change, "signed", False)
    step = -change.value if turned else change.value
    if isinstance(change, Rate):
        step = EXACT.multiply(baseline.value, step)
    return Rate(EXACT.add(baseline.value, step))


def _share(stated: Rate | None, default: Amount) -> Rate:
    """Return an error rate or power as stated when it can be one, else the default."""
    usable = (one for one in (stated, default) if isinstance(one, Rate) and 0 < float(one.value) < 1)
    return next(usable, Rate(Decimal("0.5")))


def _no_share(metric: Metric | None, linked: LinkedStrategy) -> tuple[str, ...]:
    """Return what would be needed because the metric is no share of those who take part, else nothing."""
    if metric is None:
        return ()
    currency, formula = (
        linked.strategy.header.currency,
        linked.formulas.get(("metrics", metric.id, "formula")),
    )
    parts = [linked.metrics[name] for name in _formula_names(metric) if name in linked.metrics]
    of_money = any(currency_of(part.unit, currency) for part in parts) or metric.standard == "roi"
    if metric.unit is None:
        other = formula is not None and formula.type.kind in ("money", "count", "duration", "compound")
    else:
        other = metric.unit not in PERCENT
    return (Phrase("the variance of {metric}", metric=metric.id),) if of_money or other else ()


def _formula_names(metric: Metric) -> tuple[str, ...]:
    if metric.formula is None:
        return shipped_parts(metric)
    from ecsc.expr import parse
    from ecsc.link.metric_parts import names_in

    node = parse(metric.formula)[0]
    return tuple(names_in(node)) if node is not None else ()


def _rate(value: float | None) -> Rate | None:
    return None if value is None else Rate(Decimal(repr(value)))
