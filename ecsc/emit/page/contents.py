"""The sections of the page in their order. Adding one is one line here."""

from __future__ import annotations

from importlib import import_module

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section, SectionMaker

SECTIONS: tuple[str, ...] = (
    "summary", "goals", "gantt", "money", "offers", "launches", "reach", "market", "risks", "simulation", "scenarios",
    "people", "checklists", "kpi", "learning", "findings", "decisions",
)  # fmt: skip
"""Packages beside this room, each with a function `section`."""


def sections(reader: Reader) -> tuple[Section, ...]:
    """Return the sections of the page, also those for which the strategy lacks input that it should have."""
    made: list[Section] = []
    for name in SECTIONS:
        make: SectionMaker = import_module(f"ecsc.emit.page.{name}").section
        section = make(reader)
        if section is not None:
            made.append(section)
    return tuple(made)
