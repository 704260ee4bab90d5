"""The text outputs of the apparel brand, byte by byte; `--update-goldens` rewrites them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecsc.emit.calendar import render as render_calendar
from ecsc.emit.checklist import render as render_checklist
from ecsc.emit.import_files import render as render_import_files
from ecsc.emit.kpi import render as render_kpi
from ecsc.emit.money import render as render_money
from ecsc.emit.plan_json import render as render_plan
from tests.unit.emit_text.apparel_sample import apparel

GOLDEN = Path(__file__).parent / "golden"


def rendered() -> Iterator[tuple[str, bytes]]:
    """Yield the golden files of the apparel brand: name and what it should hold."""
    for language in ("en", "zh-CN"):
        compiled = apparel(language)
        for render in (
            render_checklist,
            render_kpi,
            render_money,
            render_plan,
            render_calendar,
            render_import_files,
        ):
            for artifact in render(compiled, language):
                if language == "en" or not artifact.name.endswith(".json"):
                    stem, _, suffix = artifact.name.partition(".")
                    yield f"{stem}.{language}.{suffix}", artifact.content


RENDERED = dict(rendered())


@pytest.mark.parametrize("name", RENDERED)
def test_golden(name: str, update_goldens: bool) -> None:
    if update_goldens:
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(RENDERED[name])
    assert RENDERED[name].decode() == (GOLDEN / name).read_bytes().decode()


def test_no_golden_is_an_orphan() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(RENDERED)


def test_twice_the_same_bytes() -> None:
    assert dict(rendered()) == RENDERED
