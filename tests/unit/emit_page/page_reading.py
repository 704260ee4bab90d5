"""A page as its readers get it: compiled from YAML, taken apart by the parser of the standard library."""

from __future__ import annotations

from html.parser import HTMLParser

from ecsc.compiled import Compiled
from ecsc.emit.page import render
from ecsc.pipeline import StrategyInput, compile_strategy

HEAD = (
    "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin}\n"
)


def compiled(text: str, scenario: str | None = None) -> Compiled:
    found = compile_strategy(
        StrategyInput("demo", (("demo.yaml", text.encode()),)), scenario=scenario
    ).compiled
    assert found is not None
    return found


def page(text: str, language: str = "en", scenario: str | None = None) -> str:
    (artifact,) = render(compiled(text, scenario), language)
    return artifact.content.decode()


class Read(HTMLParser):
    """The text of each section by its id, and every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: dict[str, list[list[str]]] = {}
        self._section = ""
        self._silent = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "section":
            self._section = found.get("id") or ""
            self.sections[self._section], self.cells[self._section] = "", []
        elif tag == "tr":
            self.cells.setdefault(self._section, []).append([])
        elif tag in ("td", "th") and self.cells.get(self._section):
            self.cells[self._section][-1].append("")
        self._silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._section = ""
        if tag in ("tbody", "thead", "table") and self.cells.get(self._section):
            self.cells[self._section].append([])

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.sections[self._section] = self.sections.get(self._section, "") + data
        if self.cells.get(self._section) and self.cells[self._section][-1]:
            self.cells[self._section][-1][-1] += data.strip()

    def row(self, section: str, first: str) -> list[str]:
        """Return the first row of a section that begins with `first`."""
        return next(row for row in self.cells[section] if row and row[0] == first)
