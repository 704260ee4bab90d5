"""How a rule is declared: a generator of findings with its code, name and severity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model import Strategy

Search: TypeAlias = Callable[[Assessed, Rule], Iterator[Finding]]


class Check(Struct, frozen=True):
    """A rule and the search that finds where it is broken; `thresholds` are the names of the numbers it uses."""

    rule: Rule
    search: Search
    needs: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()

    def __call__(self, assessed: Assessed) -> Iterator[Finding]:
        """Yield every finding of the rule, without those that only follow from what could not be read."""
        strategy = assessed.linked.strategy
        if strategy.intact:
            return self.search(assessed, self.rule)
        # The section is what stands before the last dot: `security.controls.kind` is of `security.controls`.
        elsewhere = [need.rpartition(".") for need in self.needs if "." in need]
        if any(strategy.unread(section, *field.split("|")) for section, _, field in elsewhere):
            return iter(())
        return (one for one in self.search(assessed, self.rule) if not self._follows(one, strategy))

    def _follows(self, finding: Finding, strategy: Strategy) -> bool:
        """Return whether a finding only repeats what a lower stage has said about a field it could not read.

        A goal whose target was refused has no target: SMART must not say so a second time.
        """
        at = finding.at
        if not isinstance(at, At):
            return False
        fields = strategy.damaged.get((at.section, at.id))
        if fields is None:
            return False
        if (
            not at.id
        ):  # a section that is one object: much is said of it as a whole that no field of it decides
            return bool(at.path and str(at.path[0]) in fields) or not fields.isdisjoint(self.needs)
        return not at.path or str(at.path[0]) in fields or not fields.isdisjoint(self.needs)


def rule(
    code: str, name: str, severity: Severity, *needs: str, thresholds: tuple[str, ...] = ()
) -> Callable[[Search], Check]:
    """Return a decorator that makes a search a rule; the docstring is the manual.

    `needs` are fields without which nothing can be said: of the entity itself (`due`), or of any entity of a
    section (`tasks.serves|after`). Where one of them could not be read, the rule says nothing.
    `thresholds` are shown with their values and sources in the manual.
    The docstring's indentation is taken away only when somebody reads it: by `catalogue`.
    """

    def declare(search: Search) -> Check:
        return Check(Rule(code, name, severity, search.__doc__ or ""), search, needs, thresholds)

    return declare
