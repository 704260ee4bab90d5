"""The list of formats, each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Literal, TypeAlias, get_args

from ecsc.messages import Words
from ecsc.report.checked import Checked
from ecsc.report.layout import Layout

Format: TypeAlias = Literal[
    "text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"
]
FORMATS: tuple[Format, ...] = get_args(Format)

FOR_PEOPLE = frozenset({"text", "concise"})
"""The formats that say nothing where there is nothing to say."""

MODULES: dict[str, str] = {
    "json": "json_document", **{name: name for name in FORMATS if name not in FOR_PEOPLE | {"json"}},
}  # fmt: skip
"""Format to its module in `ecsc.report.formats`, whose `render` makes it."""

STATISTICS: tuple[Format, ...] = ("text", "json")
"""The formats in which it is told how often each rule was broken."""


def render(
    checked: Sequence[Checked],
    format_name: Format,
    w: Words,
    layout: Layout,
    *,
    ascii_only: bool = False,
    prefix: str = "",
) -> Iterator[str]:
    """Return the report as pieces of text to write one after another.

    `prefix` is the way from the root of the repository to the working directory, from which programs name files.
    """
    if format_name in MODULES:
        from ecsc.report.formats.asked import Report

        made: Any = import_module(f"ecsc.report.formats.{MODULES[format_name]}").render
        pieces: Iterator[str] = made(Report(tuple(checked), w, prefix, ascii_only))
        return pieces
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
