"""How a plan stands, as every output for people says it at its head: its errors, and the day it is seen from."""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.diagnostics import Severity
from ecsc.messages import Words
from ecsc.plan.types import Plan


def notice(compiled: Compiled, w: Words) -> str:
    """Return the sentence that says a plan must not be signed off yet; empty for one without errors."""
    errors = error_count(compiled)
    if not errors:
        return ""
    return w.count(
        "This plan has {n} error and is not valid yet",
        "This plan has {n} errors and is not valid yet",
        errors,
    )


def error_count(compiled: Compiled) -> int:
    """Return the number of findings of severity error."""
    return sum(finding.level is Severity.ERROR for finding in compiled.findings)


def as_of(plan: Plan, w: Words) -> str:
    """Return the day that the plan takes for today, as a phrase; empty where it takes none."""
    day = plan.strategy.as_of
    return w("As of {day}", day=w.day(day)) if day else ""
