"""What pipelines read: JUnit, GitHub commands, GitLab Code Quality and reviewdog, each by somebody else's code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ecsc.diagnostics import Severity
from ecsc.report import Checked, Told
from tests.consumers.readers import NAMES, found, ran, reports
from tests.unit.report.samples import HOSTILE, checked, span, text, told

pytestmark = pytest.mark.consumer


def put(folder: Path, content: str) -> Path:
    """Write a report to a file and return it."""
    path = folder / "report"
    path.write_text(content, "utf-8")
    return path


# JUnit


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_of_jenkins_accepts_it(name: str, tmp_path: Path) -> None:
    schema, python = found("schemas/junit-10.xsd"), found("venv/bin/python")
    code = "import sys, xmlschema; xmlschema.XMLSchema(sys.argv[1]).validate(sys.argv[2])"
    done = ran(python, "-c", code, schema, put(tmp_path, reports("junit")[name]))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_junitparser_counts_what_is_written(name: str) -> None:
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    document = junitparser.JUnitXml.fromstring(reports("junit")[name].encode())
    said = (document.tests, document.failures, document.errors)
    suites = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in document]
    document.update_statistics()
    assert (document.tests, document.failures, document.errors) == said
    counted = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in document]
    assert counted == suites


def test_junitparser_reads_messages_whole() -> None:
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    written = text("junit", checked(told(message="a < b & \"c\" '中'😀\nd")))
    (suite,) = junitparser.JUnitXml.fromstring(written.encode())
    (case,) = suite
    (result,) = case.result
    assert isinstance(result, junitparser.Failure)
    assert result.message == "a < b & \"c\" '中'😀\nd"


# GitHub


CORE = """
import * as core from '@actions/core';
import { readFileSync } from 'node:fs';
for (const [kind, message, properties] of JSON.parse(readFileSync(0, 'utf-8'))) core[kind](message, properties);
"""
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def test_commands_are_those_of_the_toolkit_of_github(node: Callable[[str, str], str]) -> None:
    given = [
        told(),
        told(at=span("双: |\n  a\n  b"), severity=Severity.WARNING),
        told(message=HOSTILE, hint="", severity=Severity.INFO),
        told(name="a:b,c%\n", message="100% \r\n:,", hint=""),
    ]
    ours = text("github", Checked("", tuple(given), {}), prefix="a:b,c% 中")
    theirs = node(
        CORE, json.dumps([_command(each) for each in sorted(given, key=lambda one: one.severity.rank)])
    )
    assert ours == theirs


def _command(finding: Told) -> tuple[str, str, dict[str, Any]]:
    at: Any = finding.at
    properties = {
        "title": f"{finding.code} {finding.name}", "file": f"a:b,c% 中/{at.file}", "startLine": at.line,
        "endLine": at.end_line,
    }  # fmt: skip
    if at.line == at.end_line:
        properties |= {"startColumn": at.column, "endColumn": at.end_column}
    message = f"{finding.message}\n\n{finding.hint}" if finding.hint else finding.message
    return KINDS[finding.severity], message, properties


# reviewdog


@pytest.mark.parametrize("name", NAMES)
def test_the_validator_of_reviewdogs_format_accepts_it(name: str, tmp_path: Path) -> None:
    tool = found("node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js")
    done = ran(
        "node",
        tool,
        "--strict",
        "--no-extra-fields",
        "--format",
        "json",
        put(tmp_path, reports("rdjson")[name]),
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_validator_of_reviewdogs_format_sees_what_is_wrong(tmp_path: Path) -> None:
    tool = found("node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js")
    broken = reports("rdjson")["hostile"].replace('"path"', '"file"')
    assert ran("node", tool, "--strict", "--no-extra-fields", put(tmp_path, broken)).returncode != 0


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_of_reviewdog_accepts_it(name: str) -> None:
    whence = "it is in reviewdog's repository, below proto/rdf/jsonschema"
    schema = json.loads(found("schemas/DiagnosticResult.json", whence).read_text("utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    assert not [error.message for error in validator.iter_errors(json.loads(reports("rdjson")[name]))]


# GitLab


@pytest.mark.parametrize("name", NAMES)
def test_gitlab_gets_the_fields_that_it_documents(name: str) -> None:
    entries = json.loads(reports("gitlab")[name])
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(isinstance(entry[key], str) and entry[key] for key in set(entry) - {"location"})
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not entry["location"]["path"].startswith(("./", "/"))
        assert isinstance(entry["location"]["lines"]["begin"], int)
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
