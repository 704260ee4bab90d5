"""The guide to waivers and scenarios shows what ecsc does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program
from ecsc.pipeline import StrategyInput, compile_strategy

GUIDE = (Path(__file__).parent.parent / "docs" / "waivers_and_scenarios.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("number", range(2))
def test_the_examples_are_sound(number: int) -> None:
    result = compile_strategy(StrategyInput("demo", (("demo.yaml", EXAMPLES[number].encode()),)))
    assert [one.rule.code for one in result.findings if one.level != "info"] == []
    assert len(result.waived) == 1 - number


def test_the_comparison_is_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "demo.yaml").write_text(EXAMPLES[1], "utf-8")
    shown = CliRunner().invoke(program, ["scenarios", str(tmp_path)], env={"LANG": "C", "COLUMNS": "100"})
    (printed,) = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    assert shown.output == printed
