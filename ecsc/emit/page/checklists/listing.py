"""The entries as markup, by the thousand: joined as text, short, without the end tags that HTML lets out."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecsc.emit.pictures.text import escape, verbatim
from ecsc.emit.worklist.directory import week_of
from ecsc.emit.worklist.entries import Box, Condition, Entry, Fact
from ecsc.emit.worklist.phases import Aside, Phase, Week
from ecsc.emit.worklist.regular import Group
from ecsc.messages import Words

if TYPE_CHECKING:
    from markupsafe import Markup

_TICKS = {"open": "", "done": " checked disabled"}


class Listing:
    """All entries in the order of the page, with who owns boxes (and how many) and in which weeks something falls.

    An entry is `<li data-i=ID>`; the value of a box follows the entry's id, both together are its id in the
    sheet. `data-o` names the owner (empty for nobody), `data-w` the Monday of the first week, `data-e` that of
    the last where it is another one. Where the list is `compact`, the style sheet prints the Monday of a week
    instead of a line of its own.
    """

    def __init__(self, w: Words, *, compact: bool = False) -> None:
        self.w = w
        self.compact = compact
        self.owners: Counter[str] = Counter()
        self.weeks: set[dt.date] = set()
        self.total = 0
        self._parts: list[str] = []

    def markup(self) -> Markup:
        """Return what was listed."""
        from markupsafe import Markup

        return Markup("".join(self._parts))  # noqa: S704 - every text in it is escaped where it is put in

    def phase(self, phase: Phase) -> None:
        """List the work of a phase by owner and week, then its milestones."""
        self._open(phase.name, phase.when)
        for share in phase.shares:
            self._parts.append(
                f"<div class=share data-o={_bare(share.owner or '')}><h4>{escape(share.name)}</h4>"
            )
            for week in share.weeks:
                self._week(week)
            self._parts.append("</div>")
        self._titled(self.w("Milestones of this phase"), phase.milestones)
        self._parts.append("</details>")

    def _week(self, week: Week) -> None:
        told = self.w("Week of {days}", days=week.days) if week.days and not self.compact else ""
        self._parts.append(
            f"<ul class=week{_monday(week.monday)}>{f'<li class=when>{escape(told)}' if told else ''}"
        )
        for entry in week.entries:
            self._entry(entry, owned=True, in_week=True)
        self._parts.append("</ul>")

    def groups(self, title: str, groups: Iterable[Group]) -> None:
        """List duties under their kinds or owners; nothing where there are none."""
        found = list(groups)
        if found:
            self._open(title, "")
            for group in found:
                self._titled(group.title, group.entries)
            self._parts.append("</details>")

    def apart(self, asides: Iterable[Aside]) -> None:
        """List what is not scheduled, under the reason why."""
        found = list(asides)
        if found:
            self._open(self.w("Not scheduled"), "")
            for aside in found:
                self._titled(aside.title, aside.entries, aside.reason)
            self._parts.append("</details>")

    def _open(self, title: str, when: str) -> None:
        beside = f' <span class="soft">{escape(when)}</span>' if when else ""
        self._parts.append(
            f'<details class="listed" open><summary><h3>{escape(title)}</h3>{beside}'
            ' <span class="n"></span></summary>'
        )

    def _titled(self, title: str, entries: Iterable[Entry], reason: str = "") -> None:
        found = list(entries)
        if not found:
            return
        told = f"<p>{escape(reason)}" if reason else ""
        self._parts.append(f'<div class="share"><h4>{escape(title)}</h4>{told}<ul>')
        for entry in found:
            self._entry(entry)
        self._parts.append("</ul></div>")

    def _entry(self, entry: Entry, *, owned: bool = False, in_week: bool = False) -> None:
        """List one entry; `owned` and `in_week` where the owner and the week are told around it."""
        first, last = (day and week_of(day) for day in (entry.first, entry.last))
        self.weeks.update(day for day in (first, last) if day)
        marks = "" if owned else f" data-o={_bare(entry.owner or '')}"
        marks += "" if in_week else _monday(first)
        marks += _monday(last, "e") if last != first else ""
        name = f"<b>{escape(entry.name)}</b>"
        if entry.state != "told" and not any(_ids(entry.boxes)):
            name = self._tick("", name, entry)
        beside = f" <i>{escape(entry.beside)}</i>" if entry.beside else ""
        facts = "".join(f"<p>{_fact(fact)}" for fact in entry.facts)
        self._parts.append(f"<li data-i={_bare(entry.id)}{marks}>{name}{beside}{facts}")
        self._boxes(entry.boxes, entry)

    def _boxes(self, boxes: tuple[Box, ...], entry: Entry) -> None:
        if not boxes:
            return
        self._parts.append('<ul class="days">' if boxes[0].day else "<ul>")
        for box in boxes:
            monday = week_of(box.day) if box.day else None
            if monday:
                self.weeks.add(monday)
            text = escape(box.text)
            ticked = self._tick(box.id.removeprefix(entry.id), text, entry) if box.id else text
            self._parts.append(f"<li{_monday(monday)}>{ticked}")
            self._boxes(box.parts, entry)
        self._parts.append("</ul>")

    def _tick(self, mark: str, inside: str, entry: Entry) -> str:
        """Return a box with its label; `mark` is what its id has beyond the entry's."""
        self.total += 1
        self.owners[entry.owner or ""] += 1
        value = f" value={_bare(mark)}" if mark else ""
        return f"<label><input type=checkbox{value}{_TICKS.get(entry.state, '')}>{inside}</label>"


def _ids(boxes: tuple[Box, ...]) -> Iterable[str]:
    for box in boxes:
        yield box.id
        yield from _ids(box.parts)


def _bare(value: str) -> str:
    """Return an attribute's value, in quotes only where HTML asks for them (WHATWG, unquoted attribute values)."""
    return value if re.fullmatch(r"[\w.@-]+", value) else f'"{verbatim(value)}"'


def _monday(day: dt.date | None, mark: str = "w") -> str:
    return f" data-{mark}={day.isoformat()}" if day else ""


def _fact(fact: Fact) -> str:
    if isinstance(fact, Condition):
        return escape(fact.told).replace("{criterion}", f"<code>{escape(fact.formula)}</code>")
    return escape(fact)
