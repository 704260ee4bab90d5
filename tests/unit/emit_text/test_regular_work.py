"""Regular work and launches in the checklist: readable on the page, each date in the sheet."""

from __future__ import annotations

import csv
import io

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY, calendar: {country: CN}}
people: {lin: {name: 林薇}}
"""
WORK = """meetings:
  站会: {name: 每日站会, every: workday, length: 15min, chair: lin, participants: lin, agenda: [昨天, 今天]}
  review: {name: Review, every: quarter, day: last, participants: lin}
reports:
  weekly: {name: Weekly figures, every: week, weekday: fri, owner: lin, recipients: lin}
tasks:
  backup: {name: Backup, owner: lin, every: 2 weeks, checklist: [Restored once]}
"""
LAUNCH = """stage_gates:
  market_research: {duration: 2w, exit: x, approver: lin}
  prototype: {name: 打样, duration: 15d, exit: x, approver: lin}
  small_batch_test: {duration: 2w, exit: x, approver: lin}
  launch: {duration: 3d, exit: x, approver: lin}
launches:
  linen: {name: Linen dress, owner: lin, date: 2026-06-01, gates: {proof_of_concept: {skip: A known style}}}
tasks:
  photos: {name: Photos, owner: lin, duration: 1d, ready_for: linen}
"""


def outputs(text: str, language: str = "en") -> tuple[str, list[list[str]]]:
    """Return the checklist as page and as rows."""
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", (HEAD + text).encode()),))).compiled
    assert compiled is not None
    files = {one.name: one.content.decode("utf-8-sig") for one in emit(compiled, language, ["checklist"])}
    return files["checklist.md"], list(csv.reader(io.StringIO(files["checklist.csv"])))


def test_a_daily_meeting_is_a_few_lines_on_the_page() -> None:
    page, rows = outputs(WORK)
    (row,) = (row for row in rows if row[6] == "站会")
    assert (row[0], row[9], row[10], row[13]) == (
        "meetings.站会", "2026-01-04", "2026-06-30", "every working day, 120 times",
    )  # fmt: skip
    begin = page.index("- **每日站会**")
    assert page[begin:].split("\n- **", 1)[0].splitlines() == [
        "- **每日站会** · every working day · 林薇",
        "  - 120 dates: 4 Jan – 30 Jun 2026 · 15 minutes each time",
        "  - Takes part: 林薇",
        "  - Each time: 昨天 and 今天",
    ]


def test_a_weekly_report_names_its_dates_by_month() -> None:
    page, _ = outputs(WORK)
    assert "- **Weekly figures** · every week, on Friday · 林薇" in page
    assert "25 dates: 4 Jan – 26 Jun 2026; 3 moved because of days off" in page
    assert "Jan 2026: 4, 9, 16, 23 and 30 · Feb 2026: 6, 13 and 27" in page


def test_recurring_work_is_not_called_undated() -> None:
    page, rows = outputs(WORK)
    assert "## Not scheduled" not in page
    assert "4 pieces of regular work" in page
    assert next(row for row in rows if row[6] == "backup")[:4] == [
        "tasks.backup@2026-01-05",
        "",
        "recurring task",
        "",
    ]


def test_the_sheet_has_a_row_a_date_by_owner_and_week() -> None:
    _, rows = outputs(WORK)
    (heading, *found) = rows
    assert len({row[0] for row in found}) == len(found)
    moved = next(row for row in found if row[0] == "reports.weekly@2026-01-04")
    assert dict(zip(heading, moved, strict=True)) == {
        "Id": "reports.weekly@2026-01-04", "Done": "", "Kind": "report", "Phase": "", "Owner": "林薇",
        "Week from": "2025-12-29", "Task id": "weekly", "Task": "Weekly figures", "Acceptance item": "",
        "Start": "2026-01-04", "Finish": "2026-01-04", "Finish with buffer": "", "Due": "",
        "Status": "moved from 2026-01-02", "Critical path": "", "Waits for": "", "Serves": "", "Forecast finish": "",
    }  # fmt: skip
    weeks = [row[5] for row in found if row[4] == "林薇"]
    assert weeks == sorted(weeks)


def test_in_chinese() -> None:
    page, rows = outputs(WORK + LAUNCH.replace("tasks:\n", "phases: {}\nx-more:\n"), "zh-CN")
    assert "## 例行工作" in page
    assert "- **每日站会** · 每个工作日 · 林薇" in page
    assert "- **Weekly figures** · 每周，周五 · 林薇" in page
    assert "- **Backup** · 每 2 周 · 林薇" in page
    assert "2026年1月：4、9、16、23、30日" in page
    assert "| Linen dress | 概念验证 | 略过：A known style | – | – |" in page
    assert {row[2] for row in rows[1:]} >= {"会议", "报告", "周期性任务"}


def test_a_launch_shows_its_way_through_the_stages() -> None:
    page, _ = outputs(LAUNCH)
    table = [line for line in page.splitlines() if line.startswith("| Linen dress")]
    assert [line.split(" | ")[1] for line in table] == [
        "Market research", "Proof of concept", "打样", "Small-batch test", "Launch", "Comes out",
    ]  # fmt: skip
    assert "left out: A known style" in table[1]
    assert "1 Jun 2026" in table[-1]
    assert "Must be ready for: Linen dress" in page


@pytest.mark.parametrize("name", ["a|b", "<b>", "line\\nbreak", "[x](javascript:1)", "=1+1", " "])
def test_hostile_names_keep_the_page_whole(name: str) -> None:
    quoted = f'"{name}"'
    text = (
        WORK.replace("Weekly figures", quoted).replace("name: Review", f"name: {quoted}")
        + LAUNCH.replace("Linen dress", quoted).partition("tasks:")[0]
    )
    page, rows = outputs(text)
    assert "<b>" not in page.replace("\\<b>", "")
    assert len({len(row) for row in rows}) == 1
    assert sum(line.startswith("| ") and line.count(" | ") == 4 for line in page.splitlines()) >= 7


def test_nothing_but_meetings_is_a_plan_too() -> None:
    page, rows = outputs("meetings: {m: {every: month}}\n")
    assert "## Regular work" in page
    assert len(rows) == 7
