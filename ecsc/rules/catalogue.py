"""All rules there are, and the search that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from ecsc.assess import Assessed
from ecsc.diagnostics import Finding, Rule
from ecsc.rules.rule import Check

FAMILIES: tuple[str, ...] = (
    "ecsc.rules.smart",
    "ecsc.rules.breakdown",
    "ecsc.rules.drivers",
    "ecsc.rules.targets",
    "ecsc.rules.units",
    "ecsc.rules.money",
    "ecsc.rules.network",
    "ecsc.rules.deadlines",
    "ecsc.rules.work",
    "ecsc.rules.policies",
)
"""The families of checks, in the order their findings are made."""

LOWER_FLOORS: tuple[str, ...] = (
    "ecsc.source.rules",
    "ecsc.source.shape_rules",
    "ecsc.model.findings",
    "ecsc.link.findings",
    "ecsc.expr.rules",
)
"""Modules whose `RULES` belong to stages that make their findings themselves."""


def checks() -> Iterator[Check]:
    """Yield every check, family by family."""
    for family in FAMILIES:
        found: Iterable[Check] = import_module(family).RULES
        yield from found


def check_all(assessed: Assessed) -> Iterator[Finding]:
    """Yield every finding about an assessed strategy."""
    for check in checks():
        yield from check(assessed)


def catalogue() -> tuple[Rule, ...]:
    """Return every rule of ecsc by code, those of reading, shape, references and formulas included."""
    found: list[Rule] = [check.rule for check in checks()]
    for module in LOWER_FLOORS:
        found.extend(import_module(module).RULES)
    return tuple(sorted(found, key=lambda rule: rule.code))
