"""What is wrong with a formula, placed by code-point offsets into its text."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ecsc.diagnostics import Rule, Severity
from ecsc.diagnostics.finding import Meant


class Problem(Struct, frozen=True):
    """One mistake in the half-open code-point range `start..end` of a formula's text.

    `message` and `hint` are templates over `params`; whoever knows where the text stands in the
    strategy makes it a finding there. `meant` is what that range should say, where that can be told.
    """

    rule: Rule
    message: str
    start: int
    end: int
    params: Mapping[str, object] = {}
    hint: str = ""
    meant: Meant | None = None

    @property
    def fatal(self) -> bool:
        """Return whether the formula must not be evaluated: the rule is an error by default."""
        return self.rule.severity is Severity.ERROR


def shown(text: str) -> str:
    """Return `text` short enough for a message."""
    return text if len(text) <= 60 else f"{text[:57]}…"
