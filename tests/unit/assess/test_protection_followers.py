"""What could not be read is said once: the rules of risk, security and law stay silent about it."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import HEAD, result


def nine(text: str, head: str = HEAD) -> set[str]:
    return {one.rule.code for one in result(text, head).findings if one.rule.code.startswith("ECS9")}


@pytest.mark.parametrize(
    "text",
    [
        "risks: {a: {signal: s, prevent: p, owner: 7, likelihood: often}}\n",
        "risks: {a: {trigger: [1], prevent: p, owner: lin}}\n",
        "security: {backups: {a: {kind: full, every: sometimes, retention: 9d, restore_test: month}}}\n",
        "security: {backups: {a: {kind: full, every: week, retention: long, restore_test: month}}}\n",
        "legal: {assets: {a: {file: f, licence: stolen}}}\n",
        "legal: {assets: {a: {file: f, licence: own, expires: soon}}}\n",
        "legal: {reviews: {a: {every: sometimes, owner: lin}}}\n",
        "legal: {claims: {a: {text: 销量第一, evidence: [x]}}, reviews: {r: {every: quarter, owner: lin}}}\n",
        "inventory: {a: {reorder_point: 20, lead_time: soon}}\n",
        "inventory: {a: {safety_stock: 20%, horizon: soon, lead_time: 2w}}\n",
        "suppliers: {a: {supplies: [{role: primary}]}}\n",
        "messages: {a: {via: email, consent: perhaps, unsubscribe: true}}\n",
        "security: {incident_response: {notify: [{to: users, within: soon}], owner: lin}}\n",
        "security: null\nlegal: null\nrisks: null\nsuppliers: null\ninventory: null\n",
        "security: {}\nlegal: {}\n",
    ],
)
def test_a_refused_value_has_no_followers(text: str) -> None:
    assert nine(text) == set()


HOSTILE = ("", " ", "\u200b", "\ue000", "𠮷" * 50, "第" * 3000, "%", "{word}", "<script>", "=1+1", "0" * 3000)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_ends_well(text: str) -> None:
    quoted = '"' + text.replace('"', "") + '"'
    head = HEAD.replace("owner: lin}", "owner: lin, regions: [" + quoted + ", CN, EU]}")
    strategy = f"""legal:
  checks: [{quoted}]
  claims: {{a: {{text: {quoted}, evidence: {{scope: {quoted}}}}}}}
  assets: {{a: {{file: {quoted}}}}}
risks: {{a: {{cause: {quoted}, hits: [{quoted}], trigger: {quoted}}}}}
suppliers: {{a: {{region: {quoted}, parent: {quoted}, supplies: [{{products: [{quoted}], role: backup}}]}}}}
inventory: {{a: {{applies_to: {quoted}, safety_stock: 20%}}}}
pricing_rules: {{a: {{when: {quoted}, then: {quoted}}}}}
promotions: {{a: {{name: {quoted}, offer: {quoted}}}}}
security: {{regimes: [{quoted}], backups: {{a: {{kind: full, every: day, system: {quoted}}}}}}}
"""
    assert result(strategy, head).findings


def test_extreme_numbers_end_well() -> None:
    text = """inventory:
  a: {safety_stock: 999999999%, demand: 9999999999999999999999 per day, demand_sd: 0 per year, lead_time: 9999 years}
  b: {service_level: 100%, demand: 0 per day, demand_sd: 3 per day, lead_time: 0d}
  c: {service_level: 0%, demand: 3 per day, demand_sd: 3 per day, lead_time: 1s, lead_time_sd: 9 years}
  d: {safety_stock: 0%, demand: 0 per day, demand_sd: 0 per day, lead_time: 0d, horizon: 0d}
security:
  backups:
    i: {kind: incremental, every: 999 years}
    f: {kind: full, every: 999 years}
legal:
  reviews: {r: {every: 999 years, last: 2099-12-31}, s: {every: 999 years, last: 1970-01-01}}
"""
    found = result(text, HEAD.replace("2026-01-01..2026-12-31", "2097-01-01..2099-12-31"))
    assert found.findings
    assert found.compiled is not None
