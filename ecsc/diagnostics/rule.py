"""Rules: the identity and the manual of one kind of finding."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters, most serious first in `Severity` order."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for error, 1 for warning, 2 for info: lower is more serious."""
        return ("error", "warning", "info").index(self.value)


class Rule(Struct, frozen=True):
    """One kind of finding: `code` (`ECS` and three digits, never reused), a kebab `name`, and its manual.

    The manual is Markdown: a first line that says what the rule holds to, then why it matters, a
    failing and a passing strategy in YAML blocks headed `Fails:` and `Passes:`, and the options.
    """

    code: str
    name: str
    severity: Severity
    manual: str

    @property
    def summary(self) -> str:
        """Return the first line of the manual, without its full stop."""
        return self.manual.strip().split("\n", 1)[0].rstrip(".")
