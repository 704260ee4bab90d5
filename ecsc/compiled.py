"""The compiled strategy: what every reader gets."""

from __future__ import annotations

from msgspec import Struct

from ecsc.diagnostics import Finding, Suppressed, Waived
from ecsc.plan.types import Plan


class Compiled(Struct, frozen=True):
    """A plan and everything that was found on the way to it, findings located and sorted.

    `waived` are the findings that somebody accepts for now, `suppressed` those that a comment or a baseline of findings
    sets aside; neither are among `findings`.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
