"""Drivers played many times: what a goal's metric comes to when its drivers are uncertain."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ecsc.expr.tree import Node
from ecsc.simulate.draws import Spread, Stream, triangular
from ecsc.simulate.histogram import Values
from ecsc.targets.drivers import Arithmetic, derive, derive_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def play_drivers(
    wanted: str,
    equations: Mapping[str, Node],
    known: Mapping[str, Decimal],
    spreads: Mapping[str, Spread],
    runs: int,
    seed: int,
    name: str,
) -> Values | None:
    """Return what the drivers make of the metric `wanted` in each run, in the unit of the metric.

    Of `known`, those with a spread vary, each from a stream of its own under `name`. None where no formula
    leads from the drivers to the metric, or where one divides by what is zero in some run.
    """
    import numpy as np

    rows: dict[str, Numbers] = {driver: np.array([float(value)]) for driver, value in known.items()}
    with np.errstate(all="ignore"):  # what is no number in the end is told
        for driver, spread in spreads.items():
            rows[driver] = triangular(spread, Stream(seed, "goals", name, driver).uniform(runs))
        derived = derive_in(_floats(), wanted, equations, rows)
    if derived is None:
        return None
    values = np.broadcast_to(derived.values[wanted], (runs,))
    return Values(values) if bool(np.isfinite(values).all()) else None


def swing(
    wanted: str, equations: Mapping[str, Node], likely: Mapping[str, Decimal], driver: str, value: Decimal
) -> Decimal | None:
    """Return what the metric comes to with one driver at `value` and all others likely; None if nothing."""
    derived = derive(wanted, equations, {**likely, driver: value})
    return None if derived is None else derived.values[wanted]


def _floats() -> Arithmetic[Numbers]:
    """Return the arithmetic of rows of floats: four operations that IEEE 754 rounds correctly."""
    import numpy as np

    signs = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
    return Arithmetic(lambda literal: np.array([float(literal)]), signs, operator.neg)
