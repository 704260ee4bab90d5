"""Small strategies with the findings they must give: `x.yaml` beside `x.out`, one finding a line.

A line reads `line:column severity[code] message`, and below it, indented, the places that explain it.
`--update-goldens` rewrites the `.out` files.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ecsc.diagnostics import Span
from ecsc.messages import words
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.report import render_message

CASES = Path(__file__).parent / "cases"
ERR = sorted((CASES / "err").glob("*.yaml"))
OK = sorted((CASES / "ok").glob("*.yaml"))


def compiled(path: Path) -> Result:
    return compile_strategy(StrategyInput(str(path.parent), ((path.name, path.read_bytes()),)))


def lines(result: Result) -> str:
    w = words("en")
    out = []
    for finding in result.findings:
        at = finding.at
        assert isinstance(at, Span)
        message = render_message(finding.message, finding.params, w)
        mark = " (undecidable)" if finding.outcome == "undecidable" else ""
        out.append(f"{at.line}:{at.column} {finding.level}[{finding.rule.code}]{mark} {message}")
        for related in finding.related:
            place = related.at
            assert isinstance(place, Span)
            label = render_message(related.label, {**finding.params, **related.extra}, w)
            out.append(f"    {place.line}:{place.column} {label}")
        if finding.hint:
            out.append(f"    help: {render_message(finding.hint, finding.params, w)}")
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("path", ERR, ids=lambda path: path.stem)
def test_findings_are_as_written(path: Path, update_goldens: bool) -> None:
    golden = path.with_suffix(".out")
    found = lines(compiled(path))
    if update_goldens:
        golden.write_text(found, "utf-8", newline="\n")
    assert golden.exists(), "run pytest --update-goldens"
    assert found == golden.read_text("utf-8")


@pytest.mark.parametrize("path", ERR, ids=lambda path: path.stem)
def test_each_case_finds_something(path: Path) -> None:
    assert compiled(path).findings


@pytest.mark.parametrize("path", OK, ids=lambda path: path.stem)
def test_what_is_in_order_is_quiet(path: Path) -> None:
    result = compiled(path)
    assert [f for f in result.findings if f.level != "info"] == []
    assert result.compiled is not None


def test_no_golden_is_an_orphan() -> None:
    assert {path.stem for path in (CASES / "err").glob("*.out")} == {path.stem for path in ERR}
