"""The prices as a Markdown page."""

from __future__ import annotations

from pathlib import Path

from ecsc.emit.markdown_page import fill
from ecsc.emit.markdown_table import table
from ecsc.emit.prices.answer import answer, decision
from ecsc.emit.prices.lines import TEXT, cells, heads, lines
from ecsc.emit.prices.paid_back import TEXT as FALLING_TEXT
from ecsc.emit.prices.paid_back import cells as falling
from ecsc.emit.prices.paid_back import heads as falling_heads
from ecsc.emit.prices.paid_back import paid_back
from ecsc.emit.prices.rests import gaps, granted, left_out
from ecsc.emit.prices.told import Prices
from ecsc.emit.standing import as_of
from ecsc.messages import Markdown, code, markdown
from ecsc.plan.types import Plan

TEMPLATE = Path(__file__).with_name("offers.md.j2")

MOST = 100
"""So many lines stand on the page; the spreadsheet has every price."""


def page(plan: Plan, prices: Prices, notice: str = "") -> bytes:
    """Return the prices as Markdown in UTF-8, the worst first; `notice` stands under the title."""
    w, found = prices.w, lines(prices)
    people = {person.id: person.name for person in plan.people}
    owner = plan.strategy.owner or ""
    falls = falling(prices)
    more = sum(one.rows for one in found[MOST:])
    blank = "" if w.language == "zh-CN" else " "
    text = fill(
        TEMPLATE,
        w=w,
        plan=plan,
        notice=notice,
        as_of=as_of(plan, w),
        answer=blank.join(_coded(one) for one in answer(prices)),
        decision=blank.join(decision(prices) or ()),
        table=table(heads(prices), [cells(one) for one in found[:MOST]], (0, *TEXT)),
        paid_back=paid_back(prices),
        falls=table(falling_heads(prices), falls[:MOST], (0, *FALLING_TEXT)),
        more_falls=w.count("and {n} line more", "and {n} lines more", len(falls) - MOST)
        if len(falls) > MOST
        else "",
        more=w.count("and {n} more price in offers.csv", "and {n} more prices in offers.csv", more)
        if more
        else "",
        gaps=[_coded(one) for one in gaps(prices, people.get(owner, owner))],
        left_out=[_coded(one) for one in left_out(prices)],
        granted=[_coded(one) for one in granted(prices)],
    )
    return text.encode()


def _coded(text: str) -> Markdown:
    """Return a sentence with what stands between backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one without its partner is no code
        return markdown(text)
    return Markdown("".join(code(part) if place % 2 else _plain(part) for place, part in enumerate(parts)))


def _plain(part: str) -> str:
    """Return what stands between two pieces of code, with the blanks around it."""
    inner = part.strip()
    before, after = (" " if part[:1] == " " else ""), (" " if inner and part[-1:] == " " else "")
    return f"{before}{markdown(inner)}{after}"
