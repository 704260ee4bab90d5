"""The guide to formats shows what `ecsc check` writes, line by line."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program
from ecsc.report import FORMATS

GUIDE = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")
BLOCKS: dict[str, str] = dict(re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL))
LEFT_OUT = "…"


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_example_is_what_is_written(
    format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "strategy.yaml").write_text(BLOCKS["yaml"], "utf-8")
    try:
        written = (
            CliRunner()
            .invoke(program, ["check", "--no-cache", "--format", format_name, "--lang", "en"])
            .stdout
        )
    finally:
        gc.enable()
    # What is left out may be anything; all the rest stands there in this order.
    parts = [re.escape(part) for part in BLOCKS[format_name].split(LEFT_OUT)]
    assert re.fullmatch(".*?".join(parts), written, re.DOTALL), written


def test_every_format_has_its_chapter_and_its_row() -> None:
    chapters = re.findall(r"^## (\w+)$", GUIDE, re.MULTILINE)
    assert tuple(chapters) == FORMATS
    rows = re.findall(r"^\| (`.*?`) \|", GUIDE, re.MULTILINE)
    assert tuple(name for row in rows for name in re.findall(r"`(\w+)`", row)) == FORMATS
