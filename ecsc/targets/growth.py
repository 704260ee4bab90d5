"""Growth: what a rate for each step makes over several of them, and the rate that a whole asks for.

Two readings of "20 % more": of a *sum* (sales of a year against the year before) and of a *level* (members
at the end against members at the start). A sum is compared with as many periods before as it has itself, and
those are taken to have been alike, each as large as the last one before the first step.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext

from ecsc.quantity import EXACT

_DIGITS = 30
_HALVINGS = 120


def growth_of_sum(step: Decimal, steps: int) -> Decimal:
    """Return by how much the sum of `steps` periods exceeds as many alike ones before: 15 % by 4 makes 43.6 %."""
    return EXACT.divide(sum((_power(step, n) for n in range(1, steps + 1)), Decimal(0)), Decimal(steps)) - 1


def growth_of_level(step: Decimal, steps: int) -> Decimal:
    """Return by how much a level is higher after `steps` steps: 15 % by 4 makes 74.9 %."""
    return _power(step, steps) - 1


def step_of_sum(growth: Decimal, steps: int) -> Decimal:
    """Return the step that makes a sum grow by `growth`: 20 % by 4 asks for 7.43 % each. `growth` is over -1."""
    return _solve(growth_of_sum, growth, steps)


def step_of_level(growth: Decimal, steps: int) -> Decimal:
    """Return the step that makes a level grow by `growth`. `growth` is over -1."""
    return _solve(growth_of_level, growth, steps)


def _power(step: Decimal, steps: int) -> Decimal:
    with localcontext() as context:
        context.prec = _DIGITS
        return (1 + step) ** steps


def _solve(made: Callable[[Decimal, int], Decimal], growth: Decimal, steps: int) -> Decimal:
    """Return the step for which `made` gives `growth`, by halving: it rises with the step."""
    low, high = Decimal(-1), max(growth, Decimal(0)) * steps + 1
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if made(middle, steps) < growth:
            low = middle
        else:
            high = middle
    return high
