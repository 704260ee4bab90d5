"""Names that try to break out: no output changes its shape, whatever a name holds."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from ecsc.compiled import Compiled
from ecsc.emit.checklist import render as render_checklist
from ecsc.emit.kpi import render as render_kpi
from ecsc.emit.plan_json import render as render_plan
from tests.unit.emit_text.apparel_sample import apparel

HOSTILE = [
    "two\nlines",
    "a\r\n# Heading\r\n- [x] done",
    "cell | another | third",
    '=cmd|"/c calc"!A1',
    "@SUM(A1)",
    "\t=1+1",
    "x" * 500,
    "<script>alert(1)</script>",
    "<!-- hidden",
    "](javascript:alert(1))",
    "`` ` ``` code",
    "**bold** __also__ ~~gone~~",
    "---",
    "1. one",
    "مرحبا بالعالم",
    "\u202eevil\u202c",
    "👩‍👩‍👧‍👦🇨🇳",
    "{{ 7 * 7 }}{% raw %}{owner}",
    "\u2028\u2029\x85\x0b\x0c",
    "\\",
    "&lt;b&gt;",
    "'; DROP TABLE tasks; --",
    " ",
    "",
]
NAMES = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=40), st.text("|`*_#<>\\\n\r\t=+-@[](){}! ", max_size=20)
)


def renamed(text: str) -> Compiled:
    """Return the apparel brand with `text` wherever an author writes words."""
    plan = apparel().plan
    work = plan.work

    def name(items: tuple[object, ...], **more: object) -> tuple[object, ...]:
        return tuple(structs.replace(item, name=text, **more) for item in items)  # type: ignore[type-var]

    tasks = tuple(
        structs.replace(
            task,
            name=text,
            description=f"note {text}",
            checklist=tuple(f"{text}{n}" for n, _ in enumerate(task.checklist)),
        )
        for task in work.tasks
    )
    targets = tuple(
        structs.replace(
            row, metric_name=text, channel_name=row.channel and f"c{text}", scope=row.scope and f"s{text}"
        )
        for row in plan.targets
    )
    work = structs.replace(work, tasks=tasks, milestones=name(work.milestones), phases=name(work.phases))
    plan = structs.replace(
        plan,
        strategy=structs.replace(plan.strategy, name=text),
        work=work,
        targets=targets,
        goals=name(plan.goals),
        people=name(plan.people),
        risks=name(plan.risks),
        promotions=name(plan.promotions),
        metrics=name(plan.metrics, definition=f"d{text}"),
    )
    return Compiled(plan, ())


def shape(markdown: str) -> list[str]:
    """Return how each line starts and how many cells it has: what a name must not change."""
    lines = []
    for line in markdown.split("\n"):
        bare = line.lstrip(" ")
        start = next(
            (
                mark
                for mark in ("- [ ] ", "- [x] ", "- ", "### ", "## ", "# ", "|", "**")
                if bare.startswith(mark)
            ),
            "",
        )
        bars = line.replace("\\\\", "").replace("\\|", "").count("|")
        lines.append(f"{len(line) - len(bare)}{start}{bars if start == '|' else ''}")
    return lines


PLAIN = renamed("plain name")
PLAIN_SHAPES = {
    artifact.name: shape(artifact.content.decode())
    for artifact in (*render_checklist(PLAIN, "en"), *render_kpi(PLAIN, "en"))
    if artifact.name.endswith(".md")
}
PLAIN_ROWS = {
    artifact.name: artifact.content.count(b"\r\n")
    for artifact in (*render_checklist(PLAIN, "en"), *render_kpi(PLAIN, "en"))
    if artifact.name.endswith(".csv")
}


def check(text: str) -> None:
    compiled = renamed(text)
    for artifact in (*render_checklist(compiled, "en"), *render_kpi(compiled, "en")):
        content = artifact.content.decode()
        if artifact.name.endswith(".md"):
            assert shape(content) == PLAIN_SHAPES[artifact.name]
            assert "<" not in content
            assert len(content.splitlines()) == content.count("\n")
        elif artifact.name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
            assert len(rows) == PLAIN_ROWS[artifact.name]
            assert len({len(row) for row in rows}) == 1
            cells = [cell for row in rows for cell in row]
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)
        else:
            json.loads(content)
    assert json.loads(render_plan(compiled, "en")[0].content)["strategy"]["name"] == text


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:20]) for text in HOSTILE])
def test_known_tricks(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES)
def test_any_text(text: str) -> None:
    check(text)


def test_templates_in_names_are_not_run() -> None:
    text = render_checklist(renamed("{{ 7 * 7 }}"), "en")[0].content.decode()
    assert "49" not in text
    assert "{{ 7 \\* 7 }}" in text


def test_long_names_are_cut_where_they_are_only_mentioned() -> None:
    text = render_checklist(renamed("y" * 500), "en")[0].content.decode()
    assert "**" + "y" * 500 + "**" in text
    assert "Waits for: 5 working days after " + "y" * 59 + "… starts" in text
