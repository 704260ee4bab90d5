"""Funnels step by step: how many are lost on the way, and how many arrive."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.model.reach import Funnel
from ecsc.quantity import EXACT, Rate


class StepView(Struct, frozen=True):
    """One step: how many, and the share of them that goes no further; None at the last, or where nobody is."""

    step: str
    users: Decimal
    drop_off: Rate | None


class FunnelView(Struct, frozen=True):
    """A funnel worked out; `conversion` is the share of the first step that reaches the last."""

    id: str
    steps: tuple[StepView, ...]
    conversion: Rate | None


def judge_funnel(funnel: Funnel) -> FunnelView:
    """Return a funnel worked out from its counts."""
    users = [one.users.value for one in funnel.steps]
    after = [*users[1:], None][: len(users)]
    return FunnelView(
        funnel.id,
        tuple(
            StepView(one.step, one.users.value, _lost(one.users.value, following))
            for one, following in zip(funnel.steps, after, strict=True)
        ),
        Rate(EXACT.divide(users[-1], users[0])) if len(users) > 1 and users[0] > 0 else None,
    )


def agrees(stated: Rate, found: Rate) -> bool:
    """Return whether a stated share is the found one within half of its last written digit."""
    exponent = stated.value.as_tuple().exponent
    half = Decimal(5).scaleb(min(int(exponent), -2) - 1)
    return abs(stated.value - found.value) <= half


def _lost(here: Decimal, following: Decimal | None) -> Rate | None:
    if following is None or here <= 0:
        return None
    return Rate(EXACT.subtract(Decimal(1), EXACT.divide(following, here)))
