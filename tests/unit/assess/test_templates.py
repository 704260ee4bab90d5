"""Checklists that are worked through for each of some entries, such as the steps of listing every product."""

from __future__ import annotations

import time

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from tests.unit.assess.test_duties import outputs, plan

PRODUCTS = """products:
  linen: {name: 亚麻连衣裙, category: dress, unit_cost: 60, skus: 15}
  silk: {name: "Silk | dress", category: dress, unit_cost: 90, colours: 2, sizes: 5}
  scarf: {name: Scarf, category: scarf, unit_cost: 20, colours: 3, sizes: 1}
"""
TASK = """tasks:
  listing: {name: Listing, owner: lin, duration: 5d, for_each: '%s', checklist: [Key words, Sizes, Key words]}
"""
DRESSES = 'products where category == "dress"'


def codes(text: str) -> list[str]:
    head = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}\npeople: {lin: {name: L}}\n"
    result = compile_strategy(StrategyInput("demo", (("demo.yaml", (head + text).encode()),)))
    return sorted({one.rule.code for one in result.findings if one.rule.code != "ECS203"})


def test_every_product_has_every_step() -> None:
    page, rows = outputs(PRODUCTS + TASK % DRESSES)
    assert "0 tasks" not in page
    assert "1 task · 6 acceptance items" in page
    assert (
        "  - For 2 entries, each by itself\n"
        "  - [ ] 亚麻连衣裙\n    - [ ] Key words\n    - [ ] Sizes\n    - [ ] Key words\n"
        "  - [ ] Silk \\| dress\n    - [ ] Key words\n"
    ) in page
    ids = [row["Id"] for row in rows]
    assert len(set(ids)) == 6
    assert all(one.startswith(("listing.linen-", "listing.silk-")) for one in ids)
    assert rows[0]["Acceptance item"] == "亚麻连衣裙: Key words"
    assert {row["Owner"] for row in rows} == {"林薇"}


def test_without_a_checklist_each_entry_is_its_own_item() -> None:
    text = "channels: {taobao: {name: 淘宝}, douyin: {}}\n"
    text += "tasks: {open: {owner: lin, duration: 1d, for_each: channels}}\n"
    page, rows = outputs(text, "zh-CN")
    assert "  - 共 2 个，逐个勾选\n  - [ ] 淘宝\n  - [ ] douyin\n" in page
    assert [(row["编号"], row["验收项"]) for row in rows] == [
        ("open.taobao", "淘宝"),
        ("open.douyin", "douyin"),
    ]


def test_the_plan_tells_for_which_entries() -> None:
    (task,) = plan(PRODUCTS + TASK % DRESSES).work.tasks
    assert [(one.section, one.id) for one in task.for_each] == [("products", "linen"), ("products", "silk")]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (DRESSES, ["ECS647"]),
        ("products", []),
        ('products where category == "Dress"', ["ECS608"]),
        ("promotions", ["ECS608"]),
        ("products where stock > 3", ["ECS609"]),
        ("products where 1 / (unit_cost - unit_cost) > 1", ["ECS609"]),
        ("count(products)", ["ECS315"]),
        ("所有商品", ["ECS303"]),
        ("", ["ECS301"]),
    ],
)
def test_what_cannot_be_chosen_is_told_once(choice: str, expected: list[str]) -> None:
    assert codes(PRODUCTS + TASK % choice) == expected


def test_items_of_products_are_counted_and_asked_for() -> None:
    text = PRODUCTS + TASK % "products"
    assert [one.skus for one in plan(text).products] == [15, 10, 3]
    assert codes(text.replace(", sizes: 1", "")) == ["ECS648"]
    assert codes(text.replace("colours: 2", "skus: 11, colours: 2")) == ["ECS649"]
    assert codes(text.replace("colours: 2", "skus: 9, colours: 2")) == []


def test_two_templates_together_have_every_product() -> None:
    both = (
        TASK % DRESSES
        + """  scarves: {owner: lin, duration: 1d, for_each: 'products where category == "scarf"'}\n"""
    )
    assert codes(PRODUCTS + both) == []
    assert codes(PRODUCTS + both.replace('"scarf"', '"hat"')) == ["ECS608", "ECS647"]
    assert codes(PRODUCTS + both.replace("lin, duration: 1d", "lin, duration: 1d, status: dropped")) == [
        "ECS647"
    ]


def test_what_could_not_be_read_has_no_follower() -> None:
    broken = PRODUCTS.replace("category: dress", "category: [1, {a: b}]")
    assert not {"ECS608", "ECS609", "ECS647", "ECS648"} & set(codes(broken + TASK % DRESSES))


def test_work_that_comes_round_is_no_template() -> None:
    text = PRODUCTS + "tasks: {look: {owner: lin, every: month, for_each: products}}\n"
    assert codes(text) == ["ECS656"]


def test_two_thousand_products_stay_quick_and_readable() -> None:
    text = "products:\n" + "".join(
        f"  p{n}: {{name: Product {n}, category: dress, unit_cost: 60, skus: 15}}\n" for n in range(2000)
    )
    text += (TASK % DRESSES).replace("[Key words, Sizes, Key words]", "[a, b, c, d, e]")
    head = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}\npeople: {lin: {name: L}}\n"
    begin = time.process_time()
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", (head + text).encode()),))).compiled
    assert compiled is not None
    files = {one.name: one.content for one in emit(compiled, "en", ["checklist"])}
    assert time.process_time() - begin < 20
    assert files["checklist.csv"].count(b"\n") == 10_001
    page = files["checklist.md"].decode()
    assert "For 2,000 entries, all of them in the sheet\n  - For each: a, b, c, d and e" in page
    assert page.count("\n") < 60
