"""The packs that ship with ecsc read, say whence they come, find what they are for, and nag nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from ecsc.catalogue import PACKS, pack_text
from ecsc.diagnostics import Severity
from ecsc.pipeline import Organisation, Result, StrategyInput, compile_strategy
from ecsc.source import read_document
from ecsc.workspace import find_strategies

ROOT = Path(__file__).parents[3]
HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: %s}\n"
PREFIX = {"handbook": "hb_", "china_retail": "cn_", "eu_retail": "eu_"}
RULE = {
    "hb_code_expires": "promotions:\n  a: {offer: 满199减30, redeem: code, %s}",
    "hb_messages_paced": "messages:\n  a: {via: email, trigger: schedule, %s}",
    "hb_price_over_floor": "products:\n  a: {floor_price: 50, %s}",
    "hb_first_response": "service: {agents: 4, %s}",
    "hb_bloggers_deliver": "tactics:\n  a: {kind: kol, kol: {count: 5, %s}}",
    "cn_base_price_stated": "promotions:\n  a: {offer: 8折, reference_price: {basis: other, %s}}",
    "cn_promotion_window": "promotions:\n  a: {offer: 8折, %s}",
    "cn_threshold_base_stated": "promotions:\n  a: {offer: {amount_off: 30, threshold: 199}, %s}",
    "cn_prize_cap": "promotions:\n  a: {name: 国庆抽奖, offer: {gift: phone}, %s}",
    "cn_live_stream_label": "tactics:\n  a: {kind: live_stream, %s}",
    "cn_price_with_tax": "pricing: {tax: {%s}}",
    "cn_calendar": "",
    "eu_prior_price_stated": "promotions:\n  a: {offer: 8折, reference_price: {basis: lowest_30_days, %s}}",
    "eu_price_with_tax": "pricing: {tax: {%s}}",
    "eu_endorsement_label": "tactics:\n  a: {kind: kol, %s}",
}
"""For each policy of a pack what it is about, open for the field that decides."""
DECIDES = {
    "hb_code_expires": ("name: A", "expires: 30d"),
    "hb_messages_paced": ("name: A", "every: week"),
    "hb_price_over_floor": ("list_price: 49", "list_price: 50"),
    "hb_first_response": ("days_per_week: 7", "first_response: 1h"),
    "hb_bloggers_deliver": ("followers: 1-5万", "deliverables: 3"),
    "cn_base_price_stated": ("", "value: 100"),
    "cn_promotion_window": ("name: A", "window: 2026-03-01..2026-03-31"),
    "cn_threshold_base_stated": ("name: A", "threshold_base: list"),
    "cn_prize_cap": ("limits: {spend: 60000}", "limits: {spend: 50000}"),
    "cn_live_stream_label": ("name: A", "ad_label: true"),
    "cn_price_with_tax": ("included: false", "included: true"),
    "eu_prior_price_stated": ("", "value: 100"),
    "eu_price_with_tax": ("included: false", "included: true"),
    "eu_endorsement_label": ("name: A", "ad_label: true"),
}


def held(text: str, currency: str = "CNY") -> Result:
    files = (("demo.yaml", (HEAD % currency + text).encode()),)
    return compile_strategy(StrategyInput("demo", files, organisation=Organisation(packs=PACKS)))


def broken(result: Result) -> set[str]:
    assert result.assessed is not None
    return {view.policy for view in result.assessed.policies if view.outcome != "pass"}


@pytest.mark.parametrize("pack", PACKS)
def test_every_policy_reads_and_says_what_it_asks_and_whence_it_comes(pack: str) -> None:
    document, findings = read_document(pack, pack_text(pack).encode())
    assert findings == ()
    for name, policy in document.data["policies"].items():
        assert name.startswith(PREFIX[pack])
        assert policy.keys() >= {"name", "check", "message", "severity", "source"}, name
        assert policy["severity"] in ("warning", "info"), "an error is for what cannot be true"
        assert name in RULE
        if pack != "handbook":
            assert "no legal advice" in policy["source"] or policy["source"].startswith(
                "ecsc's own choice"
            ), name


@pytest.mark.parametrize("currency", ["CNY", "EUR"])
def test_an_empty_strategy_hears_nothing_of_the_packs(currency: str) -> None:
    result = held("", currency)
    assert broken(result) == set()
    assert result.assessed is not None
    assert len(result.assessed.policies) == len(RULE), "every policy is decided"
    assert not [one for one in result.findings if getattr(one.at, "file", "").startswith("ecsc:")]


@pytest.mark.parametrize("name", DECIDES)
def test_every_policy_finds_what_it_is_for_and_rests_when_it_is_mended(name: str) -> None:
    wrong, right = ((RULE[name] % field).replace(", }", "}") + "\n" for field in DECIDES[name])
    assert name in broken(held(wrong))
    assert name not in broken(held(right))


def test_the_calendar_of_a_strategy_in_china() -> None:
    def with_calendar(country: str) -> set[str]:
        text = HEAD.replace("currency: %s", "currency: CNY, calendar: {country: " + country + "}")
        files = (("demo.yaml", text.encode()),)
        return broken(compile_strategy(StrategyInput("demo", files, organisation=Organisation(packs=PACKS))))

    assert with_calendar("CN") == set()
    assert with_calendar("DE") == {"cn_calendar"}


@pytest.mark.parametrize("example", ["apparel_brand"])
def test_the_handbook_nags_no_sound_strategy(example: str) -> None:
    (given,), _ = find_strategies([str(ROOT / "examples" / example)])
    found = compile_strategy(
        replace(given, organisation=Organisation(packs=("handbook",))), plan=False
    ).findings
    plain = compile_strategy(given, plan=False).findings
    assert [one for one in found if one.rule.code == "ECS951"] == []
    assert len(found) == len(plain)
    assert all(one.level is Severity.INFO for one in found)
