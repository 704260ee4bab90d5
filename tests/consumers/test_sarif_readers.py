"""SARIF as read by Microsoft's validator (with the rules of GitHub), by its JSON Schema, and by sarif-tools."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.consumers.readers import NAMES, found, ran, reports

pytestmark = pytest.mark.consumer

EXPECTED = {
    "SARIF2005",  # informationUri: ecsc has no address of its own
    "SARIF2002",  # messages by id: code scanning reads text alone
    "SARIF2003",  # version control: no git is asked
    "SARIF2006",  # whether the address of the schema answers
    "SARIF2010", "SARIF2011",  # the text of the files in the report: readers have the files
    "SARIF2012",  # helpUri: as informationUri; the help itself is in the report
}  # fmt: skip
"""What the validator notes and is meant so."""


@pytest.mark.parametrize("name", NAMES)
def test_the_validator_of_sarif_and_of_github_finds_nothing(name: str, tmp_path: Path) -> None:
    tool = found("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
    (tmp_path / "report.sarif").write_text(reports("sarif")[name], "utf-8")
    tool.chmod(0o755)
    done = ran(
        tool, "validate", "report.sarif", "--rule-kind", "Sarif;Gh", "--level", "Error;Warning;Note",
        "--kind", "Fail;Pass;Review;Open;Informational", "--output", "found.sarif", cwd=tmp_path,
    )  # fmt: skip
    said = json.loads((tmp_path / "found.sarif").read_text("utf-8-sig"))["runs"][0]
    wrong = [each for each in said["results"] if each["ruleId"] not in EXPECTED]
    assert not wrong, done.stdout
    assert "Analysis completed successfully" in done.stdout
    assert not [each for each in said["results"] if each.get("level", "warning") == "error"]


def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    tool = found("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
    broken = reports("sarif")["hostile"].replace('"startLine": 2', '"startLine": 0')
    (tmp_path / "report.sarif").write_text(broken, "utf-8")
    tool.chmod(0o755)
    ran(tool, "validate", "report.sarif", "--rule-kind", "Sarif;Gh", "--output", "found.sarif", cwd=tmp_path)
    said = json.loads((tmp_path / "found.sarif").read_text("utf-8-sig"))["runs"][0]
    assert any(each["ruleId"].startswith("JSON") for each in said["results"])


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_of_sarif_accepts_it(name: str) -> None:
    path = found("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    schema = json.loads(path.read_text("utf-8"))
    validator: Any = jsonschema.validators.validator_for(schema)(schema)
    assert not [error.message for error in validator.iter_errors(json.loads(reports("sarif")[name]))]


@pytest.mark.parametrize("name", NAMES)
def test_sarif_tools_count_what_we_count(name: str, tmp_path: Path) -> None:
    tool = found("venv/bin/sarif")
    written = reports("sarif")[name]
    (tmp_path / "report.sarif").write_text(written, "utf-8")
    done = ran(tool, "csv", "report.sarif", "--output", "report.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    levels = Counter(each["level"] for each in json.loads(written)["runs"][0]["results"])
    assert Counter(row["Severity"] for row in rows) == levels
    assert all(row["Location"].startswith("shop/") for row in rows)
    summary = ran(tool, "summary", "report.sarif", cwd=tmp_path).stdout
    assert f"error: {levels['error']}" in summary
