"""SARIF: each line is a trap that viewers fall into when it is not minded."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest

from ecsc.diagnostics import Fix, Severity, Span
from ecsc.messages import words
from ecsc.report import Layout, render
from tests.unit.report.samples import (
    HOSTILE,
    NAME,
    SOURCE,
    checked,
    everything,
    full,
    span,
    suppressed,
    text,
    told,
    waived,
)


def run_of(*given: Any, **options: Any) -> Any:
    document = json.loads(text("sarif", *given, **options))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    return run


def results(*given: Any, **options: Any) -> Any:
    return run_of(*given, **options)["results"]


def place(result: Any) -> Any:
    return result["locations"][0]["physicalLocation"]


def test_columns_are_said_to_be_code_points() -> None:
    # Without it viewers count UTF-16 units, and every column behind an emoji is wrong.
    assert run_of(checked(full()))["columnKind"] == "unicodeCodePoints"
    region = place(results(checked(full()))[0])["region"]
    assert region == {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 11}
    line = SOURCE.text.split("\n")[1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "林😀x"


def test_regions_are_of_one_line_and_open_to_its_end() -> None:
    many = told(at=span("双: |\n  a\n  b"))
    assert place(results(checked(many))[0])["region"] == {"startLine": 3, "startColumn": 1}


def test_a_file_that_cannot_be_read_has_no_columns() -> None:
    broken = told(at=Span("b.yaml", 0, 0, 1, 1, 1, 1))
    assert place(results(checked(broken))[0])["region"] == {"startLine": 1}


@pytest.mark.parametrize(
    ("file", "prefix", "uri"),
    [
        (NAME, "", "plans/%E6%B4%BB%E5%8A%A8%20%E8%AE%A1%E5%88%92%231%20100%25.yaml"),
        ("a.yaml", "shop/2026 plan", "shop/2026%20plan/a.yaml"),
        ("../b?.yaml", "shop/x", "shop/b%3F.yaml"),
        ("c:d.yaml", "", "c%3Ad.yaml"),
        ("a\\b.yaml", "", "a%5Cb.yaml"),
        ("caf\udce9.yaml", "", "caf%E9.yaml"),
    ],
)
def test_files_are_uris_from_the_root_of_the_repository(file: str, prefix: str, uri: str) -> None:
    one = told(at=Span(file, 0, 1, 1, 1, 1, 2))
    found = place(results(checked(one), prefix=prefix)[0])["artifactLocation"]
    assert found == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert unquote(found["uri"], errors="surrogateescape").endswith(file.removeprefix("../"))
    assert "%SRCROOT%" in run_of(checked(one))["originalUriBaseIds"]


def test_files_outside_the_repository_are_not_said_to_be_in_it() -> None:
    above, elsewhere = (
        told(at=Span(file, 0, 1, 1, 1, 1, 2)) for file in ("../../x y.yaml", "/else/x y.yaml")
    )
    found = [place(each)["artifactLocation"] for each in results(checked(above, elsewhere), prefix="shop")]
    assert found == [{"uri": "../x%20y.yaml"}, {"uri": "file:///else/x%20y.yaml"}]


def test_each_result_points_to_its_rule() -> None:
    run = run_of(everything())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_rules_are_described_in_short_and_in_full_and_with_help() -> None:
    rules = run_of(checked(told(), told(code="ECS402", identity="x")))["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["shortDescription"]["text"].strip()
        assert "\n" not in rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"] != rule["shortDescription"]["text"]
        assert "```" in rule["help"]["markdown"]
        assert "```" not in rule["help"]["text"]
        assert "Fails:" in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["name"].isidentifier()


def test_rules_are_described_in_the_language_of_the_run() -> None:
    w = words("zh-CN")
    (run,) = json.loads("".join(render([checked(told())], "sarif", w, Layout())))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert run["language"] == "zh-CN"
    for text_of_rule in (
        rule["shortDescription"]["text"],
        rule["fullDescription"]["text"],
        rule["help"]["text"],
    ):
        assert re.search("[\u4e00-\u9fff]", text_of_rule)
    assert "```yaml\necsc: 1\n" in rule["help"]["markdown"]


def test_a_rule_of_a_plug_in_is_known_by_its_code() -> None:
    (rule,) = run_of(checked(told(code="ACME001")))["tool"]["driver"]["rules"]
    assert rule["id"] == "ACME001"


def test_levels() -> None:
    given = [told(severity=each, identity=each.value) for each in Severity]
    assert {result["level"] for result in results(checked(*given))} == {"error", "warning", "note"}


def test_related_places_say_what_stands_there() -> None:
    first, lines, other = results(checked(full()))[0]["relatedLocations"]
    assert [each["id"] for each in (first, lines, other)] == [1, 2, 3]
    assert first["message"]["text"] == "first here"
    assert first["physicalLocation"]["region"]["startColumn"] == 2
    assert lines["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 1}
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "other%20%232.yaml"


def test_a_fix_deletes_exactly_what_it_replaces() -> None:
    fixes = (Fix(span("双: |\n  a\n  b"), "双: ab", safe=True), Fix(SOURCE.span(8, 9), "  ", safe=True))
    elsewhere = Fix(Span("o.yaml", 0, 0, 1, 1, 1, 1), "x: 1\n", safe=True)
    (fix,) = results(checked(full(fixes=(*fixes, elsewhere))))[0]["fixes"]
    here, there = fix["artifactChanges"]
    assert [each["deletedRegion"] for each in here["replacements"]] == [
        {"startLine": 3, "startColumn": 1, "endLine": 5, "endColumn": 4},
        {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2},
    ]
    assert [each["insertedContent"]["text"] for each in here["replacements"]] == ["双: ab", "  "]
    assert there["artifactLocation"]["uri"] == "o.yaml"
    # The places of the fix are those of the text: applied, it is what was meant.
    text_of_file = SOURCE.text
    for one in sorted(fixes, key=lambda each: -each.span.start):
        text_of_file = text_of_file[: one.span.start] + one.text + text_of_file[one.span.end :]
    assert text_of_file == "ecsc: 1\n  name: 林😀x of 中文\n双: ab\nend: 1\n"


def test_only_what_is_safe_is_called_so() -> None:
    safe, unsafe = (full(fixes=(Fix(span(), "x", safe=each),), identity=str(each)) for each in (True, False))
    told_of = [each["fixes"][0]["description"]["text"] for each in results(checked(safe, unsafe))]
    assert ["--unsafe-fixes" in each for each in told_of] == [False, True]


def test_what_is_set_aside_is_a_result_with_its_reason() -> None:
    one = checked(
        full(),
        waived=(waived(),),
        suppressed=(suppressed("comment", span("end"), "soon"), suppressed("baseline", None)),
    )
    plain, by_waiver, by_comment, by_baseline = results(one)
    assert "suppressions" not in plain
    (waiver,) = by_waiver["suppressions"]
    assert (waiver["kind"], waiver["status"]) == ("inSource", "accepted")
    assert "known | until <spring>" in waiver["justification"]
    assert waiver["location"]["physicalLocation"]["region"]["startLine"] == 6
    (comment,) = by_comment["suppressions"]
    assert (comment["kind"], comment["justification"]) == ("inSource", "soon")
    assert comment["location"]["physicalLocation"]["region"]["startLine"] == 6
    (baseline,) = by_baseline["suppressions"]
    assert baseline == {"kind": "external", "status": "accepted"}


def test_each_result_has_a_file_even_where_none_is_meant() -> None:
    # Code scanning refuses a whole report for one result without.
    nowhere = [told(at=at, identity=str(at)) for at in ("tasks.a", Span("", 0, 0, 1, 1, 1, 1))]
    for result in results(checked(*nowhere), checked(*nowhere, sources={}, folder="b")):
        assert place(result)["artifactLocation"]["uri"]
        assert place(result)["region"]["startLine"] == 1


def test_a_message_holds_no_link_of_an_author() -> None:
    (result,) = results(checked(told(message=HOSTILE)))
    assert "\\[click\\](https" in result["message"]["text"]


def test_nothing_is_a_document_too() -> None:
    assert results() == []
    assert run_of()["tool"]["driver"]["rules"] == []


@pytest.mark.parametrize("ascii_only", [False, True])
def test_names_that_are_no_text_keep_strict_readers_whole(ascii_only: bool) -> None:
    lost = told(message="a\udcff\ud800b😀", at=Span("x\udce9.yaml", 0, 1, 1, 1, 1, 2))
    written = text("sarif", checked(lost), ascii_only=ascii_only)
    assert written.isascii() is ascii_only
    assert "\\ud800" not in written
    assert results(checked(lost), ascii_only=ascii_only)[0]["message"]["text"].startswith("a��b😀")
