"""What drives a date, in sentences: every kind of link and every beginning of a chain."""

from __future__ import annotations

import pytest

from ecsc.emit.driving import driving_chain, index_work
from ecsc.emit.why import why_document, why_text
from ecsc.messages import words
from tests.unit.assess.strategies import plan

WORK = """
phases: {build: {name: Build}}
tasks:
  first_wave: {name: First wave, owner: lin, duration: 10d, after: list + 5d}
  list: {name: List products, owner: lin, duration: 15d, after: shop.start + 5d, buffer: 2d}
  shop: {name: Shop design, owner: lin, duration: 10d, phase: build}
  texts: {name: Texts, duration: 1d, owner: lin, finish_after: shop, not_before: 2026-01-05}
  ads: {name: Ads, owner: lin, duration: 1d, after: build - 1d}
  posts: {name: Posts, owner: lin, duration: 1d, after: build.start + 24h}
  pinned: {name: Pinned, owner: lin, duration: 1d, start: 2026-02-02}
  bound: {name: Bound, owner: lin, duration: 1d, not_before: 2026-02-03}
  late: {name: Late, owner: lin, duration: 1d, schedule: late, due: 2026-03-31}
  never: {name: Never, owner: lin, duration: 1d, contingent: true}
  wave: {name: "首发\\n[31m", owner: lin, duration: 1d, after: ready}
milestones:
  ready: {name: Ready, due: week 9, after: list}
  fair: {name: Fair, due: 2026-05-05}
"""


def chain(identifier: str, language: str = "en") -> list[str]:
    index = index_work(plan(WORK))
    return [one.text for one in driving_chain(index, identifier, words(language))]


def test_a_chain_reads_back_to_where_it_begins() -> None:
    assert chain("first_wave") == [
        (
            "First wave cannot start before 9 Feb 2026: List products (15 working days, Lin) ends on 28 Jan 2026 and "
            "its buffer on 30 Jan 2026, and the link adds 5 working days"
        ),
        (
            "List products cannot start before 8 Jan 2026: Shop design (10 working days, Lin) starts on 1 Jan 2026, "
            "and the link adds 5 working days"
        ),
        "Shop design starts with the strategy, on 1 Jan 2026",
    ]


@pytest.mark.parametrize(
    ("identifier", "first"),
    [
        (
            "texts",
            "Texts cannot finish before 14 Jan 2026: Shop design (10 working days, Lin) ends on 14 Jan 2026",
        ),
        (
            "ads",
            (
                "Ads cannot start before 14 Jan 2026: Shop design (10 working days, Lin) ends on 14 Jan 2026 as the "
                "last of the phase Build, and the link takes 1 working day off"
            ),
        ),
        (
            "posts",
            (
                "Posts cannot start before 2 Jan 2026: Shop design (10 working days, Lin) starts on 1 Jan 2026 as the "
                "first of the phase Build, and the link adds 24 h"
            ),
        ),
        ("pinned", "Pinned starts on 2 Feb 2026: its start is pinned"),
        ("bound", "Bound starts on 3 Feb 2026: it may not start earlier"),
        ("late", "Late starts on 31 Mar 2026: as late as its deadline and what waits for it allow"),
        ("never", "Never has no dates"),
        (
            "ready",
            "Ready cannot fall before 28 Jan 2026: List products (15 working days, Lin) ends on 28 Jan 2026",
        ),
        ("fair", "Fair falls on 5 May 2026, as promised: it waits for nothing"),
    ],
)
def test_every_kind_of_link_and_beginning_has_its_sentence(identifier: str, first: str) -> None:
    assert chain(identifier)[0] == first


def test_the_same_in_chinese() -> None:
    assert chain("list", "zh-CN") == [
        (
            "List products不能早于2026年1月8日开始：Shop design（10 个工作日，Lin）于2026年1月1日开始，"
            "且依赖关系另加 5 个工作日"
        ),
        "Shop design与策略同时于2026年1月1日开始",
    ]


def test_the_page_tells_dates_room_and_successors() -> None:
    lines = [text for _, text in why_text(plan(WORK), ["shop", "ready", "never"], words("en"))]
    assert lines[0] == "tasks.shop  Shop design"
    assert "1 – 14 Jan 2026 · 10 working days · Lin" in lines
    assert any(line.startswith("total float: ") for line in lines)
    assert any(line.startswith("free float: 0 working days") for line in lines)
    assert "tasks.list: List products, 8 Jan 2026" in lines
    assert "due 4 Mar 2026: 25 working days of slack" in lines
    assert lines[-2:] == ["Never has no dates", "It drives no other date"]


def test_the_document_is_plain_json_with_the_whole_chain() -> None:
    found = why_document(plan(WORK), ["wave"], words("en"))
    (item,) = found["items"]
    assert item["section"] == "tasks"
    assert [one["id"] for one in item["chain"]] == ["wave", "ready", "list", "shop"]
    assert item["driver"] == {"kind": "predecessor", "on": "ready", "ends": "FS", "lag": "", "phase": None}
    assert item["total_float"] is not None


def test_many_successors_are_counted() -> None:
    many = "".join(f"  t{n}: {{owner: lin, duration: 1d, after: a}}\n" for n in range(30))
    planned = plan("tasks:\n  a: {owner: lin, duration: 1d}\n" + many)
    lines = [text for _, text in why_text(planned, ["a"], words("en"))]
    assert lines[-1] == "and 10 more"


def test_a_long_chain_is_counted_too() -> None:
    row = "".join(f"  t{n}: {{owner: lin, duration: 1d, after: t{n - 1}}}\n" for n in range(1, 100))
    planned = plan("tasks:\n  t0: {owner: lin, duration: 1d}\n" + row)
    lines = [text for _, text in why_text(planned, ["t99"], words("en"))]
    assert "and 60 more" in lines
    assert len(why_document(planned, ["t99"], words("en"))["items"][0]["chain"]) == 100


def test_names_cannot_steer_the_page() -> None:
    planned = plan('tasks:\n  a: {name: "x\\ny\\e[31m", owner: lin, duration: 0.05d}\n')
    lines = [text for _, text in why_text(planned, ["a"], words("en"))]
    assert not any("\n" in line for line in lines)
    assert any("0.05 working days" in line for line in lines)
