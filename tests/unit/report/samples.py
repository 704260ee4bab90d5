"""Findings with everything a format must carry, and names and texts that try to break out of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ecsc.diagnostics import Fix, Severity, Span
from ecsc.messages import words
from ecsc.report import Checked, Format, Layout, Told, render
from ecsc.report.told import Pointed, ToldSuppressed, ToldWaived
from ecsc.source import SourceText

W = words("en")
NAME = "plans/活动 计划#1 100%.yaml"
SOURCE = SourceText(NAME, "ecsc: 1\n\tname: 林😀x of 中文\n双: |\n  a\n  b\nend: 1\n")
TEXT = "林😀x"
HOSTILE = (
    "a | b ` c\n## d <img src=x onerror=alert(1)> [click](https://evil.example) @team #12 ::error::x %0A\r\n"
    "]]> <!-- --> \\| \x00\x1b[31m\ufffe www.evil.example mailto:a@b.example {0} 100%"
)


def span(part: str = TEXT, source: SourceText = SOURCE) -> Span:
    start = source.text.index(part)
    return source.span(start, start + len(part))


def told(**changes: Any) -> Told:
    fields: dict[str, Any] = {
        "code": "ECS203",
        "name": "unknown-id",
        "severity": Severity.ERROR,
        "outcome": "fail",
        "message": "林 is not defined",
        "at": span(),
        "identity": "ECS203 tasks.a.owner",
        "hint": "define it",
    }
    return Told(**(fields | changes))


def full(**changes: Any) -> Told:
    """A finding with a label, related places, one of them over several lines, and a fix."""
    related = (
        Pointed("first here", span("name")),
        Pointed("over lines", span("双: |\n  a\n  b")),
        Pointed("elsewhere", Span("other #2.yaml", 4, 6, 2, 1, 2, 3)),
    )
    return told(**{"label": "here", "related": related, "fixes": (Fix(span(), "lin", safe=True),)} | changes)


def waived(**changes: Any) -> ToldWaived:
    finding = told(identity="ECS203 tasks.w.owner", **changes)
    return ToldWaived(finding, "w1", "known | until <spring>", "林", dt.date(2026, 3, 31), span("end"))


def suppressed(how: Any, at: Span | None, reason: str = "") -> ToldSuppressed:
    return ToldSuppressed(told(identity=f"ECS203 tasks.{how}.owner"), how, at, reason)


def checked(*findings: Told, **changes: Any) -> Checked:
    fields: dict[str, Any] = {
        "folder": "plans", "findings": findings, "sources": {NAME: SOURCE}, "strategy": "launch", "tasks": 2,
    }  # fmt: skip
    return Checked(**(fields | changes))


def everything() -> Checked:
    """A strategy with findings of all kinds, and with what is set aside in each way."""
    return checked(
        full(),
        told(severity=Severity.WARNING, code="ECS402", name="goal-vague", identity="ECS402 goals.g"),
        told(
            severity=Severity.INFO,
            code="ECS011",
            outcome="undecidable",
            missing=("as_of",),
            identity="ECS011 x",
        ),
        told(code="ECS040", at=Span("broken.yaml", 0, 0, 1, 1, 1, 1), identity="ECS040 broken.yaml"),
        told(at="tasks.a", identity="ECS203 tasks.a #2"),
        told(
            message=HOSTILE,
            hint=HOSTILE,
            label=HOSTILE,
            identity="ECS203 " + HOSTILE,
            at=span("双: |\n  a\n  b"),
        ),
        waived=(waived(),),
        suppressed=(suppressed("comment", span("end"), "soon"), suppressed("baseline", None)),
    )


def text(format_name: Format, *given: Checked, **options: Any) -> str:
    return "".join(render(given, format_name, W, Layout(), **options))
