"""How a rule is declared: a generator of findings with its code, name and severity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.diagnostics import Finding, Rule, Severity

Search: TypeAlias = Callable[[Assessed, Rule], Iterator[Finding]]


class Check(Struct, frozen=True):
    """A rule and the search that finds where it is broken."""

    rule: Rule
    search: Search

    def __call__(self, assessed: Assessed) -> Iterator[Finding]:
        """Yield every finding of the rule."""
        return self.search(assessed, self.rule)


def rule(code: str, name: str, severity: Severity) -> Callable[[Search], Check]:
    """Return a decorator that makes a search a rule; the docstring is the manual.

    Its indentation is taken away only when somebody reads it: by `catalogue`.
    """

    def declare(search: Search) -> Check:
        return Check(Rule(code, name, severity, search.__doc__ or ""), search)

    return declare
