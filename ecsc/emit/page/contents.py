"""The sections of the page in their order. Adding one is one line here."""

from __future__ import annotations

from importlib import import_module

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section, SectionMaker

SECTIONS: tuple[str, ...] = (
    "summary",
    "goals",
    "reach",
    "risks",
    "people",
    "checklists",
    "kpi",
    "findings",
    "decisions",
)
"""Packages beside this room, each with a function `section`."""


def sections(reader: Reader) -> tuple[Section, ...]:
    """Return all sections of the page, also those for which the strategy has no input."""
    made: list[Section] = []
    for name in SECTIONS:
        make: SectionMaker = import_module(f"ecsc.emit.page.{name}").section
        made.append(make(reader))
    return tuple(made)
