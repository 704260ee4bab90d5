"""Formats that programs read, and the closing line."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any

import pytest

from ecsc.diagnostics import At, Finding, Fix, Related, Rule, Severity, undecidable
from ecsc.messages import words
from ecsc.quantity import Money
from ecsc.report import Checked, Layout, closing_line, render, tally, tell
from ecsc.source import SourceText

ERROR = Rule("ECS203", "unknown-id", Severity.ERROR, "Ids are defined.")
WARNING = Rule("ECS402", "goal-vague", Severity.WARNING, "Goals say a result.")
INFO = Rule("ECS011", "full-width-number", Severity.INFO, "Digits.")
SOURCE = SourceText("计划.yaml", "owner: 林😀x\nname: a\n")
W = words("en")


def finding(rule: Rule = ERROR, **changes: Any) -> Finding:
    fields: dict[str, Any] = {
        "message": "{name} is not defined",
        "at": SOURCE.span(7, 9),
        "params": {"name": "林😀", "limit": Money(Decimal("1.50"), "CNY"), "day": dt.date(2026, 3, 1)},
    }
    return Finding(rule, **(fields | changes))


def told(*findings: Finding) -> Any:
    return tell(findings, W)


def json_of(*checked: Checked, **options: Any) -> Any:
    return json.loads("".join(render(checked, "json", W, Layout(), **options)))


def test_concise_is_one_line_a_finding() -> None:
    lines = "".join(
        render(
            [Checked(".", told(finding(), finding(WARNING, message="two\nlines")), {})],
            "concise",
            W,
            Layout(),
        )
    ).splitlines()
    assert lines == [
        "计划.yaml:1:8: error[ECS203] 林😀 is not defined",
        "计划.yaml:1:8: warning[ECS402] two␊lines",
    ]


@pytest.mark.parametrize("file", ["a.yaml", "c:\\x y.yaml", "活动:1 #.yaml", "two\nlines\x1b.yaml"])
def test_editors_find_the_parts_of_a_line(file: str) -> None:
    source = SourceText(file, SOURCE.text)
    one = finding(at=source.span(7, 9), message="a: b\r\nerror[X] c")
    (line,) = "".join(render([Checked(".", told(one), {})], "concise", W, Layout())).splitlines()
    parts = re.fullmatch(r"(.+?):(\d+):(\d+): (error|warning|info)\[(\w+)\] (.+)", line)
    assert parts is not None
    assert parts.groups()[1:5] == ("1", "8", "error", "ECS203")
    assert len(parts[1]) == len(file)


def test_json_carries_everything() -> None:
    full = finding(
        label="here", hint="define it",
        related=(Related(SOURCE.span(0, 5), "{name} and {other}", {"other": "b"}), Related(At("tasks", "a"), "x")),
        fixes=(Fix(SOURCE.span(7, 9), "lin", safe=True),),
    )  # fmt: skip
    document = json_of(Checked("launch", told(full), {}, "launch_2026", 24, 3))
    assert (document["format"], document["version"]) == ("ecsc-check", 1)
    assert document["summary"] == {"errors": 1, "warnings": 0, "infos": 0, "waived": 0, "suppressed": 0}
    assert document["strategies"] == [{"folder": "launch", "id": "launch_2026", "tasks": 24, "goals": 3}]
    (one,) = document["findings"]
    assert one["message"] == "林😀 is not defined"
    assert one["params"]["limit"].endswith("1.50")
    assert all(isinstance(value, str) for value in one["params"].values())
    assert one["range"] == {
        "start": {"line": 1, "column": 8, "offset": 7},
        "end": {"line": 1, "column": 10, "offset": 9},
    }
    assert one["related"][0]["message"] == "林😀 and b"
    assert one["related"][1] == {"message": "x", "file": None, "range": None, "place": "tasks.a"}
    assert one["fixes"][0]["replacement"] == "lin"
    assert one["fixes"][0]["safe"] is True
    assert set(one) == {
        "code", "name", "severity", "outcome", "message", "label", "hint", "params", "missing", "strategy", "identity",
        "file",
        "range", "place", "related", "fixes",
    }  # fmt: skip


def test_json_of_nothing_is_a_document_too() -> None:
    assert json_of(Checked("x", (), {}, "x", 0, 0))["findings"] == []


@pytest.mark.parametrize("ascii_only", [False, True])
def test_json_survives_names_that_are_no_text(ascii_only: bool) -> None:
    lost = finding(params={"name": "a\udcffb😀"})
    text = "".join(render([Checked(".", told(lost), {})], "json", W, Layout(), ascii_only=ascii_only))
    text.encode("utf-8")
    assert text.isascii() is ascii_only
    assert json.loads(text)["findings"][0]["message"] == "a\udcffb😀 is not defined"


def test_json_tells_the_third_outcome() -> None:
    (one,) = json_of(Checked(".", told(undecidable(ERROR, SOURCE.span(0, 1), "a.b", subject="s")), {}))[
        "findings"
    ]
    assert (one["severity"], one["outcome"], one["missing"]) == ("info", "undecidable", ["a.b"])


@pytest.mark.parametrize(
    ("findings", "line"),
    [
        ([ERROR, ERROR, WARNING], "2 errors, 1 warning in 1 file"),
        ([ERROR], "1 error in 1 file"),
        ([WARNING, INFO], "1 warning, 1 note in 1 file"),
        ([INFO, INFO], "ecsc: a is sound: 24 tasks, 1 goal, 2 notes"),
        ([], "ecsc: a is sound: 24 tasks, 1 goal, 0 findings"),
    ],
)
def test_the_closing_line(findings: list[Rule], line: str) -> None:
    said = closing_line([Checked("a", told(*map(finding, findings)), {}, "a", 24, 1)], W)
    assert said == line


def test_a_run_that_failed_calls_nothing_sound() -> None:
    noted = [Checked("a", told(*map(finding, [INFO, INFO])), {}, "a", 24, 1)]
    assert closing_line(noted, W, failed=True) == "2 notes"
    both = [Checked("a", told(*map(finding, [WARNING, INFO])), {}, "a", 24, 1)]
    assert closing_line(both, W, failed=True) == closing_line(both, W)


def test_the_closing_line_of_several_and_of_none() -> None:
    clean = Checked("a", (), {}, "a", 10, 2)
    said = closing_line([clean, clean], W)
    assert said.startswith("ecsc: 2 strategies are sound: 20 tasks")
    assert closing_line([], W) == "ecsc: nothing was checked"


def test_findings_are_counted_by_severity() -> None:
    counts = tally([Checked("a", told(finding(WARNING), finding(INFO)), {})])
    assert (counts.errors, counts.warnings, counts.infos, counts.files) == (0, 1, 1, 1)
