"""Suppliers, stock classes and prices held against each other."""

from __future__ import annotations

from time import perf_counter

from ecsc.assess import assess
from ecsc.link import link
from ecsc.model import build
from ecsc.rules.catalogue import checks
from ecsc.source import read_document
from tests.unit.assess.strategies import HEAD, codes, plan, result

STOCK = "{demand: 100 per week, demand_sd: 30 per week, lead_time: 2w, safety_stock: 20%, horizon: 2w"


def found(text: str) -> set[str]:
    return {code for code in codes(text) if "ECS937" <= code <= "ECS946"}


def test_the_plan_shows_what_twenty_percent_are_worth() -> None:
    (stock,) = plan(f"inventory:\n  dresses: {STOCK}}}\n").safeguards.stock
    assert str(stock.safety_stock) == "40"
    assert str(stock.service_level) == "82.7%"
    assert str(stock.reorder_point) == "240"
    assert str(stock.cover) == "2.8cd"


def test_the_level_wanted_is_a_threshold() -> None:
    text = f"inventory:\n  dresses: {STOCK}}}\n"
    head = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin, thresholds: {service_level: 80%}}
people: {lin: {name: Lin}}
"""
    assert "ECS943" in codes(text)
    assert "ECS943" not in codes(text, head)


def test_a_spread_in_another_unit_of_time_is_the_same_spread() -> None:
    # 30 a week is 30 / sqrt(7) a day.
    text = f"inventory:\n  dresses: {STOCK}}}\n".replace("30 per week", "11.338934190276817 per day")
    assert str(plan(text).safeguards.stock[0].service_level) == "82.7%"


def test_without_a_spread_the_level_is_not_decidable() -> None:
    text = f"inventory:\n  dresses: {STOCK}}}\n".replace("demand_sd: 30 per week, ", "")
    (one,) = (one for one in result(text).findings if one.rule.code == "ECS943")
    assert one.missing == ("`demand_sd`",)


def test_the_lead_time_of_the_supplier_counts() -> None:
    stock = 'inventory:\n  dresses: {applies_to: products where category == "dress", reorder_point: 200}\n'
    supplier = "suppliers:\n" + "".join(
        f"  s{n}: {{region: r{n}, supplies: [{{products: [dress], role: {role}, lead_time: 2w}}]}}\n"
        for n, role in enumerate(("primary", "backup", "backup"))
    )
    assert found(stock) == {"ECS941"}
    assert found(stock + supplier) == set()


def test_a_backup_of_the_category_stands_by_for_its_products() -> None:
    text = """products:
  dress_01: {name: Dress, category: dress}
suppliers:
  a: {region: A, supplies: [{products: [dress_01], role: primary}]}
  b: {region: B, supplies: [{products: [dress], role: backup}]}
  c: {region: C, supplies: [{products: [dress], role: backup}]}
  d: {region: D, supplies: [{products: [dress], role: primary}]}
"""
    assert found(text) == set()


def test_items_of_the_same_suppliers_are_one_finding() -> None:
    items = ", ".join(f"item{n}" for n in range(20))
    text = f"suppliers:\n  a: {{supplies: [{{products: [{items}], role: primary}}]}}\n"
    assert codes(text).count("ECS937") == 1


def test_daughters_and_their_parent_fail_together() -> None:
    text = """suppliers:
  sucai: {region: A, supplies: [{products: [dress], role: primary}]}
  b: {region: B, parent: Sucai, supplies: [{products: [dress], role: backup}]}
  c: {region: C, supplies: [{products: [dress], role: backup}]}
"""
    assert found(text) == {"ECS938"}


def test_goods_that_are_not_plainly_said_are_left_alone() -> None:
    text = f"""inventory:
  dear: {{policy: jit, applies_to: products where list_price > 100}}
  dresses: {STOCK.replace("30 per", "9 per")}, applies_to: products where category == "dress"}}
"""
    assert found(text) == set()


def test_just_in_time_and_a_safety_stock_of_the_same_category() -> None:
    text = f"""inventory:
  quick: {{policy: jit, applies_to: 'products where category in ["dress", "skirt"]'}}
  dresses: {STOCK.replace("30 per", "9 per")}, applies_to: products where category == "dress"}}
"""
    assert found(text) == {"ECS944"}


def test_a_price_rule_below_the_reorder_point_of_a_product() -> None:
    text = """products:
  dress_01: {name: Dress, category: dress, list_price: 199, reorder_point: POINT}
pricing_rules:
  clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true}
"""
    assert "ECS945" in codes(text.replace("POINT", "20"))
    assert "ECS945" not in codes(text.replace("POINT", "19"))
    assert "ECS945" not in codes(text.replace("POINT", "20").replace("price - 20%", "price + 20%"))


def test_a_price_rule_looks_at_one_product() -> None:
    text = """products:
  dress_01: {name: Dress, category: dress, list_price: 199}
  dress_02: {name: Gown, category: dress, list_price: 299, reorder_point: 40}
inventory:
  dresses: {reorder_point: 200, lead_time: 2w, applies_to: products where category == "dress"}
pricing_rules:
  clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true, applies_to: 'products where id == "ID"'}
"""
    assert "ECS945" not in codes(text.replace("ID", "dress_01"))  # 200 are of both dresses
    assert "ECS945" in codes(text.replace("ID", "dress_02"))
    alone = text.replace(
        "  dress_02: {name: Gown, category: dress, list_price: 299, reorder_point: 40}\n", ""
    )
    assert "ECS945" in codes(alone.replace("ID", "dress_01"))


def test_a_surcharge_is_paid_for_a_parcel() -> None:
    text = """logistics:
  rush: {mode: express, surcharge: 40}
products:
  soap: {name: Soap, list_price: 50, unit_cost: 20, fulfilment: 8}
"""
    aov = "metrics: {aov: {standard: aov}}\ntargets: {order: {metric: aov, period: 2026, committed: AOV}}\n"
    assert "ECS940" in codes(text)  # 22 are left of one piece
    assert "ECS940" in codes(text + aov.replace("AOV", "90"))  # 39.60 of an order
    assert "ECS940" not in codes(text + aov.replace("AOV", "100"))


def test_the_rule_of_thumb_is_not_asked_for_a_spread() -> None:
    text = "inventory:\n  dresses: {safety_stock: 20%, horizon: 2w, demand: 100 per week, lead_time: 2w"
    assert "ECS943" in [one.rule.code for one in result(text + "}\n").findings]
    assert "ECS943" not in [one.rule.code for one in result(text + ", method: percent}\n").findings]


def test_ten_thousand_entries_are_checked_quickly() -> None:
    roles = ("backup", "primary", "backup")
    suppliers = "".join(
        f"  s{n}: {{region: r{n % 50}, supplies: [{{products: [c{n // 3}], role: {roles[n % 3]}}}]}}\n"
        for n in range(4000)
    )
    stocks = "".join(
        f"  i{n}: {STOCK}, applies_to: 'products where category == \"c{n % 50}\"'}}\n" for n in range(2000)
    )
    claims = "".join(f"    k{n}: {{text: 第一季度销量第一的连衣裙 {n}}}\n" for n in range(4000))
    text = f"suppliers:\n{suppliers}inventory:\n{stocks}legal:\n  claims:\n{claims}"
    document, _ = read_document("demo.yaml", (HEAD + text).encode())
    strategy, _ = build((document,))
    assessed = assess(link(strategy)[0])
    families = ("supply", "inventory", "claims", "legal_reviews")
    start = perf_counter()
    found = [one for check in checks(f"ecsc.rules.{name}" for name in families) for one in check(assessed)]
    assert len(found) > 4000
    assert perf_counter() - start < 3


def test_of_many_backups_ten_are_listed() -> None:
    backups = "".join(
        f"  s{n}: {{supplies: [{{products: [dress], role: backup, lead_time: 4w}}]}}\n" for n in range(25)
    )
    text = (
        f"suppliers:\n  first: {{supplies: [{{products: [dress], role: primary, lead_time: 2w}}]}}\n{backups}"
    )
    text += "inventory:\n  all: {demand: 100 per week, safety_stock: 20%, horizon: 2w}\n"
    (one,) = (one for one in result(text).findings if one.rule.code == "ECS939")
    assert len(one.related) == 10
    assert one.related[-1].extra == {"left_out": 15}
