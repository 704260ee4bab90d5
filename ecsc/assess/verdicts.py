"""Verdicts as data: what rules turn into findings and pages show."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.diagnostics import PathStep
from ecsc.quantity import Count, Duration, Money, Points, Rate

Value: TypeAlias = Count | Money | Rate | Points | Duration
Verdict: TypeAlias = Literal["pass", "warn", "fail", "undecidable"]
Letter: TypeAlias = Literal["S", "M", "A", "R", "T"]


def number(value: Value) -> Decimal:
    """Return the bare number of a value: an amount of money, a rate as a fraction."""
    return value.amount if isinstance(value, Money) else value.value


class Remark(Struct, frozen=True):
    """One sentence for people: a message template and its parameters; outputs print it in their language."""

    text: str
    params: Mapping[str, object] = {}


class Reason(Struct, frozen=True):
    """Why a verdict is not a plain pass: the sentence, the remedy, and the field it is about.

    `path` leads to the field inside the entity; empty when something is missing altogether. `missing`
    names what would be needed to decide. `about` is the (section, id) to blame when it is not the goal itself.
    """

    verdict: Verdict
    remark: Remark
    hint: str = ""
    path: tuple[PathStep, ...] = ()
    missing: str = ""
    about: tuple[str, str] | None = None


class SmartLetter(Struct, frozen=True):
    """The verdict on one SMART letter of a goal: the worst of its reasons, pass without any."""

    letter: Letter
    reasons: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the worst verdict among the reasons: fail, then undecidable, then warn."""
        found = {reason.verdict for reason in self.reasons}
        order: tuple[Verdict, ...] = ("fail", "undecidable", "warn")
        return next((verdict for verdict in order if verdict in found), "pass")
