"""The entries as markup, by the thousand: joined as text, short, without the end tags that HTML lets out."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from ecsc.emit.pictures.text import escape, verbatim
from ecsc.emit.worklist.directory import week_of
from ecsc.emit.worklist.entries import Box, Condition, Entry, Fact
from ecsc.emit.worklist.phases import Aside, Phase, Week
from ecsc.emit.worklist.regular import Group
from ecsc.messages import Words

if TYPE_CHECKING:
    from markupsafe import Markup


class Listing:
    """All entries in the order of the page, with who owns boxes (and how many) and in which weeks something falls.

    An entry is `<li data-i=ID>`. `data-k` says what is ticked of it: what the ids of its boxes in the sheet have
    beyond the entry's, in the order of the items below it (all but those of class `h`), or nothing, where the
    entry itself is ticked; without `data-k` nothing is. The script makes a box of each, and until then the style
    sheet draws one. Most lists stand at several entries: such a one is `*` and its place in `lists`. `data-d`
    tells that all is done. `data-o` names the owner (empty for nobody), `data-w` the Monday of the first week,
    `data-e` how many weeks later the last one begins where it is another one. Where the list is `compact`, the
    style sheet prints the Monday of a week instead of a line of its own, and dates stand without lengths.
    """

    def __init__(self, w: Words, *, compact: bool = False) -> None:
        self.w = w
        self.compact = compact
        self.owners: Counter[str] = Counter()
        self.weeks: set[dt.date] = set()
        self._places: dict[str, int] = {}
        self._parts: list[str] = []

    def markup(self) -> Markup:
        """Return what was listed."""
        from markupsafe import Markup

        return Markup("".join(self._parts))  # noqa: S704 - every text in it is escaped where it is put in

    @property
    def lists(self) -> str:
        """Return the lists that entries refer to: the marks of each parted by blanks, the lists by bars."""
        return "|".join(self._places)

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
        marks += f" data-e={(last - first).days // 7}" if first and last and last != first else ""
        marks += self._ticked(entry)
        name = f"<b>{escape(entry.name)}</b>"
        beside = f" <i>{escape(entry.beside)}</i>" if entry.beside else ""
        facts = "".join(f"<p>{_fact(fact)}" for fact in self._facts(entry))
        self._parts.append(f"<li data-i={_bare(entry.id)}{marks}>{name}{beside}{facts}")
        self._boxes(entry.boxes)

    def _facts(self, entry: Entry) -> tuple[Fact, ...]:
        """Return the facts of an entry; in a compact list without its length, which its dates tell."""
        first, rest = entry.facts[:1], entry.facts[1:]
        if not (self.compact and entry.length and first and isinstance(first[0], str)):
            return entry.facts
        shorter = first[0].removeprefix(entry.length).removeprefix(" · ")
        return (shorter, *rest) if shorter else rest

    def _ticked(self, entry: Entry) -> str:
        """Return the attributes that say what is ticked of an entry, and count it."""
        found = [_marked(one.removeprefix(entry.id)) for one in _ids(entry.boxes) if one]
        if not found and entry.state == "told":
            return ""
        self.owners[entry.owner or ""] += len(found) or 1
        told = " ".join(found)
        if len(found) > 1:
            told = f"*{self._places.setdefault(told, len(self._places))}"
        done = " data-d" if entry.state == "done" else ""
        return f" data-k={_bare(told)}{done}" if told else f" data-k{done}"

    def _boxes(self, boxes: tuple[Box, ...]) -> None:
        if not boxes:
            return
        self._parts.append('<ul class="days">' if boxes[0].day else "<ul>")
        for box in boxes:
            monday = week_of(box.day) if box.day else None
            if monday:
                self.weeks.add(monday)
            told = "" if box.id else " class=h"
            self._parts.append(f"<li{told}{_monday(monday)}>{escape(box.text)}")
            self._boxes(box.parts)
        self._parts.append("</ul>")


def _ids(boxes: tuple[Box, ...]) -> Iterable[str]:
    for box in boxes:
        yield box.id
        yield from _ids(box.parts)


def _marked(mark: str) -> str:
    """Return a mark without the characters that part marks and lists, as in addresses (RFC 3986, section 2.1)."""
    return re.sub(r"[%|*\s]", lambda found: quote(found[0]), mark)


def _bare(value: str) -> str:
    """Return an attribute's value, in quotes only where HTML asks for them (WHATWG, unquoted attribute values)."""
    return value if re.fullmatch(r"[\w.@*%-]+", value) else f'"{verbatim(value)}"'


def _monday(day: dt.date | None) -> str:
    return f" data-w={day.isoformat()}" if day else ""


def _fact(fact: Fact) -> str:
    if isinstance(fact, Condition):
        return escape(fact.told).replace("{criterion}", f"<code>{escape(fact.formula)}</code>")
    return escape(fact)
