"""What the result of an experiment has shown: every variant against the first, and how they were shared out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.experiment_designs import DesignView
from ecsc.model.learning import Arm, Experiment
from ecsc.model.strategy import Strategy
from ecsc.model.thresholds import threshold
from ecsc.quantity import Count, Points, Rate
from ecsc.trials import SMALLEST_CELL, adjusted, compare, split_test

_MOST = 10**12


class VariantView(Struct, frozen=True):
    """One variant against another: `difference` is its share less the other's, from `low` to `high`.

    `p` allows for the number of comparisons where a correction is declared. `better` is None without a
    direction of the metric; `significant` tells that `p` is under alpha.
    """

    variant: str
    against: str
    share: Rate
    against_share: Rate
    difference: Points
    low: Points
    high: Points
    z: Decimal
    p: Decimal
    significant: bool
    better: bool | None


class ResultView(Struct, frozen=True):
    """The result by comparison, and how well the arms fit their planned shares.

    `undecided` are the variants with too few of either kind, or none at all, to be compared.
    """

    comparisons: tuple[VariantView, ...] = ()
    undecided: tuple[str, ...] = ()
    chi_square: Decimal | None = None
    split_p: Decimal | None = None

    @property
    def shown(self) -> bool:
        """Return whether any difference is significant."""
        return any(one.significant for one in self.comparisons)


def judge_result(
    experiment: Experiment, view: DesignView, shares: Mapping[str, Decimal], strategy: Strategy
) -> ResultView | None:
    """Return what the result has shown, None without one. Arms with impossible counts are left out."""
    arms = {name: arm for name in shares if (arm := experiment.result.get(name)) is not None and _real(arm)}
    if len(arms) < 2:
        return None
    first, *others = arms
    smallest = threshold(strategy, "smallest_cell")
    cell = int(smallest.value) if isinstance(smallest, Count) else SMALLEST_CELL
    sides = view.direction if experiment.sided == "one" and view.direction else "two"
    made = {
        name: compare(
            _pair(arms[first]),
            _pair(arms[name]),
            alpha=float(view.alpha.value),
            sides=sides,
            smallest_cell=cell,
        )
        for name in others
    }
    known = {name: one for name, one in made.items() if one is not None}
    values = adjusted([one.p for one in known.values()], experiment.correction or "none")
    split = None
    if len(arms) == len(shares):
        split = split_test([arm.n for arm in arms.values()], [float(share) for share in shares.values()])
    return ResultView(
        tuple(
            VariantView(
                name,
                first,
                Rate(_exact(one.second)),
                Rate(_exact(one.first)),
                Points(_exact(one.difference)),
                Points(_exact(one.low)),
                Points(_exact(one.high)),
                _exact(one.z),
                _exact(p),
                significant=_exact(p) < view.alpha.value,
                better=None if view.direction is None else (one.difference > 0) == (view.direction == "up"),
            )
            for (name, one), p in zip(known.items(), values, strict=True)
        ),
        tuple(name for name, one in made.items() if one is None),
        None if split is None else _exact(split.chi_square),
        None if split is None else _exact(split.p),
    )


def _real(arm: Arm) -> bool:
    return 0 <= arm.conversions <= arm.n and 0 < arm.n < _MOST


def _pair(arm: Arm) -> tuple[int, int]:
    return arm.conversions, arm.n


def _exact(value: float) -> Decimal:
    return Decimal(format(value, ".6f"))
