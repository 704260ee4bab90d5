"""What a finding is known by in SARIF and GitLab: from run to run the same, and of no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from ecsc.diagnostics import Finding, Rule, Severity, Span, identities
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report import Checked, Layout, render
from ecsc.runs import checked as in_words
from tests.unit.report.samples import checked, everything, text, told

CASES = sorted((Path(__file__).parents[2] / "cases" / "err").glob("*.yaml"))


def sarif(*given: Checked, **options: str) -> list[str]:
    run = json.loads(text("sarif", *given, **options))["runs"][0]
    return [result["partialFingerprints"]["ecscIdentity/v1"] for result in run["results"]]


def gitlab(*given: Checked, **options: str) -> list[str]:
    return [each["fingerprint"] for each in json.loads(text("gitlab", *given, **options))]


def test_no_two_are_alike() -> None:
    twice = [everything(), everything(), replace(everything(), folder="b"), checked(told(), told())]
    for known in (sarif(*twice), gitlab(*twice)):
        assert len(set(known)) == len(known)
        assert all(len(each) == 32 for each in known)


def test_both_formats_know_a_finding_by_the_same() -> None:
    one = checked(told(), told(identity="ECS402 goals.g"))
    assert sarif(one) == gitlab(one)


def test_the_folder_counts_from_the_root_wherever_the_command_runs() -> None:
    here = checked(told(), folder="plans", strategy=None)
    assert sarif(here, prefix="shop") == sarif(replace(here, folder="."), prefix="shop/plans")
    assert sarif(here) != sarif(replace(here, folder="others"))


def test_a_strategy_is_known_again_in_another_folder() -> None:
    assert sarif(checked(told(), folder="plans")) == sarif(checked(told(), folder="2027"))


def told_of(content: bytes, language: str = "en") -> Checked:
    return in_words(compile_strategy(StrategyInput("x", (("x/a.yaml", content),))), words(language))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_lines_above_and_the_language_change_none(path: Path) -> None:
    content = path.read_bytes()
    before = sarif(told_of(content))
    assert before
    assert sarif(told_of(b"# a line\n\n" + content)) == before
    chinese = "".join(render([told_of(content, "zh-CN")], "gitlab", words("zh-CN"), Layout()))
    assert sorted(each["fingerprint"] for each in json.loads(chinese)) == sorted(gitlab(told_of(content)))


HEADER = (
    "ecsc: 1\nstrategy: {id: a, name: A, period: 2026-H1, currency: CNY, owner: lin}\n"
    "people: {lin: {name: Lin Wei}}\n"
)


def known(text: str, code: str, file: str = "s.yaml") -> list[str]:
    result = compile_strategy(StrategyInput("x", ((file, (HEADER + text).encode()),)), plan=False)
    every = zip(result.findings, identities(result.findings), strict=True)
    return [name for finding, name in every if finding.rule.code == code]


@pytest.mark.parametrize(
    ("before", "after", "code", "name"),
    [
        ("t: {name: “A”}", "t: {name: “B”, description: x}", "ECS013", "tasks.t.name"),
        ("t:\n\tname: A", "t:\n\tname: A\n\towner: lin", "ECS015", "tasks"),
        ("t: {duration: ３d}", "t: {duration: ４d, owner: lin}", "ECS016", "tasks.t.duration"),
        ("t: {ownr: lin}", "t: {name: A, ownr: li}", "ECS101", "tasks.t.ownr"),
        ("t: {name: A}}", "t: {name: B, owner: lin}}", "ECS026", "}"),
    ],
)
def test_a_slip_of_yaml_is_known_by_its_entry_not_by_line_or_file(
    before: str, after: str, code: str, name: str
) -> None:
    assert known(f"tasks:\n  {before}\n", code) == [f"{code} {name}"]
    assert known(f"tasks:\n  {after}\n", code, "t.yaml") == [f"{code} {name}"]


def test_a_cell_of_a_table_is_known_by_its_entry() -> None:
    text = f"{HEADER}tables: {{products: p.csv}}\n"
    cells = b"id,name,floor_enforced\none,One,\ntwo,Two,maybe\n"
    given = StrategyInput("x", (("s.yaml", text.encode()),), {"p.csv": lambda: cells})
    result = compile_strategy(given, plan=False)
    assert "ECS161 products.two.floor_enforced" in list(identities(result.findings))


def test_another_version_that_knows_more_fields_changes_none() -> None:
    # What could stand there is advice, and longer in the next version.
    rule = Rule("ECS101", "unknown-field", Severity.ERROR, "Fields are known.")
    span = Span("a.yaml", 0, 1, 1, 1, 1, 2)
    old, new, other = (
        Finding(rule, "{key} is no field", span, {"key": key, "fields": fields})
        for key, fields in (("ownr", ["owner"]), ("ownr", ["owner", "own"]), ("nme", ["owner"]))
    )
    assert list(identities([old])) == list(identities([new])) != list(identities([other]))
