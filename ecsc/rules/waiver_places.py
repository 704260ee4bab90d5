"""Where a waiver holds: its dotted path as section, id and path inside, and whether there is such a place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from ecsc.diagnostics import At
from ecsc.diagnostics.near import close_matches
from ecsc.model import SECTIONS, Strategy
from ecsc.model.sections import home_of


class WaiverPlace(Struct, frozen=True):
    """A place that a waiver names: an entry (`id` empty for a section that is one object) and a path inside it.

    The steps of `path` are texts, also those that count the items of a list.
    """

    section: str
    id: str
    path: tuple[str, ...]

    def holds(self, at: At) -> bool:
        """Return whether a place of a finding is this one or lies in it."""
        return (at.section, at.id) == (self.section, self.id) and tuple(
            map(str, at.path[: len(self.path)])
        ) == self.path


class Nowhere(Struct, frozen=True):
    """A path that leads nowhere: the step `name` is not there, below `above`; `known` are the steps that are."""

    name: str
    above: str
    known: tuple[str, ...]

    @property
    def near(self) -> list[str]:
        """Return the steps that may have been meant, closest first."""
        return close_matches(self.name, self.known)


def place_of(text: str) -> WaiverPlace:
    """Return the place that a dotted path names, whether it exists or not."""
    plain = unicodedata.normalize("NFC", text.replace("．", ".").strip())
    section, rest = home_of(tuple(step.strip() for step in plain.split(".")))
    if section == "strategy" or (section in SECTIONS and SECTIONS[section].single) or not rest:
        return WaiverPlace(section, "", rest)
    return WaiverPlace(section, str(rest[0]), rest[1:])


def nowhere(place: WaiverPlace, strategy: Strategy) -> Nowhere | None:
    """Return where the path of a place breaks off; None where it leads somewhere, or that cannot be told.

    A section of the language is a place though the strategy has none: what is missing is told there.
    """
    if place.section != "strategy" and place.section not in SECTIONS:
        return Nowhere(place.section, "", ("strategy", *SECTIONS))
    if place.section == "strategy":
        return _inside(strategy.header, place, "strategy")
    entries: Mapping[str, Any] = strategy.section(place.section)
    if place.id not in entries:
        unread = not strategy.knows(place.section) or (place.section, place.id) in strategy.lost
        absent = not place.id and not place.path
        known = tuple(entries) if place.id else ()
        return None if unread or absent else Nowhere(place.id or place.path[0], place.section, known)
    if strategy.lacks(place.section, place.id, *place.path[:1]):
        return None
    above = f"{place.section}.{place.id}" if place.id else place.section
    return _inside(entries[place.id], place, above)


def _inside(node: Any, place: WaiverPlace, above: str) -> Nowhere | None:
    """Return the first step that a value does not have."""
    for step in place.path:
        if isinstance(node, tuple):
            known = tuple(str(number) for number in range(len(node)))
        elif isinstance(node, Mapping):
            known = tuple(str(key) for key in node)
        else:
            known = getattr(node, "__struct_fields__", ())
        if step not in known or step == "id":
            return Nowhere(step, above, tuple(one for one in known if one != "id"))
        if isinstance(node, tuple):
            node = node[int(step)]
        else:
            node = node[step] if isinstance(node, Mapping) else getattr(node, step)
        above = f"{above}.{step}"
    return None
