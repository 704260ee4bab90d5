"""The manuals of rules in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.diagnostics import Rule
from ecsc.messages import Words
from ecsc.messages.prose import blocks, retold
from ecsc.report.columns import fold
from ecsc.report.layout import Layout


def manual_of(rule: Rule, w: Words) -> str:
    """Return the manual as Markdown: as it is written in English, else paragraph by paragraph in other words."""
    return rule.manual.strip() if w.language == "en" else retold(rule.manual, w)


def summary_of(rule: Rule, w: Words) -> str:
    """Return the first line of the manual, without its full stop."""
    if w.language == "en":
        return rule.summary
    first = next(blocks(rule.manual), None)
    return w(first.text).rstrip(".。") if first is not None else ""


def manual_lines(rule: Rule, w: Words, layout: Layout) -> Iterator[str]:
    """Yield the lines of the manual for a screen: prose folded where it is not laid out already, code never."""
    fenced = False
    for line in manual_of(rule, w).splitlines():
        fenced ^= line.startswith("```")
        indent = "  " if line.startswith("- ") else ""
        yield line if fenced or w.language == "en" else fold(line, layout.width, indent)
