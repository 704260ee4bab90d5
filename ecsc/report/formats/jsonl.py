"""Findings for programs that read line by line: one JSON object a line, each with its `type`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ecsc.report.formats.asked import Report
from ecsc.report.formats.json_document import Json, head, list_of, summary


def render(report: Report) -> Iterator[str]:
    """Yield the lines: what this is, each strategy, finding and what is set aside, and the counts at the end."""
    yield _line({"type": "run", **head(report)}, report)
    for kind, entries in list_of(report):
        for entry in entries:
            yield _line({"type": kind, **entry}, report)
    yield _line({"type": "summary", **summary(report)}, report)


def _line(entry: dict[str, Json], report: Report) -> str:
    text = json.dumps(entry, ensure_ascii=report.ascii_only)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
