"""The table of sections: which model type each one holds, in which module, and the id unions.

A chapter's module is imported only when one of its sections occurs, so a small strategy starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msgspec import Struct


class Section(Struct, frozen=True):
    """One section of the language. `union` names the group of sections that share one space of ids."""

    name: str
    chapter: str
    type_name: str
    union: str
    table: bool = False

    def entity_type(self) -> type[Any]:
        """Return the model type of one entry, importing its chapter."""
        found: type[Any] = getattr(import_module(f"ecsc.model.{self.chapter}"), self.type_name)
        return found


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section("objectives", "goals", "Objective", "purposes"),
        Section("metrics", "goals", "Metric", "metrics"),
        Section("data_sources", "goals", "DataSource", "data_sources"),
        Section("goals", "goals", "Goal", "purposes"),
        Section("targets", "goals", "Target", "purposes"),
        Section("people", "resources", "Person", "people"),
        Section("teams", "resources", "Team", "people"),
        Section("budgets", "resources", "BudgetLine", "budgets"),
        Section("products", "offer", "Product", "products", table=True),
        Section("promotions", "offer", "Promotion", "openings"),
        Section("launches", "execution", "Launch", "openings"),
        Section("stage_gates", "execution", "StageGate", "stage_gates"),
        Section("channels", "reach", "Channel", "channels"),
        Section("tactics", "reach", "Tactic", "tactics"),
        Section("phases", "execution", "Phase", "work"),
        Section("tasks", "execution", "Task", "work"),
        Section("milestones", "execution", "Milestone", "work"),
        Section("meetings", "execution", "Meeting", "meetings"),
        Section("reports", "execution", "Report", "reports"),
        Section("risks", "risk", "Risk", "risks"),
        Section("policies", "governance", "Policy", "policies"),
    )
}
"""Every section that is a map of entities, in the order the documentation shows them."""

SINGLETONS = ("strategy", "tables")
"""Sections that are one object, merged by top key over the files."""

RESERVED_IDS = frozenset(
    [
        "all",
        "and",
        "between",
        "else",
        "finish",
        "for",
        "from",
        "if",
        "in",
        "none",
        "not",
        "or",
        "start",
        "where",
    ]
)
"""Words of the language, which mean something in formulas and in `after:`."""
