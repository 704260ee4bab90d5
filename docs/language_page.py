"""The reference of the language, in English and in Chinese: the table of all sections, then the fields of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docs.handbook_coverage import rows_of_sections
from docs.language_words import told
from docs.schema_pages import MADE, entry_schema, resolve, root, section_schema
from ecsc.catalogue import standard_metrics
from ecsc.catalogue.retail_days import CoreDay, retail_events, retail_sources
from ecsc.messages import Words
from ecsc.model import SECTIONS

UNIONS = {
    "purposes": "goals, objectives, targets",
    "people": "people, teams",
    "work": "tasks, milestones, phases",
    "openings": "promotions, launches",
    "evidence": "market.findings, market.sources, experiments",
}
CHAPTERS = {
    "market": "Market", "goals": "Goals", "resources": "Resources", "offer": "Offer", "reach": "Reach",
    "operations": "Operations", "execution": "Execution", "learning": "Learning", "risk": "Risk",
    "governance": "Governance",
}  # fmt: skip
"""The chapters in the order of the table of sections; each is a schema file and a module of the model."""

INTRO = (
    "A strategy is a folder of YAML files; each may hold any of these sections, and files are split as you",
    "like. In a section that is a map, entries stand under their id. A map's entries may be spread over files,",
    "each entry in one; a single section merges by its top keys. The rows are those of the",
    "[handbook coverage](handbook_coverage.md).",
)
EVERYWHERE = "Every entry also takes `meta:` and keys that start with `x-`, which ecsc leaves alone."
RETAIL_DAYS = (
    "The plan shows the retail days of the strategy's country. `strategy.calendar.retail_days` leaves one out",
    "(`none`), shows one of another country (`known`), moves it or adds your own (its days). The day an event is",
    "named for is fixed; the window around it is announced anew each year. Where a year's window is not known",
    "the usual one stands, marked as provisional.",
)


class LanguagePage:
    """The page in one language: what the schemas say is in the product's own words, the rest in `language_words`."""

    def __init__(self, w: Words) -> None:
        self._w = w
        self._language = w.language

    def text(self) -> str:
        """Return the page as Markdown."""
        lines = [MADE, "", f"# {self._('The language')}", "", *self._paragraph(INTRO), ""]
        lines += self._table_of_sections()
        lines += [
            "",
            self._("Every entry also takes `meta:` and keys that start with `x-`, which ecsc leaves alone."),
            "",
        ]
        lines += ["## strategy", "", *self._fields(*resolve(root()["properties"]["strategy"], "header"))]
        for section in SECTIONS.values():
            entry, chapter = entry_schema(section.name)
            lines += [f"## {section.name}", "", self._description(section_schema(section.name)[0]), ""]
            lines += self._fields(entry, chapter)
        lines += [*self._standard_metrics(), "", *self._retail_days()]
        return "\n".join(lines).rstrip() + "\n"

    def _(self, text: str, **params: object) -> str:
        return told(text, self._language, **params)

    def _paragraph(self, lines: tuple[str, ...]) -> list[str]:
        return list(lines) if self._language == "en" else [self._(" ".join(lines))]

    def _description(self, schema: Mapping[str, Any]) -> str:
        return " ".join(self._w(str(schema.get("description", ""))).split())

    def _heading(self, *titles: str) -> Iterator[str]:
        yield f"| {' | '.join(map(self._, titles))} |"
        yield "|" + "---|" * len(titles)

    def _table_of_sections(self) -> Iterator[str]:
        """Yield the table of all sections, by chapter, with the handbook's rows that stand in each."""
        rows = {name: self._rows(told_rows) for name, told_rows in rows_of_sections().items()}
        yield from self._heading(
            "Section", "Form", "Ids unique among", "Merges over files", "What it holds", "Handbook rows"
        )
        single, by_key = self._("single"), self._("by top key")
        yield f"| **{self._('Header')}** | | | | | |"
        what = self._("What the strategy is called, when it runs, how its time is counted")
        yield f"| `strategy` | {single} | – | {by_key} | {what} | {rows['strategy']} |"
        what = self._("CSV files beside the strategy that fill a section")
        yield f"| `tables` | {single} | – | {by_key} | {what} | – |"
        for chapter, title in CHAPTERS.items():
            yield f"| **{self._(title)}** | | | | | |"
            for section in SECTIONS.values():
                if section.chapter != chapter:
                    continue
                union = "–" if section.single else UNIONS.get(section.union, section.name)
                form = single if section.single else self._("map, or a table" if section.table else "map")
                merges = by_key if section.single else self._("by entry")
                about = self._description(section_schema(section.name)[0])
                first = re.split(r"\. |。", about)[0].rstrip(".")
                yield f"| `{section.name}` | {form} | {union} | {merges} | {first} | {rows[section.name]} |"

    def _rows(self, rows: str) -> str:
        return rows if self._language == "en" else rows.replace(" to ", " 至 ").replace(", ", "、")

    def _fields(self, schema: Mapping[str, Any], chapter: str) -> Iterator[str]:
        yield from self._heading("Field", "What it says", "Example")
        yield from self._rows_of(schema, chapter, "", frozenset())
        yield ""

    def _rows_of(
        self, schema: Mapping[str, Any], chapter: str, prefix: str, inside: frozenset[str]
    ) -> Iterator[str]:
        required = set(schema.get("required", ()))
        for name, field in schema.get("properties", {}).items():
            if name == "meta":
                continue
            found, home = resolve(field, chapter)
            mark = self._(" (required)") if name in required else ""
            yield f"| `{prefix}{name}`{mark} | {self._said(found)} | {_example(found)} |"
            for inner, at in _nested(found, home):
                title = str(inner.get("title"))
                if title not in inside and inner.get("properties"):
                    yield from self._rows_of(inner, at, f"{prefix}{name}.", inside | {title})

    def _said(self, field: Mapping[str, Any]) -> str:
        """Return what a field says, and the words it takes."""
        text = self._description(field)
        if "enum" in field:
            between = ", " if self._language == "en" else "、"
            text += self._(" One of {words}.", words=between.join(f"`{word}`" for word in field["enum"]))
        return text.replace("|", "\\|")

    def _standard_metrics(self) -> Iterator[str]:
        yield f"## {self._('Standard metrics')}"
        yield ""
        yield self._("`standard:` takes over a shipped definition; any field written beside it overrides it.")
        yield ""
        yield from self._heading("Name", "Unit", "Put together by", "Better", "Formula", "What it is", "Mind")
        for name, metric in standard_metrics().items():
            formula = f"`{metric['formula']}`" if "formula" in metric else self._("measured")
            yield (
                f"| `{name}` | {metric['unit']} | {metric['aggregation']} | {metric['direction']} | {formula} "
                f"| {self._metric(metric)} | {metric['traps'][self._language]} |"
            )

    def _metric(self, metric: Mapping[str, Any]) -> str:
        if self._language == "en":
            return f"{metric['definition']['en']} ({metric['name']['zh-CN']})"
        return f"{metric['name'][self._language]}：{metric['definition'][self._language]}"

    def _retail_days(self) -> Iterator[str]:
        yield f"## {self._('Retail days')}"
        yield ""
        yield from self._paragraph(RETAIL_DAYS)
        yield ""
        yield from self._heading("Id", "Name", "Shown in", "Day", "Usual window", "Windows known")
        for name, event in retail_events().items():
            usual = self._("the day itself")
            if event.usual is not None:
                usual = self._window(event.usual.before, event.usual.after)
            known = ", ".join(
                self._("{first} to {last}", first=window.first, last=window.last) for window in event.windows
            )
            spelled = "; ".join(dict.fromkeys((event.name["en"], event.name["zh-CN"], *event.aliases)))
            where = ", ".join(event.countries)
            yield f"| `{name}` | {spelled} | {where} | {self._core(event.core)} | {usual} | {known} |"
        yield ""
        yield self._("Where the known windows are from:")
        yield ""
        for source in retail_sources():
            yield f"- {source}."

    def _window(self, before: int, after: int) -> str:
        if not before and not after:
            return self._("the day, where nothing is announced")
        return self._("{first} to {last}", first=self._away(-before), last=self._away(after))

    def _away(self, days: int) -> str:
        if not days:
            return self._("the day")
        if abs(days) == 1:
            return self._("1 day after" if days > 0 else "1 day before")
        return self._("{n} days after" if days > 0 else "{n} days before", n=abs(days))

    def _core(self, core: CoreDay) -> str:
        if core.lunar:
            return self._(
                {
                    "spring_festival": "first day of the first lunar month",
                    "qixi": "seventh day of the seventh lunar month",
                    "mid_autumn": "fifteenth day of the eighth lunar month",
                }[core.lunar]
            )
        months = ("March", "June", "September", "November", "December")
        month = dict(zip((3, 6, 9, 11, 12), months, strict=True))[core.month]
        if not core.nth:
            return self._(f"{{day}} {month}", day=core.day)
        after = {1: "Friday", 4: "Monday"}[core.plus]
        return self._(f"{after} after the fourth Thursday of {month}")


def _nested(
    schema: Mapping[str, Any], chapter: str, depth: int = 3
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the object schemas inside a field: itself, its alternatives, the items of its list or map."""
    if schema.get("properties"):
        yield schema, chapter
    if not depth:
        return
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found, home = resolve(part, chapter)
        yield from _nested(found, home, depth - 1)
    for key in ("items", "additionalProperties"):
        part = schema.get(key)
        if isinstance(part, Mapping):
            found, home = resolve(part, chapter)
            yield from _nested(found, home, depth - 1)


def _example(schema: Mapping[str, Any]) -> str:
    examples = schema.get("examples", ())
    if not examples:
        return ""
    first = examples[0]
    text = first if isinstance(first, str) else json.dumps(first, ensure_ascii=False)
    return f"`{text}`".replace("|", "\\|")
