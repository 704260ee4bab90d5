"""What every section of the page is given: the plan, what was found, and the reader's words."""

from __future__ import annotations

from functools import cached_property

from ecsc.compiled import Compiled
from ecsc.emit.prices.told import Prices
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan

_LONGEST = 90
"""So many characters of a name stand where something else refers to it."""


class Reader:
    """The plan as one reader sees it: in `w`'s language, with names for ids.

    `plan` has the shipped metrics' names in the reader's language; `compiled` the findings.
    """

    def __init__(self, plan: Plan, compiled: Compiled, w: Words) -> None:
        self.plan = plan
        self.compiled = compiled
        self.w = w

    @cached_property
    def prices(self) -> Prices | None:
        """Return the prices under offers; None for a plan without any."""
        offers = self.plan.offers
        return None if offers is None else Prices(self.plan, offers, self.w)

    @cached_property
    def people(self) -> dict[str, str]:
        """Return the names of people and teams by id."""
        return {person.id: person.name for person in self.plan.people}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Return the names of what a plan refers to, by id and by `section.id`."""
        plan, found = self.plan, dict[str, str]()
        aims = (plan.objectives, plan.metrics, plan.goals)
        offers = (plan.tactics, plan.promotions, plan.products, plan.channels)
        work = (plan.work.tasks, plan.work.milestones, plan.work.phases)
        for group in (*aims, *offers, *work):
            for one in group:
                found[one.id] = one.name or one.id
        return found

    def name(self, identifier: str) -> str:
        """Return the name behind an id, plain (`launch`) or dotted (`tasks.launch`); the id where there is none.

        An endless name is cut: it stands whole where the thing itself does.
        """
        name = self._names.get(identifier) or self._names.get(identifier.rpartition(".")[2]) or identifier
        return shortened(name, _LONGEST)

    @property
    def blank(self) -> str:
        """Return what stands between two sentences: nothing in Chinese."""
        return "" if self.w.language == "zh-CN" else " "

    def person(self, identifier: str | None) -> str:
        """Return the name behind an owner's id, an endless one cut; a dash where nobody is named."""
        return "–" if identifier is None else shortened(self.people.get(identifier, identifier), _LONGEST)
