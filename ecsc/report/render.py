"""The list of formats, each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from ecsc.messages import Words
from ecsc.report.checked import Checked
from ecsc.report.layout import Layout

Format: TypeAlias = Literal["text", "concise", "json"]
FORMATS: tuple[Format, ...] = ("text", "concise", "json")

STATISTICS: tuple[Format, ...] = ("text", "json")
"""The formats in which it is told how often each rule was broken."""


def render(
    checked: Sequence[Checked], format_name: Format, w: Words, layout: Layout, *, ascii_only: bool = False
) -> Iterator[str]:
    """Return the report as pieces of text to write one after another; nothing for no findings but in JSON."""
    if format_name == "json":
        from ecsc.report.envelope import as_json

        return as_json(checked, w, ascii_only=ascii_only)
    if not any(one.findings or one.waived or one.suppressed for one in checked):
        return iter(())
    if format_name == "concise":
        from ecsc.report.concise import as_concise

        return as_concise(checked, layout)
    from ecsc.report.text import as_text

    return as_text(checked, w, layout)


def statistics(
    checked: Sequence[Checked], format_name: Format, w: Words, layout: Layout, *, ascii_only: bool = False
) -> Iterator[str]:
    """Return how often each rule was broken as pieces of text, in one of the formats of `STATISTICS`."""
    from ecsc.report.statistics import statistics_json, statistics_text

    if format_name == "json":
        return statistics_json(checked, ascii_only=ascii_only)
    return statistics_text(checked, w, layout)
