"""Which legal checks hold: by region sold to, by `legal.checks`, by the day a law came into force."""

from __future__ import annotations

import pytest

from ecsc.assess.law import citations, known_checks, region_of
from tests.unit.assess.strategies import codes, result

CN = """ecsc: 1
strategy: {{id: demo, name: Demo, period: {period}, currency: CNY, owner: lin, regions: [{regions}]}}
people:
  lin: {{name: Lin}}
"""
NOTICES = """security:
  regimes: [PIPL, GDPR]
  incident_response:
    owner: lin
    notify: [{to: authority, within: WITHIN}, {to: users, within: WITHIN}]
"""


def head(regions: str = "CN", period: str = "2026") -> str:
    return CN.format(regions=regions, period=period)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("CN", "CN"),
        ("中国", "CN"),
        ("中國", "CN"),
        ("ｃｎ", "CN"),
        ("de", "EU"),
        ("DE-SN", "EU"),
        ("JP", None),
        ("", None),
    ],
)
def test_a_region_is_known_by_its_names(text: str, region: str | None) -> None:
    assert region_of(text) == region


def test_every_check_is_dated_and_says_where_it_comes_from() -> None:
    for check in known_checks().values():
        assert (check.read is None) == check.source.startswith("general knowledge")
        assert check.read is None or check.in_force < check.read
        assert ("not checked" in citations([check])) == (check.read is None)
        assert check.asks
        assert check.source


def test_laws_are_checked_where_the_strategy_sells() -> None:
    claim = "legal: {claims: {a: {text: 国家级面料}}}\n"
    assert "ECS920" in codes(claim, head())
    assert "ECS920" not in codes(claim, head("DE"))


def test_checks_can_be_chosen_and_switched_off() -> None:
    claim = "legal: {checks: [CHECKS], claims: {a: {text: 国家级面料}}}\n"
    assert "ECS920" not in codes(claim.replace("CHECKS", "none"), head())
    assert "ECS920" not in codes(claim.replace("CHECKS", "EU"), head())
    assert "ECS920" in codes(claim.replace("CHECKS", "CN"), head("DE"))
    assert "ECS920" in codes(claim.replace("CHECKS", "cn_banned_words"), head("DE"))
    assert "ECS947" in codes(claim.replace("CHECKS", "Atlantis"), head())


def test_without_regions_a_banned_word_is_not_decidable() -> None:
    found = [
        one
        for one in result("legal: {claims: {a: {text: 国家级面料}}}\n").findings
        if one.rule.code == "ECS920"
    ]
    assert [one.outcome for one in found] == ["undecidable"]


def test_the_four_hours_hold_since_november_2025() -> None:
    def laws(period: str) -> str:
        text = NOTICES.replace("WITHIN", "72h")
        (found,) = (one for one in result(text, head(period=period)).findings if one.rule.code == "ECS915")
        return str(found.params["law"])

    assert "incidents" in laws("2026")
    assert "incidents" not in laws("2024")


@pytest.mark.parametrize(
    ("regions", "within", "found"),
    [
        ("CN", "immediately", set()),
        ("CN", "4h", {"ECS915"}),
        ("DE", "72h", set()),
        ("DE", "73h", {"ECS916"}),
        ("CN, DE", "5d", {"ECS915", "ECS916"}),
        ("JP", "5d", set()),
    ],
)
def test_how_soon_a_breach_is_told(regions: str, within: str, found: set[str]) -> None:
    text = NOTICES.replace("WITHIN", within)
    assert {code for code in codes(text, head(regions)) if code in ("ECS915", "ECS916")} == found


def test_notices_of_their_own_for_each_region() -> None:
    text = """security:
  regimes: [PIPL, GDPR]
  incident_response:
    owner: lin
    notify:
      - {to: authority, within: immediately, region: CN}
      - {to: users, within: immediately, region: CN}
      - {to: authority, within: 72h, region: EU}
"""
    (found,) = (one for one in result(text, head("CN, DE")).findings if one.rule.code == "ECS914")
    assert found.params["regions"] == ["EU"]
    assert found.params["to"] == "users"


def test_personal_data_without_a_word_on_security_is_one_finding() -> None:
    text = """messages:
  picks: {via: app, trigger: viewed, personal_data: true, consent: opt_in}
tactics:
  similar: {kind: loyalty, personal_data: true, serves: [], owner: lin}
"""
    assert [code for code in codes(text, head()) if code.startswith("ECS9")] == ["ECS930"]
