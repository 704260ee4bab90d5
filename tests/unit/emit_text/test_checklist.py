"""The checklist: what a team ticks off."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from ecsc.compiled import Compiled
from ecsc.emit.checklist import render
from ecsc.emit.worklist.directory import directory
from ecsc.emit.worklist.item_ids import item_ids
from ecsc.emit.worklist.wording import waits
from ecsc.messages import words
from ecsc.plan.types import PersonPlan
from ecsc.plan.work_types import PhasePlan
from tests.unit.emit_text.apparel_sample import apparel
from tests.unit.emit_text.plan_samples import day, empty, link, milestone, task, with_plan, with_work


def page(compiled: Compiled, language: str = "en") -> str:
    return render(compiled, language)[0].content.decode()


def sheet(compiled: Compiled, language: str = "en") -> list[list[str]]:
    content = render(compiled, language)[1].content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def test_names() -> None:
    assert [artifact.name for artifact in render(apparel(), "en")] == ["checklist.md", "checklist.csv"]


def test_order_is_phase_owner_week() -> None:
    people = tuple(PersonPlan(key, key.upper(), "person", None, ()) for key in ("bo", "al"))
    phases = tuple(PhasePlan(key, key.upper(), None, None, None, None, (), ()) for key in ("zulu", "alfa"))
    tasks = (
        task("a", "Alfa Al 2", "01-12", "01-12", phase="alfa", owner="al"),
        task("b", "Nobody", "01-05", "01-05"),
        task("c", "Zulu Al", "01-05", "01-05", phase="zulu", owner="al"),
        task("d", "Zulu Bo 2", "01-13", "01-13", phase="zulu", owner="bo"),
        task("e", "Zulu Bo 1", "01-06", "01-06", phase="zulu", owner="bo"),
        task("f", "Zulu Bo 1b", "01-09", "01-09", phase="zulu", owner="bo"),
        task("g", "Zulu nobody", "01-01", "01-01", phase="zulu"),
    )
    text = page(with_work(with_plan(empty(), people=people), tasks=tasks, phases=phases))
    lines = [line for line in text.splitlines() if line.startswith(("## ", "### ", "**", "- ["))]
    assert [line.split(" · ")[0] for line in lines] == [
        "## 1. ZULU",
        "### BO", "**Week of 5 – 11 Jan 2026**", "- [ ] **Zulu Bo 1**", "- [ ] **Zulu Bo 1b**",
        "**Week of 12 – 18 Jan 2026**", "- [ ] **Zulu Bo 2**",
        "### AL", "**Week of 5 – 11 Jan 2026**", "- [ ] **Zulu Al**",
        "### No owner", "**Week of 29 Dec 2025 – 4 Jan 2026**", "- [ ] **Zulu nobody**",
        "## 2. ALFA", "### AL", "**Week of 12 – 18 Jan 2026**", "- [ ] **Alfa Al 2**",
        "## 3. Without a phase", "### No owner", "**Week of 5 – 11 Jan 2026**", "- [ ] **Nobody**",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_piece_of_work_stands_on_the_page_once(language: str) -> None:
    compiled = apparel(language)
    text = page(compiled, language)
    for one in compiled.plan.work.tasks:
        assert text.count(f"**{one.name}**") == 1
        for item in one.checklist:
            assert text.count(f"] {item}\n") == 1
    for stone in compiled.plan.work.milestones:
        assert text.count(f"**◆ {stone.name}**") == 1


def test_work_that_is_not_scheduled_stands_apart() -> None:
    text = page(apparel())
    apart = text[text.index("## Not scheduled") :]
    for name in ("Rush replenishment", "Wait for itself", "Open an outlet"):
        assert name in apart
    assert "Started by the risk: Out of stock" in apart
    assert "- **Open an outlet**" in apart  # nothing to tick
    assert "5 tasks · 6 acceptance items · 2 milestones · 1 task done · 3 tasks not scheduled" in text


def test_a_contingent_task_with_dates_is_still_apart() -> None:
    compiled = with_work(empty(), tasks=(task("a", "If need be", "01-05", "01-05", contingent=True),))
    assert "## Not scheduled" in page(compiled)
    assert "Week of" not in page(compiled)


def test_done_and_started() -> None:
    text = page(apparel())
    assert "- [x] **Shop design** · 5 – 16 Jan 2026\n" in text
    assert "  - [x] Colour and type guide approved\n" in text
    assert "15 working days · buffer of 1.5 working days, to 3 Feb 2026 · due 6 Feb 2026" in text


@pytest.mark.parametrize(
    ("ends", "lag", "english", "chinese"),
    [
        ("FS", "", "Design", "设计"),
        ("FS", "+ 2d", "2 working days after Design", "“设计”完成后 2 个工作日"),
        ("FS", "-1d", "1 working day before Design ends", "“设计”完成前 1 个工作日"),
        ("FS", "- 0.5d", "0.5 working days before Design ends", "“设计”完成前 0.5 个工作日"),
        ("FS", "72h", "72 h after Design", "“设计”完成后 72 小时"),
        ("FS", "2w", "2 working weeks after Design", "“设计”完成后 2 个工作周"),
        ("FS", "5cd", "5 calendar days after Design", "“设计”完成后 5 个自然日"),
        ("FS", "0d", "Design", "设计"),
        ("FS", "soon", "soon after Design", "“设计”完成后 soon"),
        ("SS", "", "the start of Design", "“设计”开始"),
        ("SS", "+ 5d", "5 working days after Design starts", "“设计”开始后 5 个工作日"),
        ("SS", "-5d", "5 working days before Design starts", "“设计”开始前 5 个工作日"),
        ("FF", "1d", "1 working day after Design", "“设计”完成后 1 个工作日"),
        ("SF", "", "the start of Design", "“设计”开始"),
    ],
)
def test_what_it_waits_for(ends: str, lag: str, english: str, chinese: str) -> None:
    for language, name, told in (("en", "Design", english), ("zh-CN", "设计", chinese)):
        compiled = with_work(empty(), tasks=(task("d", name, "01-05", "01-05"),))
        assert waits((link("d", ends, lag),), directory(compiled.plan), words(language)) == told


def test_a_link_on_the_finish_is_not_a_wait() -> None:
    text = page(apparel())
    assert "Finishes only after: 1 working day after First campaign" in text
    assert "Waits for: 1 working day after First campaign" not in text


def test_milestones() -> None:
    text = page(apparel())
    assert "| 30 Jan 2026 | Shops tested | 11 Feb 2026 | 8 working days of slack | 林薇 |" in text
    assert "| 25 Feb 2026 | First campaign pays | 20 Feb 2026 | 3 working days late | – |" in text
    assert "Reached when `roas >= 1.5`" in text
    stones = (
        milestone("a", "On the day", "01-05", due=day("01-05"), slack=Decimal(0)),
        milestone("b", "No promise", "01-06"),
        milestone("c", "No date", due=day("01-07")),
    )
    text = page(with_work(empty(), milestones=stones))
    assert "| 5 Jan 2026 | On the day | 5 Jan 2026 | no slack | – |" in text
    assert "| 6 Jan 2026 | No promise | – | – | – |" in text
    assert "| no date | No date | 7 Jan 2026 | – | – |" in text
    assert "## 1. Without a phase" in text


def test_a_milestone_stands_with_the_phase_of_what_it_waits_for() -> None:
    text = page(apparel())
    assert text.index("## 1. Build the shops") < text.index("**◆ Shops tested**") < text.index("## 2. Launch")


def test_csv_rows() -> None:
    rows = sheet(apparel())
    assert rows[0][:3] == ["Id", "Done", "Kind"]
    assert {len(row) for row in rows} == {18}
    ids = [row[0] for row in rows[1:]]
    assert len(ids) == len(set(ids)) == 13
    items = [row[8] for row in rows if row[2] == "acceptance item"]
    assert len(items) == 7
    service = next(row for row in rows if row[0] == "train_service")
    assert service[2] == "task"
    assert service[9:12] == ["2026-01-12", "2026-01-14", "2026-01-14"]
    assert [row[13] for row in rows[-3:]] == ["Only when needed", "Dropped", "Without dates"]


def test_csv_is_for_spreadsheets() -> None:
    content = render(apparel("zh-CN"), "zh-CN")[1].content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 14


def test_item_ids_stay_when_items_move() -> None:
    before = item_ids("t", ("one", "two", "three"))
    after = item_ids("t", ("new", "three", "one", "two"))
    assert set(before) < set(after)
    assert before[0] == "t-7692c3ad"


def test_equal_items_have_ids_of_their_own() -> None:
    ids = item_ids("t", ("one", "one", "two", "one"))
    assert len(set(ids)) == 4
    assert ids[1] == ids[0] + "-2"
    assert ids[3] == ids[0] + "-3"


def test_empty() -> None:
    assert page(empty()).endswith(
        "\nNo work is planned yet. Every task of the section “tasks” will stand here with its dates, its owner "
        "and its acceptance items.\n"
    )
    assert "尚未安排工作" in page(empty("zh-CN"), "zh-CN")
    assert len(sheet(empty())) == 1


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_blank_lines_are_single(language: str) -> None:
    for compiled in (apparel(language), empty(language)):
        text = page(compiled, language)
        assert "\n\n\n" not in text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert not any(line != line.rstrip() for line in text.splitlines())


def test_ten_thousand_tasks_are_fine() -> None:
    tasks = tuple(
        task(
            f"t{n}", f"Task {n}", "01-05", "01-09", checklist=("a", "b"), after=(link(f"t{n - 1}", lag="2d"),)
        )
        for n in range(10_000)
    )
    text = page(with_work(empty(), tasks=tasks))
    assert text.count("- [ ] ") == 30_000
