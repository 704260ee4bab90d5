"""Whether anything can be sold at a loss, and which price is worse than which."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ecsc.assess.offers.types import of_any_order
from ecsc.plan.offer_types import Loss, LossAnswer, LossVerdict, PriceCase, PriceWay

_LAST = (1, Decimal(0))


def loss_of(
    left: Decimal | None, bound_left: Decimal | None, way: PriceWay, *, counted: bool = True
) -> Loss | None:
    """Return whether a piece can be sold at a loss; None where it cannot be told what is left.

    Nor can it be told that none can be, where not all offers are `counted`.
    """
    if left is None:
        return None
    if left < 0 and way.lowest is not None:
        return "alone"
    if left < 0 or (bound_left is not None and bound_left < 0):
        return "unproven" if way.bound.fillers is None else "with_others"
    return "no" if counted else None


def badness(case: PriceCase) -> tuple[int, tuple[int, Decimal]]:
    """Return what prices are sorted by: losses, floors, losses with other goods, the unknown, the thin, the rest."""
    if case.loss == "alone":
        rank = 0 if not case.meant else 1 if case.verdict == "below_floor" else 2
    elif case.verdict == "below_floor":
        rank = 1
    elif case.loss in ("with_others", "unproven"):
        rank = 3
    elif case.loss is None:
        rank = 5
    else:
        rank = 4 if case.bound_verdict == "below_floor" else 6 if case.verdict == "thin" else 7
    return rank, (0, case.left) if case.left is not None else _LAST


def answered(cases: Sequence[PriceCase]) -> LossAnswer:
    """Return the answer over the cases of all rows."""
    told = [of_any_order(case.verdict, case.bound_verdict) for case in cases]
    own = [case for case in cases if not case.meant]
    known = [
        min(case.left, case.bound_left)
        for case in own
        if case.loss is not None and case.left is not None and case.bound_left is not None
    ]
    found: dict[LossVerdict, int] = {
        "yes": sum(case.loss == "alone" for case in own),
        "with_others": sum(case.loss == "with_others" for case in own),
        "unproven": sum(case.loss == "unproven" for case in own),
        "below_floor": told.count("below_floor"),
        "not_decidable": sum(case.loss is None for case in cases),
        "meant": sum(case.loss not in ("no", None) for case in cases if case.meant),
    }
    return LossAnswer(
        verdict=next((verdict for verdict, count in found.items() if count), "no"),
        prices=len(cases),
        losing=found["yes"],
        with_others=found["with_others"],
        unproven=found["unproven"],
        below_floor=found["below_floor"],
        meant=found["meant"],
        not_decidable=found["not_decidable"],
        thin=told.count("thin"),
        least_left=min(known, default=None),
    )
