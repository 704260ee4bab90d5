"""Policies that several strategies share: what is wrong in them, what breaks them, what they are not about."""

from __future__ import annotations

import pytest

from ecsc.diagnostics import Finding, Span
from ecsc.messages import words
from ecsc.pipeline import Organisation, Result, StrategyInput, compile_strategy
from ecsc.quantity import parse_amount
from ecsc.report import render_message

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin, regions: [CN]}
people:
  lin: {name: Lin}
"""
WORK = """promotions:
  spring: {offer: 5折, window: 2026-03-01..2026-03-04, limits: {redemptions: 5}, reference_price: {basis: list_price}}
tasks:
  shop: {name: Shop, owner: lin, duration: 30d}
  ads: {name: Ads, owner: lin, duration: 3d}
service: {first_response: 2h}
"""
POLICY_RULES = ("ECS3", "ECS951", "ECS952", "ECS954", "ECS955")


def result(
    policies: str, text: str = HEAD + WORK, *more: tuple[str, str], packs: tuple[str, ...] = ()
) -> Result:
    files = (("policies/house.yaml", policies), *more) if policies else more
    shared = Organisation(tuple((name, content.encode()) for name, content in files), packs)
    return compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),), organisation=shared))


def line(finding: Finding) -> str:
    at = finding.at
    assert isinstance(at, Span)
    said = render_message(finding.message, finding.params, words("en"))
    return f"{at.file}:{at.line}:{at.column} {finding.level} {finding.rule.code} {said}"


def about(policies: str, text: str = HEAD + WORK, *more: tuple[str, str]) -> list[str]:
    return [
        line(one) for one in result(policies, text, *more).findings if one.rule.code.startswith(POLICY_RULES)
    ]


def policy(check: str, **more: str) -> str:
    fields = "".join(f"    {name}: {value}\n" for name, value in more.items())
    return f"policies:\n  rule:\n{fields}    check: '{check}'\n"


def test_each_thing_that_breaks_a_policy_is_shown_where_the_strategy_says_it() -> None:
    text = policy(
        "duration <= 2 days", for_each="tasks", message="Cut it", severity="warning", source="PMO 3"
    )
    first, second = (one for one in result(text).findings if one.rule.code == "ECS951")
    assert line(first) == "demo.yaml:8:44 warning ECS951 rule: Cut it"
    assert line(second) == "demo.yaml:9:42 warning ECS951 rule: Cut it"
    (related,) = first.related
    assert isinstance(related.at, Span)
    assert (related.at.file, related.at.line) == ("policies/house.yaml", 7)
    assert first.params["source"] == "PMO 3"


def test_a_policy_about_the_whole_points_at_what_it_looks_at() -> None:
    assert about(policy("count(tasks) <= 1")) == ["demo.yaml:7:1 error ECS951 rule: count(tasks) <= 1"]
    assert about(policy("service.first_response <= 1h")) == [
        "demo.yaml:10:1 error ECS951 rule: service.first_response <= 1h"
    ]
    assert about(policy('"EU" in strategy.regions')) == [
        'demo.yaml:2:1 error ECS951 rule: "EU" in strategy.regions'
    ]


@pytest.mark.parametrize(
    "check",
    [
        "count(tasks) == 2",
        "service.first_response == 2h",
        '"CN" in strategy.regions and strategy.currency == "CNY"',
        "not known(service.agents)",
        "known(strategy.calendar)",
        "count(promotions where known(limits)) == 1",
        'count(promotions where reference_price.basis == "list_price") == 1',
        "not known(metrics.nps) or metrics.nps > 30",
        "not known(goals.sales.target) or goals.sales.target >= 100万",
        "default(tactics.winter.cost, 0) <= 500",
        "sum(default(tasks.*.cost, 0)) <= EUR 500 or count(tasks) == 2",
    ],
)  # fmt: skip
def test_what_a_policy_can_ask_for(check: str) -> None:
    assert about(policy(check)) == []


def test_fields_inside_fields_are_asked_by_name() -> None:
    each = policy('reference_price.basis == "lowest_7_days"', for_each="promotions", message="Say the base")
    assert about(each) == ["demo.yaml:6:106 error ECS951 rule: Say the base"]
    assert about(policy("known(reference_price) and not known(cap)", for_each="promotions")) == []
    wrong = about(policy("known(reference_price.bases)", for_each="promotions"))
    assert wrong == ["policies/house.yaml:4:19 error ECS303 nothing is called `reference_price.bases` here"]
    assert "cannot be compared" in about(policy("reference_price == 3", for_each="promotions"))[0]


@pytest.mark.parametrize(
    ("check", "absent"),
    [
        ("goals.sales.target >= 100", "`goals.sales`"),
        ("metrics.nps >= 30", "`metrics.nps`"),
        ("gmv >= 30", "`metrics.gmv`"),
        ("tactics.winter.cost + tactics.summer.cost <= 5", "`tactics.winter` and `tactics.summer`"),
    ],
)
def test_what_a_strategy_does_not_have_makes_a_shared_policy_none_of_its_own(check: str, absent: str) -> None:
    said = f"rule checks nothing here: this strategy has no {absent}"
    (found,) = about(policy(check))
    assert found.endswith(said)
    assert " info ECS954 " in found
    compiled = result(policy(check)).compiled
    assert compiled is not None
    assert compiled.plan.policies == ()


@pytest.mark.parametrize(
    ("check", "code", "place"),
    [
        ("tasks.*.duratoin > 2d", "ECS303", "3:13"),
        ("tasks.shop.duratoin > 2d", "ECS303", "3:13"),
        ("goals.sales.targt > 2", "ECS303", "3:13"),
        ("service.respons < 2h", "ECS303", "3:13"),
        ("strategy.curency == 2", "ECS303", "3:13"),
        ("npps > 2", "ECS303", "3:13"),
        ("smu(tasks.*.cost) > 2", "ECS304", "3:13"),
        ("count(tasks) > > 2", "ECS301", "3:28"),
        ("count(tasks)", "ECS315", "3:13"),
    ],
)
def test_a_field_a_function_or_a_sign_that_nobody_has_is_an_error_of_the_file(
    check: str, code: str, place: str
) -> None:
    (found,) = about(policy(check))
    assert found.startswith(f"policies/house.yaml:{place} error {code} "), found


def test_for_each_names_a_section() -> None:
    (found,) = about(policy("known(window)", for_each="promotoins"))
    assert found == "policies/house.yaml:3:15 error ECS955 there is no section `promotoins`"


def test_the_owner_of_a_shared_policy_need_not_work_in_every_strategy() -> None:
    codes = [one.rule.code for one in result(policy("count(tasks) > 0", owner="pmo")).findings]
    assert "ECS201" not in codes


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("policies:\n  small: {chek: 3}\n", "ECS101", "chek"),
        ("tasks:\n  shop: {name: Shop}\npeople:\n  lin: {name: Lin}\n", "ECS953", "`tasks` and `people`"),
        ("strategy: {id: x}\npolicies: {}\n", "ECS953", "`strategy`"),
        ("version: '3'\nservices: {db: {image: x}}\n", "ECS953", "`version` and `services`"),
        ("ecsc: 1\n", "ECS953", "no policy in policies/house.yaml"),
        ("polices:\n  small: {check: 1 > 2}\n", "ECS953", "polices"),
        ("policies: [1, 2]\n", "ECS108", "policies"),
        ("# later\n", "ECS002", "is empty"),
        ("policies:\n  a: {check: 1 > 2\n", "ECS0", ""),
        ("<html><body>login</body></html>\n", "ECS006", ""),
    ],
)
def test_a_file_that_is_no_policy_file_is_told_so_and_the_strategy_is_still_checked(
    text: str, code: str, said: str
) -> None:
    ghost = WORK.replace("tasks:\n", "tasks:\n  ghost: {name: Ghost, duration: 1d}\n")
    found = [line(one) for one in result(text, HEAD + ghost).findings]
    mine = [one for one in found if one.startswith("policies/house.yaml")]
    assert len(mine) == 1, mine
    assert f" {code}" in mine[0]
    assert said in mine[0]
    assert any("ECS630" in one for one in found), "the strategy's own findings are still there"


def test_an_id_twice_is_told_with_both_places() -> None:
    again = ("policies/more.yaml", policy("count(tasks) > 1"))
    twice = [
        one
        for one in result(policy("count(tasks) > 0"), HEAD + WORK, again).findings
        if one.rule.code == "ECS210"
    ]
    assert [line(one) for one in twice] == [
        "policies/more.yaml:2:3 error ECS210 `rule` is defined twice in `policies`"
    ]
    own = HEAD + WORK + "policies: {rule: {check: count(tasks) > 9}}\n"
    (clash,) = [one for one in result(policy("count(tasks) > 0"), own).findings if one.rule.code == "ECS210"]
    assert line(clash).startswith("demo.yaml:11:12 error ECS210")
    (first,) = clash.related
    assert isinstance(first.at, Span)
    assert (first.at.file, first.at.line) == ("policies/house.yaml", 2)


def test_a_policy_of_ones_own_takes_the_place_of_a_packs() -> None:
    pack = result("", HEAD + WORK.replace("window: 2026-03-01..2026-03-04, ", ""), packs=("china_retail",))
    own = policy("true or known(window)", for_each="promotions").replace("rule:", "cn_promotion_window:")
    mended = result(own, HEAD + WORK.replace("window: 2026-03-01..2026-03-04, ", ""), packs=("china_retail",))
    asked = "Promotions state their period"
    assert any(one.params.get("policy") == asked for one in pack.findings)
    assert not any(one.params.get("policy") == asked for one in mended.findings)
    assert "ECS210" not in [one.rule.code for one in mended.findings]


def test_a_pack_about_the_law_of_another_region_is_silent() -> None:
    sold = HEAD + "pricing: {tax: {included: false}}\n"
    taxed = [
        line(one)
        for one in result("", sold, packs=("china_retail", "eu_retail")).findings
        if "tax" in line(one)
    ]
    assert len(taxed) == 1
    for regions, count in (("[CN, DE]", 2), ("[US]", 0), ("[]", 2)):
        text = sold.replace("[CN]", regions)
        found = result("", text, packs=("china_retail", "eu_retail")).findings
        assert sum("tax" in line(one) for one in found) == count, regions


def test_thresholds_of_the_organisation_hold_unless_the_strategy_has_its_own() -> None:
    claim = "market:\n  sources:\n    old: {kind: industry_report, title: Report, date: 2024-11-01}\n"
    limit = {"source_age": parse_amount("5 years", "CNY")}

    def aged(header: str, thresholds: dict[str, object]) -> bool:
        shared = Organisation(thresholds=thresholds)  # type: ignore[arg-type]
        files = (("demo.yaml", (header + claim).encode()),)
        found = compile_strategy(StrategyInput("demo", files, organisation=shared)).findings
        return "ECS434" in [one.rule.code for one in found]

    strict = HEAD.replace("regions: [CN]", "thresholds: {source_age: 1 months}")
    assert aged(HEAD, {})
    assert not aged(HEAD, dict(limit))
    assert aged(strict, dict(limit))


def test_what_is_shared_is_a_source_of_the_plan() -> None:
    def digest(policies: str, packs: tuple[str, ...] = ()) -> str:
        compiled = result(policies, packs=packs).compiled
        assert compiled is not None
        return compiled.plan.strategy.source_hash

    seen = [
        digest(""),
        digest(policy("count(tasks) > 0")),
        digest(policy("count(tasks) > 1")),
        digest("", ("handbook",)),
    ]
    assert len(set(seen)) == 4


def test_a_broken_policy_file_keeps_no_rule_of_the_strategy_silent() -> None:
    plain = {one.rule.code for one in result("").findings}
    broken = {one.rule.code for one in result("policies:\n  a: {check: [}\n  b: {\n").findings}
    assert plain <= broken


def test_a_strategys_own_policies_are_as_strict_as_before() -> None:
    own = HEAD + WORK + "policies: {rule: {check: metrics.nps > 3}}\n"
    assert "ECS303" in [one.rule.code for one in result("", own).findings]
