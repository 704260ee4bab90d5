"""Which factor makes how much of a change: one factor after another put at its new value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, DecimalException
from itertools import pairwise

from msgspec import Struct

from ecsc.expr.tree import Node
from ecsc.quantity import EXACT
from ecsc.targets.drivers import derive

_FINEST = Decimal("1e-12")


class Substitution(Struct, frozen=True):
    """What the formulas make of the values before, `start`, and what each factor adds to it, in their order.

    `start` and all of `effects` sum exactly to what they make of the values after, rounded to a trillionth.
    """

    start: Decimal
    effects: Mapping[str, Decimal]


def substitute(
    wanted: str, equations: Mapping[str, Node], before: Mapping[str, Decimal], after: Mapping[str, Decimal]
) -> Substitution | None:
    """Return what each factor of `after` adds to the `wanted` metric; None where a step cannot be computed.

    Chain substitution (连环替代法): the factors are put at their new values one by one in the order of `after`,
    each with those before it new and those behind it old, so the effects leave no rest. Another order shares the
    effects of two factors together differently; the sum is the same. `before` has a value for each factor.
    """
    levels = []
    values = {name: before[name] for name in after}
    for name in (None, *after):
        if name is not None:
            values[name] = after[name]
        derived = derive(wanted, equations, values)
        if derived is None:
            return None
        try:
            # All levels on one grid: so their differences are exact and sum to the whole.
            levels.append(derived.values[wanted].quantize(_FINEST, ROUND_HALF_EVEN, context=EXACT))
        except DecimalException:  # from 10 ** 22 on there is no room for the grid
            return None
    effects = (EXACT.subtract(new, old) for old, new in pairwise(levels))
    return Substitution(levels[0], dict(zip(after, effects, strict=True)))
