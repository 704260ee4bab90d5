"""Waivers: which findings they accept, on which day, and what is told of those that accept nothing."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from ecsc.diagnostics import Finding, Span
from ecsc.pipeline import Result, StrategyInput, compile_strategy

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-20}
people: {lin: {name: Lin}}
"""
WORK = """tasks:
  shop: {name: Shop, duration: 10d, checklist: [a, b]}
  店铺: {name: 店铺, duration: 8d}
"""
LONG = "2026-12-31"


def run(text: str, head: str = HEAD, as_of: dt.date | None = None, *, waivers: bool = True) -> Result:
    given = StrategyInput("demo", (("demo.yaml", (head + text).encode()),))
    return compile_strategy(given, as_of=as_of, waivers=waivers)


def waiver(rule: str, at: str, until: str = LONG, name: str = "w") -> str:
    return f"waivers:\n  {name}: {{rule: {rule}, at: {at}, reason: 三月招聘, owner: lin, until: {until}}}\n"


def codes(result: Result, prefix: str = "ECS96") -> list[str]:
    return [one.rule.code for one in result.findings if one.rule.code.startswith(prefix)]


def found(result: Result, code: str) -> list[Finding]:
    return [one for one in result.findings if one.rule.code == code]


@pytest.mark.parametrize(
    "rule", ["owner-missing", "ECS630", "ecs630", "OWNER MISSING", "owner_missing", "ＥＣＳ６３０"]
)
@pytest.mark.parametrize("at", ["tasks.shop", "' tasks . shop '", "tasks．shop"])
def test_a_waived_finding_does_not_count(rule: str, at: str) -> None:
    result = run(WORK + waiver(rule, at))
    assert [one.at.line for one in found(result, "ECS630") if isinstance(one.at, Span)] == [6]
    (waived,) = result.waived
    assert waived.finding.rule.code == "ECS630"
    assert (waived.waiver, waived.owner, waived.reason) == ("w", "lin", "三月招聘")
    assert waived.until == dt.date(2026, 12, 31)
    assert isinstance(waived.at, Span)
    assert waived.at.line == 8
    assert codes(result) == []
    assert result.compiled is not None
    assert result.compiled.waived == result.waived


def test_ids_in_other_scripts_and_forms_are_found() -> None:
    assert len(run(WORK + waiver("owner-missing", "tasks.店铺")).waived) == 1
    decomposed = "tasks:\n  cafe\u0301: {name: C, duration: 1d}\n"
    assert len(run(decomposed + waiver("owner-missing", "tasks.caf\u00e9")).waived) == 1


def test_a_section_is_not_all_of_its_entries() -> None:
    result = run(WORK + waiver("owner-missing", "tasks"))
    assert result.waived == ()
    assert codes(result) == ["ECS963"]
    assert found(result, "ECS963")[0].params["elsewhere"] == ["tasks.shop", "tasks.店铺"]


OVER = """budgets:
  ads: {limit: 50万}
tasks:
  shop: {name: S, duration: 5d, owner: lin, cost: 56万, budget: ads}
"""


@pytest.mark.parametrize(
    ("at", "accepted"),
    [
        ("tasks.shop", True),
        ("tasks.shop.cost", True),
        ("tasks.shop.name", False),
        ("budgets.ads", True),  # the limit, which the finding at the cost points to
        ("budgets.ads.limit", True),
        ("people.lin", False),
    ],
)
def test_a_place_holds_what_stands_in_it_and_what_points_to_it(at: str, *, accepted: bool) -> None:
    result = run(OVER + waiver("budget-overcommitted", at))
    assert [one.finding.rule.code for one in result.waived] == ["ECS501"] * accepted
    assert bool(found(result, "ECS501")) is not accepted


@pytest.mark.parametrize("at", ["launches.linen", "launches.linen.gates"])
def test_a_stage_can_be_left_out_by_a_waiver(at: str) -> None:
    launch = """stage_gates:
  prototype: {duration: 3w, exit: Sample approved, approver: lin}
launches:
  linen: {date: 2026-06-01, owner: lin, gates: {launch: {skip: ""}}}
"""
    assert len(found(run(launch), "ECS651")) == 2
    result = run(launch + waiver("stage-missing", at))
    assert not found(result, "ECS651")
    assert len(result.waived) == 2


def test_what_is_missing_from_the_whole_is_waived_at_the_whole() -> None:
    goals = """metrics: {m: {name: M, unit: CNY, direction: up, source: erp}}
data_sources: {erp: {kind: erp}}
objectives: {grow: {name: Grow}}
goals:
  g: {name: G, metric: m, target: 100万, due: 2026-06-30, owner: lin, supports: grow}
"""
    assert len(found(run(goals), "ECS634")) == 1
    assert [one.finding.rule.code for one in run(goals + waiver("ECS634", "strategy")).waived] == ["ECS634"]
    assert run(goals + waiver("ECS634", "goals.g")).waived == ()


@pytest.mark.parametrize(
    ("until", "accepted", "told"),
    [
        ("2026-12-31", True, []),
        ("2026-04-04", True, []),
        ("2026-04-03", True, ["ECS964"]),
        ("2026-03-20", True, ["ECS964"]),
        ("2026-03-19", False, []),
        ("2027-01-01", True, ["ECS965"]),
    ],
)
def test_the_last_day_is_in(until: str, accepted: bool, told: list[str]) -> None:
    result = run(WORK + waiver("owner-missing", "tasks.shop", until))
    assert (len(result.waived) == 1) is accepted
    assert codes(result) == told
    if not accepted:
        (back,) = (one for one in found(result, "ECS630") if one.params and one.at.line == 5)  # type: ignore[union-attr]
        assert [one.label for one in back.related] == ["accepted until {until}, which is past"]


def test_the_day_of_the_command_counts_before_the_strategys() -> None:
    text = WORK + waiver("owner-missing", "tasks.shop", "2026-03-31")
    assert run(text, as_of=dt.date(2026, 4, 1)).waived == ()
    assert len(run(text, as_of=dt.date(2026, 3, 31)).waived) == 1


def test_without_a_day_nothing_is_waived_and_that_is_told_once() -> None:
    head = HEAD.replace(", as_of: 2026-03-20", "")
    two = (
        waiver("owner-missing", "tasks.shop")
        + waiver("owner-missing", "tasks.店铺", name="v").partition("\n")[2]
    )
    result = run(WORK + two, head)
    assert result.waived == ()
    (told,) = found(result, "ECS964")
    assert told.missing == ("strategy.as_of",)
    assert len(told.related) == 1
    assert len(found(result, "ECS630")) == 2
    assert codes(result) == ["ECS964"]


def test_nothing_is_waived_where_nobody_wants_it() -> None:
    result = run(WORK + waiver("owner-missing", "tasks.shop"), waivers=False)
    assert result.waived == ()
    assert len(found(result, "ECS630")) == 2
    assert codes(result) == []


@pytest.mark.parametrize(
    ("rule", "at", "told"),
    [
        ("ECS101", "tasks.shop", "ECS962"),
        ("ECS201", "tasks.shop", "ECS962"),
        ("unused-waiver", "waivers.w", "ECS962"),
        ("unknown-change", "tasks.shop", "ECS962"),
        ("owner-mising", "tasks.shop", "ECS960"),
        ("630", "tasks.shop", "ECS960"),
        ("not-applied-yet", "tasks.shop", "ECS960"),
        ("owner-missing", "tasks.shp", "ECS961"),
        ("owner-missing", "tasks.shop.ownr", "ECS961"),
        ("owner-missing", "tasks.shop.id", "ECS961"),
        ("owner-missing", "tasks.shop.checklist.2", "ECS961"),
        ("owner-missing", "task.shop", "ECS961"),
        ("owner-missing", "''", "ECS961"),
        ("owner-missing", "tasks.shop.", "ECS961"),
        ("owner-missing", ".".join("a" * 2000), "ECS961"),
        ("owner-missing", "tasks.shop.checklist.1", "ECS963"),
        ("owner-missing", "market", "ECS963"),
    ],
)
def test_a_waiver_that_cannot_work_is_told_once(rule: str, at: str, told: str) -> None:
    result = run(WORK + waiver(rule, at, "2026-03-25"))
    assert codes(result) == [told]
    assert result.waived == ()


def test_a_waiver_that_cannot_be_read_has_no_followers() -> None:
    result = run(WORK + waiver("owner-missing", "tasks.shop", "2026-02-30"))
    assert codes(result) == []
    assert len(found(result, "ECS150")) == 1


def test_what_could_not_be_read_is_no_reason_to_call_a_waiver_unused() -> None:
    torn = "tasks:\n  shop: {name: Shop, duration: a while, owner: lin}\n"
    assert codes(run(torn + waiver("owner-missing", "tasks.shop"))) == []


def test_ten_thousand_waivers_for_as_many_findings_are_linear() -> None:
    def seconds(n: int) -> float:
        tasks = "".join(f"  t{i}: {{name: T, duration: 1d}}\n" for i in range(n))
        waivers = "".join(
            f"  w{i}: {{rule: owner-missing, at: tasks.t{i}, reason: r, owner: lin, until: {LONG}}}\n"
            for i in range(n)
        )
        before = time.perf_counter()
        assert len(run(f"tasks:\n{tasks}waivers:\n{waivers}").waived) == n
        return time.perf_counter() - before

    seconds(500)
    assert seconds(10_000) < 30 * max(seconds(1_000), 0.05)
