"""The checklists on the page: the boxes of the sheet, safe, open without scripts, small."""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path

from bench.strategies import write_listed
from ecsc.emit.checklist import render as render_checklist
from tests.unit.emit_page.strategies import EMPTY, HEAD, HOSTILE, PEOPLE, SHOP, Boxes, compiled, page


def section_of(html: str) -> str:
    found = re.search(r'<section id="checklists".*?</section>', html, re.DOTALL)
    assert found is not None
    return found[0]


def sheet_ids(text: str) -> dict[str, str]:
    content = render_checklist(compiled(text), "en")[1].content.decode("utf-8-sig")
    return {row["Id"]: row["Done"] for row in csv.DictReader(io.StringIO(content))}


def test_every_box_has_the_id_of_its_row_in_the_sheet() -> None:
    boxes = Boxes(section_of(page(SHOP))).found
    assert set(boxes) == set(sheet_ids(SHOP))
    assert {name for name, done in boxes.items() if done} == {
        name for name, done in sheet_ids(SHOP).items() if done
    }
    assert any(name.endswith("-2") for name in boxes), "two equal items of one task are two boxes"


def test_without_scripts_everything_is_open() -> None:
    found = section_of(page(SHOP))
    assert found.count("<details") == len(re.findall(r"<details[^>]* open>", found)) > 0
    for words in ("营业执照", "上架", "开业", "周会", "备用方案", "断货"):
        assert words in found


def test_owner_and_weeks_of_work_can_be_chosen() -> None:
    found = section_of(page(SHOP, "zh-CN"))
    assert '<option value="=lin">林薇' in found
    assert '<option value="2026-01-05">' in found
    goods = re.search(r"<li data-i=goods[^>]*>", found)
    assert goods is not None
    assert re.search(r" data-e=[1-9]\b", goods[0]), "work over several weeks says how many later it ends"


def test_nothing_breaks_out_of_a_name() -> None:
    name = '"' + HOSTILE.replace('"', '\\"') + '"'
    text = (
        HEAD
        + PEOPLE
        + f"tasks:\n  a: {{name: {name}, owner: lin, duration: 2d, description: {name}, checklist: [{name}]}}\n"
        + f"milestones:\n  m: {{name: {name}, after: a, criterion: {name}}}\n"
        + f"meetings:\n  w: {{name: {name}, every: week, agenda: [{name}]}}\n"
    )
    parsed = Boxes(page(text))
    assert "img" not in parsed.tags
    assert not {name for name in parsed.attributes if name.startswith("on")}
    assert "style" not in parsed.attributes


def test_a_strategy_without_work_says_what_to_write() -> None:
    found = section_of(page(EMPTY))
    assert "<code>tasks</code>" in found
    assert "<input" not in found


def test_a_thousand_tasks_with_items_keep_the_page_within_its_limits(tmp_path: Path) -> None:
    write_listed(tmp_path / "big.yaml", 1000)
    html = page((tmp_path / "big.yaml").read_text("utf-8"), "zh-CN")
    assert len(Boxes(html).found) == 3000
    assert len(html.encode()) < 600_000
    assert len(gzip.compress(html.encode())) < 150_000


def test_a_thousand_tasks_stay_small() -> None:
    tasks = "".join(f"  t{i}: {{name: 准备第{i}款, owner: lin, duration: 2d}}\n" for i in range(1000))
    found = section_of(page(HEAD + PEOPLE + "tasks:\n" + tasks, "zh-CN"))
    assert len(Boxes(found).found) == 1000
    assert len(found.encode()) < 250_000
