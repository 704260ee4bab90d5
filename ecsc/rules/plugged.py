"""Rules that others wrote: their checks are run as ours are, and one that fails is told, never passed on (990)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import Any

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.diagnostics import Finding, Place, Rule, Severity
from ecsc.rules.rule import Check
from ecsc.rules.sound import sound

PLUGIN_FAILED = Rule(
    "ECS990",
    "plug-in-failed",
    Severity.ERROR,
    """A plug-in that `ecsc.toml` names can be loaded, and does its work.

What it would have found is not known, so nobody can say that the strategy is sound. The fault is the plug-in's: its
authors can mend it. Until then it can be taken out of `plugins`.
""",
)

RULES = (PLUGIN_FAILED,)

CODE = re.compile(r"(?!ECS)[A-Z]{2,12}[0-9]{3}")
"""The codes of rules of plug-ins: a prefix of their own and three digits."""

HINT = "tell the authors of {plugin}, or take it out of `plugins` until it is mended"
MOST_SAID = 200


class Plugged(Struct, frozen=True):
    """The checks of one plug-in, by its name."""

    name: str
    checks: tuple[Check, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules of the checks."""
        return tuple(check.rule for check in self.checks)


def failed(plugin: str, at: Place, message: str, **params: object) -> Finding:
    """Return the finding about a plug-in; `message` is a template over `plugin` and `params`."""
    return Finding(PLUGIN_FAILED, message, at, {"plugin": plugin, **params}, hint=HINT)


def reason_of(bug: BaseException) -> str:
    """Return what a failure says of itself in a line: its kind, and its first words."""
    try:
        said = " ".join(str(bug).split())[:MOST_SAID]
    except Exception:
        said = ""
    return f"{type(bug).__name__}: {said}" if said else type(bug).__name__


def read_checks(plugin: str, given: Any, taken: set[str]) -> tuple[Check, ...]:
    """Return the checks that a plug-in gives. Raises `TypeError` and `ValueError` for what are none.

    `taken` are the codes and names of rules that there are already; those of the plug-in are added.
    """
    checks = tuple(given)
    for check in checks:
        if not isinstance(check, Check):
            raise TypeError(f"{check!r} is no check")
        rule = check.rule
        if not CODE.fullmatch(rule.code):
            raise ValueError(f"{rule.code!r} is no code for a rule of {plugin}")
        if not {rule.code, rule.name}.isdisjoint(taken):
            raise ValueError(f"there is a rule {rule.code} {rule.name} already")
        taken |= {rule.code, rule.name}
    return checks


def run(plugins: Sequence[Plugged], assessed: Assessed, at: Place) -> Iterator[Finding]:
    """Yield what the checks of plug-ins find; of one that fails, that it failed, at `at`."""
    for plugin in plugins:
        for check in plugin.checks:
            try:
                with redirect_stdout(sys.stderr):  # what it prints would spoil a report
                    found = [sound(one, plugin.rules) for one in check(assessed)]
            except (Exception, SystemExit) as bug:
                told = {"rule": check.rule.code, "reason": reason_of(bug)}
                yield failed(
                    plugin.name, at, "the plug-in {plugin} failed in its rule {rule}: {reason}", **told
                )
            else:
                yield from found
