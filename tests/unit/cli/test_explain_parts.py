"""`ecsc explain` on parts of a strategy: as written, as read, where it stands, what is left out."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecsc.report.columns import width

STRATEGY = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin}
people:
  lin: {name: 林薇, capacity: 每周4天}
metrics:
  gmv: {standard: gmv}
  visitors: {standard: visitors}
goals:
  收入:
    name: 一百万
    metric: gmv
    target: １００万
    due: 2026-02-30
    breakdown:
      - {split: quarter, values: {2026-Q1: 30万, 2026-Q2: 70万}}
    drivers: {visitors: 40万}
promotions:
  flash: {level: item, offer: 5折, window: 2026-05-20}
  coupon: {offer: 满200减30, redeem: code}
meetings:
  board: {name: Board, every: 每季度, chair: lin}
budgets:
  marketing: {limit: 50万, lines: {taobao: {limit: 12万}}}
service: {hours: 7×12小时}
tasks:
  shop: {name: Shop, owner: lin, duration: 10d}
experiments:
  page: {metric: conversion, baseline: 3%, detect: +15%, sample_per_arm: 42000, variants: {a: {c: 1}, b: {c: 2}}}
messages: {news: {every: week}, events: {every: 每周}}
issues: {慢: {text: 慢, before: 15min, after: 8min}}
tables: {products: products.csv}
"""
PRODUCTS = "id,list_price,channels\nd1,199,a;b\n" + "".join(f"p{n},1,a\n" for n in range(20))


@pytest.fixture
def ecsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the program beside the strategy."""
    from ecsc.cli.program import program

    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ECSC_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "strategy.yaml").write_text(STRATEGY, "utf-8")
    (tmp_path / "demo" / "products.csv").write_text(PRODUCTS, "utf-8")

    def run(*args: str, **environment: str) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc", env={"LANG": "C.UTF-8", **environment})
        finally:
            gc.enable()

    return run


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("goals.收入.target", "  target: １００万 → CNY 1,000,000  (line 12)"),
        ("收入.target", "  target: １００万 → CNY 1,000,000  (line 12)"),
        ("goals.收入", "  drivers.visitors: 40万 → 400,000 people  (line 16)"),
        ("goals.收入.breakdown.1.split", "goals.收入.breakdown.1.split  demo/strategy.yaml:15"),
        ("goals.收入.breakdown.1.shares", "  The part of each, as percentages that sum to 100%."),
        (
            "budgets.marketing.taobao.limit",
            "  The most that may be spent on the line and all lines in it over its period. 50万 is 500,000.",
        ),
        ("strategy.calendar", "  Which days are worked. Left out, Monday to Friday without holidays."),
        ("promotions.flash.level", "  one of item, member, shop, platform and payment"),
        ("goals.收入.breakdown.1", "  breakdown.1.values.2026-Q1: 30万 → CNY 300,000  (line 15)"),
        ("promotions.flash.offer", "  offer: 5折 → 50% off (pay 50%)  (line 18)"),
        ("meetings.board", "  every: 每季度 → every quarter  (line 21)"),
        ("people", "  capacity: 每周4天 → 4 days per week  (line 4)"),
        ("budgets.marketing.taobao", "  lines.taobao.limit: 12万 → CNY 120,000  (line 23)"),
        (
            "promotions.coupon",
            "  offer: 满200减30 → amount_off: CNY 30, threshold: CNY 200 (at most 15% off)  (line 19)",
        ),
        ("experiments.page", "  sample_per_arm: 42000  (line 28)"),
        ("service", "  hours: 7×12小时 → 7 days a week, 12 hours a day  (line 24)"),
        ("tasks.shop.duration", "  duration: 10d → 10 working days  (line 26)"),
        ("strategy.period", "  period: 2026-01-01..2026-06-30 → 2026-01-01 to 2026-06-30  (line 2)"),
        ("products.d1", "  channels: a;b → a, b  (line 2)"),
    ],
)
def test_a_field_as_written_as_read_and_where(ecsc: Callable[..., Result], part: str, line: str) -> None:
    found = ecsc("explain", "demo", part)
    assert found.exit_code == 0, found.stderr
    assert line in found.stdout.splitlines()


def test_what_is_left_out_and_what_is_taken_over(ecsc: Callable[..., Result]) -> None:
    goal = ecsc("explain", "demo", "goals.收入").stdout
    assert "Left out, so taken as" in goal
    assert "  start: the first day of the strategy's period" in goal
    metric = ecsc("explain", "demo", "metrics.visitors").stdout
    assert metric.index("Taken from the standard metric") < metric.index("  aggregation: distinct")
    assert "not written, and nothing takes its place" in ecsc("explain", "demo", "goals.收入.parent").stdout


def test_what_could_not_be_read_says_so(ecsc: Callable[..., Result]) -> None:
    assert (
        "2026-02-30 could not be read; `ecsc check` says why" in ecsc("explain", "demo", "goals.收入").stdout
    )


def test_what_follows_from_an_entry_is_worked_out(ecsc: Callable[..., Result]) -> None:
    issue = ecsc("explain", "demo", "issues.慢").stdout.splitlines()
    assert issue[-2:] == ["Worked out from it", "  Changed by: -46.7% (15 min → 8 min)"]
    assert "Worked out" not in ecsc("explain", "demo", "issues.慢.before").stdout
    assert ecsc("explain", "demo", "messages.news").stdout.count("Messages in all: 26 (") == 1
    together = ecsc("explain", "demo", "messages").stdout
    assert together.count("Messages in all: 26 (") == 2
    assert together.partition("All messages")[2].splitlines()[1].startswith("  Messages in all: 52 (")
    found = json.loads(ecsc("explain", "demo", "issues.慢", "--format", "json", "--lang", "zh").stdout)
    assert found["items"][0]["figures"] == ["变化：-46.7%（15 分钟 → 8 分钟）"]


def test_a_long_section_is_listed(ecsc: Callable[..., Result]) -> None:
    lines = ecsc("explain", "demo", "products").stdout.splitlines()
    assert len(lines) == 22
    assert lines[-1] == "  p19  (line 22)"


@pytest.mark.parametrize(
    ("part", "message", "near"),
    [
        ("goals.收人", "there is no goals.收人 here", "goals.收入"),
        ("gaols", "there is no gaols here", "goals"),
        ("goals.收入.targt", "goals has no field targt", "target"),
        ("goals.trget", "there is no goals.trget here", "goals.target"),
        ("budget-overcommited", "budget-overcommited is not known here", "budget-overcommitted"),
        ("meetings.bored", "there is no meetings.bored here", "meetings.board"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    ecsc: Callable[..., Result], part: str, message: str, near: str
) -> None:
    found = ecsc("explain", "demo", part)
    assert found.exit_code == 2
    assert message in found.stderr
    assert near in found.stderr.partition("help")[2]


@pytest.mark.parametrize(
    "part", ["", ".", "..", "goals.", "goals..target", "收入.drivers.x.y.z", "strategy.x.y", "x" * 999]
)
def test_odd_names_end_well(ecsc: Callable[..., Result], part: str) -> None:
    assert ecsc("explain", "demo", part).exit_code in (0, 2)


def test_a_path_alone_is_asked_for_a_part(ecsc: Callable[..., Result]) -> None:
    found = ecsc("explain", "demo")
    assert found.exit_code == 2
    assert "name a part of it too" in found.stderr


def test_it_speaks_chinese_and_json_and_fits_the_screen(ecsc: Callable[..., Result]) -> None:
    chinese = ecsc(
        "explain", "demo", "goals.收入", "service", "meetings.board", "--lang", "zh", COLUMNS="80"
    ).stdout
    assert "１００万 → 1,000,000 元" in chinese
    assert "每周 7 天，每天 12 小时" in chinese
    assert max(map(width, chinese.splitlines())) <= 80
    found = json.loads(ecsc("explain", "demo", "goals.收入.target", "ECS501", "--format", "json").stdout)
    (field,) = found["items"][0]["fields"]
    assert field["path"] == ["target"]
    assert (field["written"], field["read"], field["line"]) == ("１００万", "CNY 1,000,000", 12)
    assert found["rules"][0]["name"] == "budget-overcommitted"


def test_rules_are_explained_as_before(ecsc: Callable[..., Result]) -> None:
    assert ecsc("explain", "501", "[ECS210]").stdout.count("error[") == 2


MORE = """promotions:
  every: {offer: 每满300减50，前100名, stacks_with: none}
  silver: {offer: 9折}
membership: {tiers: {gold: {threshold: 500, benefits: [silver]}}}
"""


def test_a_promotion_is_said_back_in_words(ecsc: Callable[..., Result]) -> None:
    """One sentence says all of it; every default that applies stands with what says otherwise."""
    Path("demo", "more.yaml").write_text(MORE, "utf-8")
    told = ecsc("explain", "demo", "promotions.coupon").stdout
    assert (
        "In words\n  CNY 30 off every order of CNY 200 or more; the order counts as it stands after" in told
    )
    assert "once an order; with offers of other levels, not with another one of the level shop" in told
    for default in ("level: shop, ", "threshold_base: ", "repeat: once an order; ", "limits: no limit; "):
        assert f"\n  {default}" in told
    assert "redeem:" not in told.partition("Left out")[2]
    every = ecsc("explain", "demo", "promotions.every").stdout
    assert "CNY 50 off for every full CNY 300 of an order" in every
    assert "for the first 100 orders; with no other offer; for everybody" in every
    left_out = every.partition("Left out")[2]
    assert not any(f"\n  {name}:" in left_out for name in ("repeat", "limits", "stacks_with"))
    assert "\n  cap: no bound" in left_out
    silver = ecsc("explain", "demo", "promotions.silver").stdout
    assert "10% off each piece, 90% to pay" in silver
    assert "for gold alone" in silver
    assert "level: member, " in silver
    assert "In words" not in ecsc("explain", "demo", "promotions.silver.offer").stdout


def test_a_promotion_is_said_back_in_chinese(ecsc: Callable[..., Result]) -> None:
    Path("demo", "more.yaml").write_text(MORE, "utf-8")
    told = ecsc("explain", "demo", "promotions.every", "--lang", "zh").stdout
    assert (
        "换句话说\n  订单每满 300 元 减 50 元；门槛按单品优惠和会员优惠后的金额计算；限前 100 个订单；不与其他优惠叠加"
        in told
    )
    found = json.loads(ecsc("explain", "demo", "promotions.every", "--format", "json").stdout)
    assert found["items"][0]["sentence"].startswith("CNY 50 off for every full CNY 300 of an order; ")


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("suppliers", ["suppliers: what can be written", "  supplies: What it delivers, one entry a role."]),
        ("tactics.kind", ["  paid_ads: advertising that is paid for"]),
        ("goals.target", ["  For example `target: 100万`"]),
        ("goals.截止", ["goals.due: what can be written"]),
        ("tactics.kol", ["  count: How many opinion leaders.", "    count: 5"]),
        ("promotions.offer", ["  It must be given."]),
        ("market.sources", ["  title (required): What it is called."]),
        ("tables.products", ["  For example `products: products.csv`"]),
        ("goals.breakdown.1.split", ["goals.breakdown.split: what can be written"]),
    ],
)
def test_what_is_not_in_the_strategy_is_shown_as_it_can_be_written(
    ecsc: Callable[..., Result], part: str, lines: list[str]
) -> None:
    found = ecsc("explain", "demo", part)
    assert (found.exit_code, found.stderr) == (0, "")
    for line in lines:
        assert line in found.stdout.splitlines()


def test_an_entry_comes_before_a_field_of_its_name(ecsc: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "demo" / "strategy.yaml"
    path.write_text(path.read_text("utf-8").replace("  收入:\n", "  target:\n"), "utf-8")
    assert ecsc("explain", "demo", "goals.target").stdout.startswith("goals.target  demo/strategy.yaml:")


def test_a_section_may_be_called_what_people_call_it(ecsc: Callable[..., Result]) -> None:
    assert ecsc("explain", "demo", "目标").stdout == ecsc("explain", "demo", "goals").stdout
    assert ecsc("explain", "demo", "目标.收入.target").stdout.startswith("goals.收入.target  ")


def test_the_language_is_explained_without_a_strategy(ecsc: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = ecsc("explain", "empty", "suppliers", "--format", "json")
    (described,) = json.loads(found.stdout)["described"]
    assert (described["name"], described["form"]) == ("suppliers", "entries")
    assert {field["name"] for field in described["fields"]} >= {"name", "supplies", "owner"}
    assert ecsc("explain", "empty", "goals.收入").exit_code == 1
    words = json.loads(ecsc("explain", "empty", "tactics.stage", "--format", "json").stdout)["described"][0]
    assert words["words"][0] == {"word": "acquire", "meaning": "bring new visitors"}


def test_the_language_is_explained_in_chinese(ecsc: Callable[..., Result]) -> None:
    told = ecsc("explain", "demo", "suppliers", "tactics.kind", "--lang", "zh-CN").stdout
    assert "suppliers：可以写什么" in told
    prose = told.replace("ecsc explain suppliers.payment", "")
    assert not [line for line in prose.splitlines() if re.search(r"[a-z]+ [a-z]+ [a-z]+", line)]
