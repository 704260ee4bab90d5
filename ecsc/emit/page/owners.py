"""Who answers for an entry of the strategy, and so can supply what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ecsc.diagnostics import At, Finding
from ecsc.plan.types import Plan


class _Owned(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def owner(self) -> str | None: ...


class Owners:
    """Owners by section and id: the entry's own, else whoever owns that id, else the strategy's."""

    def __init__(self, plan: Plan) -> None:
        work = plan.work
        sections: dict[str, Iterable[_Owned]] = {
            "objectives": plan.objectives, "goals": plan.goals, "metrics": plan.metrics,
            "data_sources": plan.sources, "tasks": work.tasks, "milestones": work.milestones,
            "tactics": plan.tactics, "risks": plan.risks,
        }  # fmt: skip
        self._of = {
            (section, one.id): one.owner
            for section, found in sections.items()
            for one in found
            if one.owner is not None
        }
        self._of |= {("budgets", line.path): line.owner for line in plan.budgets if line.owner is not None}
        self._of |= {(duty.section, duty.id): duty.owner for duty in work.duties if duty.owner is not None}
        self._known = {(section, one.id) for section, found in sections.items() for one in found}
        self._whose = {owned: person.id for person in reversed(plan.people) for owned in person.owns}
        self._strategy = plan.strategy.owner

    def of(self, place: At | None) -> str | None:
        """Return the id of who answers for the entry at a place; None where nobody owns the strategy either."""
        if place is None or not place.id:
            return self._strategy
        entry = (place.section, place.id)
        found = self._of.get(entry)
        if (
            found is None and entry not in self._known
        ):  # else another section's entry of the same id would answer
            found = self._whose.get(place.id)
        return found or self._strategy

    def of_finding(self, finding: Finding) -> str | None:
        """Return the id of who answers for what a finding is about."""
        return self.of(finding.about or (finding.at if isinstance(finding.at, At) else None))
