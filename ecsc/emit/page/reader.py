"""What every section of the page is given: the plan, what was found, and the reader's words."""

from __future__ import annotations

from functools import cached_property

from ecsc.compiled import Compiled
from ecsc.messages import Words
from ecsc.plan.types import Plan


class Reader:
    """The plan as one reader sees it: in `w`'s language, with names for ids.

    `plan` has the shipped metrics' names in the reader's language; `compiled` the findings.
    """

    def __init__(self, plan: Plan, compiled: Compiled, w: Words) -> None:
        self.plan = plan
        self.compiled = compiled
        self.w = w

    @cached_property
    def people(self) -> dict[str, str]:
        """Return the names of people and teams by id."""
        return {person.id: person.name for person in self.plan.people}

    @property
    def blank(self) -> str:
        """Return what stands between two sentences: nothing in Chinese."""
        return "" if self.w.language == "zh-CN" else " "

    def person(self, identifier: str | None) -> str:
        """Return the name behind an owner's id; a dash where nobody is named."""
        return "–" if identifier is None else self.people.get(identifier, identifier)
