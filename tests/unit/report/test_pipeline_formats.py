"""What pipelines read: GitHub commands, GitLab Code Quality, JUnit and reviewdog, each with its traps."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from ecsc.diagnostics import Fix, Severity, Span
from tests.unit.report.samples import (
    HOSTILE,
    NAME,
    SOURCE,
    checked,
    everything,
    full,
    span,
    text,
    told,
    waived,
)

SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def several(n: int, severity: Severity) -> list[Any]:
    return [told(severity=severity, identity=f"{severity.value} {number}") for number in range(n)]


# GitHub


def github(*given: Any, **options: Any) -> list[str]:
    return text("github", *given, **options).splitlines()


def test_a_command_says_where_and_what() -> None:
    (line,) = github(checked(told(), folder="."), prefix="shop")
    assert line == (
        "::error title=ECS203 unknown-id,file=shop/plans/活动 计划#1 100%25.yaml,line=2,endLine=2,col=8,endColumn=11"
        "::林 is not defined%0A%0Adefine it"
    )


def test_the_percent_sign_is_escaped_before_what_it_escapes() -> None:
    (line,) = github(checked(told(message="100%, %0A a\r\nb: c", hint="")))
    assert line.endswith("::100%25, %250A a%0D%0Ab: c")


def test_a_property_ends_at_no_colon_and_no_comma() -> None:
    (line,) = github(checked(told(at=Span("a:b,c%\n.yaml", 0, 1, 1, 1, 1, 2), hint="")))
    assert "file=a%3Ab%2Cc%25%0A.yaml,line=1" in line


def test_columns_are_left_out_over_several_lines_and_for_whole_files() -> None:
    lines = github(checked(told(at=span("双: |\n  a\n  b")), told(at=Span("b.yaml", 0, 0, 1, 1, 1, 1))))
    assert "line=3,endLine=5::" in lines[0]
    assert "file=b.yaml,line=1::" in lines[1]
    assert not any("col" in line.split("::")[1] for line in lines)


def test_errors_come_first() -> None:
    given = [told(severity=each, identity=each.value) for each in SEVERITIES]
    kinds = [line.split(" ")[0] for line in github(checked(*given))]
    assert kinds == ["::error", "::warning", "::notice"]


@pytest.mark.parametrize("severity", SEVERITIES)
def test_more_than_ten_of_a_kind_are_counted(severity: Severity) -> None:
    assert len(github(checked(*several(10, severity)))) == 10
    lines = github(checked(*several(11, severity)))
    assert len(lines) == 13
    assert "11 " in lines[11]
    assert "shows 10" in lines[12]


def test_every_line_of_a_hostile_text_is_one_command() -> None:
    lines = github(everything())
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert len(lines) == 6


def test_nothing_is_no_command() -> None:
    assert github() == []
    assert github(checked()) == []


# GitLab


def gitlab(*given: Any, **options: Any) -> Any:
    return json.loads(text("gitlab", *given, **options))


def test_an_entry_has_what_gitlab_asks_for() -> None:
    (entry,) = gitlab(checked(told(at=span("双: |\n  a\n  b"))), prefix="shop")
    fingerprint = entry.pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{32}", fingerprint)
    assert entry == {
        "description": "林 is not defined define it",
        "check_name": "ECS203",
        "severity": "major",
        "location": {"path": f"shop/{NAME}", "lines": {"begin": 3, "end": 5}},
    }


def test_no_entry_is_lost_or_without_a_line() -> None:
    entries = gitlab(everything())
    assert len(entries) == 6
    for entry in entries:
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        path = entry["location"]["path"]
        assert path
        assert not path.startswith(("/", "./"))
        assert "\n" not in entry["description"]


def test_no_entries_are_an_array() -> None:
    assert gitlab() == gitlab(checked()) == []


# JUnit


KNOWN = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
}
"""What of the schema's attributes may be written, by element."""


def junit(*given: Any, **options: Any) -> Any:
    return ET.fromstring(text("junit", *given, **options).encode())  # noqa: S314 - our own


def test_only_attributes_of_the_schema_are_written() -> None:
    for element in junit(everything(), checked(folder="b")).iter():
        assert set(element.attrib) <= KNOWN[element.tag], element.tag


@pytest.mark.parametrize("fail_on", Severity)
def test_the_counts_are_those_of_the_cases(fail_on: Severity) -> None:
    both = (everything(), checked(folder="b", strategy=None))
    root = junit(*(replace(one, fail_on=fail_on) for one in both))
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
        names = [case.get("name") for case in cases]
        assert len(set(names)) == len(names)
    assert int(root.get("tests")) == len(root.findall("testsuite/testcase"))
    assert int(root.get("failures")) == len(root.findall("testsuite/testcase/failure"))


def test_what_fails_the_run_fails_the_case() -> None:
    given = checked(*[told(severity=each, identity=each.value, name=each.value) for each in SEVERITIES])
    failing = {
        fail_on: {case.get("name").split(": ")[0] for case in junit(replace(given, fail_on=fail_on)).iter("testcase")
                  if case.find("failure") is not None}
        for fail_on in Severity
    }  # fmt: skip
    assert failing[Severity.ERROR] == {"ECS203 error"}
    assert failing[Severity.WARNING] == {"ECS203 error", "ECS203 warning"}
    assert failing[Severity.INFO] == {"ECS203 error", "ECS203 warning", "ECS203 info"}


def test_a_suite_in_which_nothing_fails_has_a_case_that_passes() -> None:
    for given in (checked(), checked(told(severity=Severity.INFO)), checked(waived=(waived(),))):
        (suite,) = junit(given)
        passed = [case for case in suite if not len(case)]
        assert [case.get("name") for case in passed] == ["ecsc check"]
    assert [case for case in junit(checked(told()))[0] if not len(case)] == []


def test_what_is_waived_is_skipped_with_its_reason() -> None:
    skipped = junit(checked(told(), waived=(waived(),))).find(".//skipped")
    assert "known | until <spring>" in skipped.get("message")


def test_no_character_that_xml_forbids_is_written() -> None:
    every = (
        "".join(map(chr, [*range(0x20), 0x7F, 0x85, 0x2028, 0xD800, 0xFFFE, 0xFFFF, 0x1FFFE])) + "]]><&\"'"
    )
    hostile = told(message=every, hint=every, at=Span(every, 0, 1, 1, 1, 1, 2))
    for ascii_only in (False, True):
        written = text("junit", checked(hostile, strategy=every), ascii_only=ascii_only)
        forbidden = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
        assert not forbidden.search(written)
        root = ET.fromstring(written.encode())  # noqa: S314 - our own
        assert root.find(".//failure").get("message").endswith("]]><&\"'")  # type: ignore[union-attr]


def test_an_output_that_is_ascii_has_every_letter() -> None:
    written = text("junit", checked(told(message="中😀")), ascii_only=True)
    assert written.isascii()
    root = ET.fromstring(written)  # noqa: S314 - our own
    assert root.find(".//failure").get("message") == "中😀"  # type: ignore[union-attr]


def test_no_suites_are_a_document() -> None:
    assert junit().get("tests") == "0"


# reviewdog


def rdjson(*given: Any, **options: Any) -> Any:
    return json.loads(text("rdjson", *given, **options))["diagnostics"]


def test_columns_count_bytes_of_utf_8() -> None:
    # A tab is one byte, an ideograph three, an emoji four.
    (found,) = rdjson(checked(told(at=span("中文"))))
    assert found["location"]["range"] == {
        "start": {"line": 2, "column": 20}, "end": {"line": 2, "column": 26},
    }  # fmt: skip
    line = SOURCE.text.split("\n")[1].encode()
    assert line[19:25].decode() == "中文"


def test_a_suggestion_replaces_exactly_its_bytes() -> None:
    fix = Fix(span("双: |\n  a\n  b"), "双: ab", safe=True)
    (found,) = rdjson(checked(full(fixes=(fix,))))
    (suggestion,) = found["suggestions"]
    assert suggestion == {
        "range": {"start": {"line": 3, "column": 1}, "end": {"line": 5, "column": 4}}, "text": "双: ab",
    }  # fmt: skip


def test_only_what_one_click_can_mend_is_suggested() -> None:
    fix = Fix(span(), "x", safe=True)
    for fixes in (
        (Fix(span(), "x", safe=False),),
        (fix, Fix(span("end"), "x", safe=True)),
        (Fix(Span("o.yaml", 0, 1, 1, 1, 1, 2), "x", safe=True),),
    ):
        assert "suggestions" not in rdjson(checked(full(fixes=fixes)))[0]
    assert "suggestions" in rdjson(checked(full(fixes=(fix,))))[0]


def test_without_the_text_lines_are_said_and_nothing_is_suggested() -> None:
    (found,) = rdjson(checked(full(), sources={}))
    assert found["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in found


def test_nothing_is_lost_for_want_of_a_file() -> None:
    found = rdjson(everything(), prefix="shop")
    assert len(found) == 6
    assert all(each["location"]["path"].startswith("shop/") for each in found)
    assert [len(each.get("related_locations", ())) for each in found] == [3, 0, 0, 0, 0, 0]


def test_no_diagnostics_are_a_document() -> None:
    assert rdjson() == []


# All of them


@pytest.mark.parametrize("format_name", ["json", "jsonl", "sarif", "gitlab", "rdjson", "junit"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_hostile_text_is_carried_whole(format_name: Any, ascii_only: bool) -> None:
    one = replace(everything(), strategy="a\udcff</testsuite>")
    written = text(format_name, one, ascii_only=ascii_only)
    written.encode("utf-8")
    assert not ascii_only or written.isascii()
    if format_name == "junit":
        ET.fromstring(written.encode())  # noqa: S314 - our own
        return
    documents = (
        [json.loads(line) for line in written.splitlines()]
        if format_name == "jsonl"
        else [json.loads(written)]
    )
    assert any(HOSTILE.split("\n")[0] in str(each) for each in documents)
