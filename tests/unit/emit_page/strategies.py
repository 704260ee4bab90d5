"""Strategies for the page's tests, and the page as what a browser makes of it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from ecsc.compiled import Compiled
from ecsc.emit.page import render
from ecsc.pipeline import StrategyInput, compile_strategy

HEAD = (
    "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin}\n"
)
PEOPLE = "people:\n  lin: {name: 林薇}\n  chen: {name: 陈洁}\n"

EMPTY = HEAD

SHOP = (
    HEAD
    + PEOPLE
    + """phases:
  build: {name: 搭建}
tasks:
  shop: {name: 开店, owner: lin, phase: build, duration: 5d, checklist: [营业执照, 保证金, 保证金]}
  goods: {name: 上架, owner: chen, phase: build, duration: 15d, after: shop}
  done: {name: 选品, owner: chen, duration: 1d, status: done}
  spare: {name: 备用方案, owner: lin, duration: 2d, contingent: true, checklist: [联系供应商]}
milestones:
  open: {name: 开业, after: goods, owner: lin}
meetings:
  weekly: {name: 周会, every: week, owner: lin, start: 2026-01-05, until: 2026-02-28, people: [lin, chen]}
risks:
  stock: {name: 断货, likelihood: likely, impact: major, owner: chen, respond: [spare], signal: 库存}
"""
)

HOSTILE = "</script><img src=x onerror=alert(1)> \"'`=1+1"


def compiled(text: str) -> Compiled:
    """Return a strategy compiled, whatever is found in it."""
    made = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert made is not None
    return made


def page(text: str, language: str = "en") -> str:
    """Return the page of a strategy."""
    return render(compiled(text), language)[0].content.decode("utf-8")


class Boxes(HTMLParser):
    """The tick boxes of a page: the id of each, and whether it is done; all tags and attributes that occur."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, bool] = {}
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._lists: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        if "data-lists" in given:
            self._lists = (given["data-lists"] or "").split("|")
        if tag == "li" and "data-k" in given:
            marks = given["data-k"] or ""
            if marks.startswith("*"):
                marks = self._lists[int(marks[1:])]
            for mark in marks.split(" "):
                self.found[(given["data-i"] or "") + unquote(mark)] = "data-d" in given
