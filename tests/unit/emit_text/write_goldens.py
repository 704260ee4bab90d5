"""Rewrite the golden files: `python -m tests.unit.emit_text.write_goldens`, then read the difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ecsc.emit.checklist import render as render_checklist
from ecsc.emit.kpi import render as render_kpi
from ecsc.emit.plan_json import render as render_plan
from tests.unit.emit_text.apparel_sample import apparel

GOLDEN = Path(__file__).parent / "golden"


def rendered() -> Iterator[tuple[str, bytes]]:
    """Yield the golden files of the apparel brand: name and what it should hold."""
    for language in ("en", "zh-CN"):
        compiled = apparel(language)
        for render in (render_checklist, render_kpi, render_plan):
            for artifact in render(compiled, language):
                if language == "en" or not artifact.name.endswith(".json"):
                    stem, _, suffix = artifact.name.partition(".")
                    yield f"{stem}.{language}.{suffix}", artifact.content


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, content in rendered():
        (GOLDEN / name).write_bytes(content)
