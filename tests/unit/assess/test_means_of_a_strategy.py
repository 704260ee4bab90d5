"""Money and means: converted amounts, automation and points on their lines, contribution, ranking, readiness."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.assess.service import read_hours
from ecsc.quantity import Money
from tests.unit.assess.strategies import codes, plan, result

RATES = """exchange_rates:
  jan: {base: USD, quote: CNY, rate: 7, date: 2026-01-01}
  jun: {base: USD, quote: CNY, rate: 8, date: 2026-06-01}
  eur: {base: CNY, quote: EUR, rate: 0.125}
"""
LINE = "budgets: {m: {limit: 100000}}\n"


@pytest.mark.parametrize(
    ("window", "cost", "expected"),
    [
        ("2026-02-01..2026-02-10", "USD 100", "700.00"),
        ("2026-05-31..2026-07-10", "USD 100", "797.56"),
        ("2026-06-01..2026-07-10", "USD 100", "800.00"),
        ("2026-02-01..2026-02-10", "EUR 100", "800.00"),
    ],
)
def test_an_amount_is_converted_at_the_latest_rate_not_after_the_day_it_falls_on(
    window: str, cost: str, expected: str
) -> None:
    text = RATES + LINE + f"tactics: {{t: {{window: {window}, cost: {cost}, budget: m}}}}\n"
    assert "ECS507" not in codes(text)
    assert plan(text).budgets[0].committed == Money(Decimal(expected), "CNY")


def test_before_the_first_rate_an_amount_stays_foreign() -> None:
    rates = "exchange_rates: {jun: {base: USD, quote: CNY, rate: 8, date: 2026-06-01}}\n"
    text = rates + LINE + "tactics: {t: {window: 2026-05-31, cost: USD 100, budget: m}}\n"
    assert "ECS507" in codes(text)


def test_formulas_reckon_foreign_amounts_by_their_rate_and_never_one_to_one() -> None:
    task = "tasks: {t: {name: T, owner: lin, duration: 2d, cost: USD 100, budget: m}}\n"
    cap = "policies: {cap: {check: sum(tasks.*.cost) <= LIMIT, message: over}}\n"
    assert "ECS951" in codes(RATES + LINE + task + cap.replace("LIMIT", "799"))
    assert "ECS951" not in codes(RATES + LINE + task + cap.replace("LIMIT", "800"))
    without = result(LINE + task + cap.replace("LIMIT", "99")).findings
    assert "ECS951" not in [one.rule.code for one in without if one.outcome == "fail"]
    assert any(one.outcome == "undecidable" and "the rate of USD in CNY" in one.missing for one in without)


def test_a_literal_of_another_currency_meets_an_amount_through_its_rate() -> None:
    task = "tasks: {t: {name: T, owner: lin, duration: 2d, cost: USD 100, budget: m}}\n"
    cap = "policies: {cap: {check: tasks.t.cost <= USD LIMIT, message: over}}\n"
    assert "ECS307" in codes(LINE + task + cap.replace("LIMIT", "100"))
    assert "ECS951" in codes(RATES + LINE + task + cap.replace("LIMIT", "99"))
    assert "ECS951" not in codes(RATES + LINE + task + cap.replace("LIMIT", "100"))


def test_automation_costs_once_at_its_start_and_yearly_by_the_day() -> None:
    text = LINE + (
        "automation: {bot: {name: Bot, start: 2026-07-02, budget: m, "
        "roi: {cost_once: 1000, cost_per_year: 36500, saving_base: 100000, saving_rate: 50%}}}\n"
    )
    line = plan(text).budgets[0]
    assert line.committed.amount == 1000 + 18300
    assert [part.committed.amount for part in line.months][5:8] == [0, 1000 + 3000, 3100]
    investment = plan(text).appraisal.investments[0]
    assert investment.cost == Money(Decimal(110500), "CNY")
    assert str(investment.roi) == "35.75%"
    assert investment.payback_months == Decimal("0.9")


def test_a_tool_that_starts_after_the_period_costs_it_nothing() -> None:
    text = (
        LINE
        + "automation: {bot: {start: 2027-01-01, budget: m, roi: {cost_once: 1000, cost_per_year: 100}}}\n"
    )
    assert plan(text).budgets[0].committed.amount == 0


SALES = """metrics: {gmv: {standard: gmv}}
goals: {sales: {metric: gmv, target: 1000000, due: 2026-12-31, breakdown: [{split: channel, shares: {a: 60%, b: 40%}}]}}
channels:
  a: {kind: marketplace, commission: 5%, payment_fee: 1%}
  b: {kind: marketplace, payment_fee: 1%}
"""


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ("points: {value: 0.01, per_amount: 1, budget: m}", "10000"),
        ("points: {value: 0.01, per_amount: 1, redeemed: 70%, budget: m}, channels: [a]", "4200"),
        ("points: {value: 1, per_amount: 100, redeemed: 50%, budget: m}, channels: [b]", "2000"),
    ],
)
def test_points_weigh_on_their_line(membership: str, expected: str) -> None:
    planned = plan(LINE + SALES + f"membership: {{{membership}}}\n")
    assert planned.appraisal.points_liability == Money(Decimal(expected).quantize(Decimal("0.01")), "CNY")
    assert planned.budgets[0].committed.amount == Decimal(expected)


def test_contribution_by_channel_names_what_it_cannot_tell() -> None:
    text = (
        LINE
        + SALES
        + """pricing: {tax: {included: true, rate: 13%}}
products: {p: {list_price: 200, unit_cost: 70, fulfilment: 10}}
targets: {back: {metric: refund_rate, period: 2026, committed: 10%}}
tactics: {ads: {channel: a, window: 2026-01-01..2026-12-31, cost: 50000, budget: m}}
"""
    )
    text = text.replace("metrics: {", "metrics: {refund_rate: {unit: percent}, ")
    first, second = plan(text).appraisal.contribution
    # 600,000, a tenth back: 540,000 kept, of which 13/113 tax; 5% and 1% of it; goods 40% of 540,000.
    assert first.gross.amount == 600000
    assert first.tax is not None
    assert first.tax.amount == Decimal("62123.89")
    assert first.contribution is not None
    assert first.contribution.amount == Decimal(540000) - Decimal("62123.89") - 32400 - 216000 - 50000
    assert first.missing == ()
    assert second.missing == ("`channels.b.commission`",)
    assert second.contribution is None
    assert second.goods is not None


def test_the_ranking_stands_in_the_plan_with_its_tie_and_what_tips_it() -> None:
    text = """channel_selection:
  criteria: {traffic: {weight: 30%}, match: {weight: 30%}, commission: {weight: 25%, direction: down},
    support: {weight: 15%}}
  candidates: {taobao: {}, douyin: {}, jd: {name: 京东}}
  scores:
    taobao: {traffic: 9, match: 8, commission: 5%, support: 8}
    douyin: {traffic: 9, match: 9, commission: 5%, support: 6}
    jd: {traffic: 7, match: 5, commission: 8%, support: 9}
  chosen: [taobao, douyin]
"""
    found = plan(text).appraisal
    assert [(one.name, str(one.score), one.place, one.chosen) for one in found.ranking] == [
        ("taobao", "87.5%", 1, True),
        ("douyin", "85%", 2, True),
        ("京东", "15%", 3, False),
    ]
    assert found.tipping is not None
    assert (found.tipping.criterion, str(found.tipping.changed)) == ("support", "11.25%")
    assert codes(text) == []


def test_an_own_lead_or_a_reason_settles_a_close_choice() -> None:
    text = """channel_selection:
  criteria: {a: {weight: 50%, scale: 0-10}, b: {weight: 50%, scale: 0-10}}
  candidates: {x: {}, y: {}}
  scores: {x: {a: 9, b: 5}, y: {a: 5, b: 8}}
  chosen: x
"""
    assert codes(text) == []  # 70% to 65%: a lead of exactly 5 points is clear
    assert codes(text + "  sensitivity: 6%\n") == ["ECS479"]
    assert codes(text + "  sensitivity: 6%\n  reason: x answers faster\n") == []
    assert codes(text.replace("b: 8", "b: 9")) == ["ECS479"]


@pytest.mark.parametrize(
    ("text", "per_week"),
    [
        ("7x12h", 84),
        ("7 × 12 h", 84),
        ("7天×12小时", 84),
        ("７＊２４", 168),
        ("24/7", 168),
        ("5*8", 40),
        ("每周7天，每天12小时", 84),
        ("12 hours a day, 7 days a week", 84),
        ("7天12小时轮班", None),
        ("9:00-21:00", None),
        ("712小時", None),
        ("712h", None),
        ("round the clock", None),
        ("", None),
        ("9" * 5000 + "x12h", None),
    ],
)
def test_service_hours(text: str, per_week: int | None) -> None:
    assert read_hours(text).per_week == per_week


def test_hours_that_lost_their_sign_are_asked_for() -> None:
    assert read_hours("712小時").meant == "7x12h"
    assert read_hours("724h").meant == "7x24h"
    assert read_hours("999小时").meant == ""
    assert read_hours("101h").meant == ""


def test_a_capability_is_there_once_its_task_is_finished_to_the_minute() -> None:
    text = """capabilities: {c: {available: false}}
tasks:
  make: {name: M, owner: lin, start: 2026-03-02, duration: 1.5d, delivers: c}
  use: {name: U, owner: lin, duration: 1d, after: make, requires: c}
  early: {name: E, owner: lin, start: 2026-03-03, duration: 1d, requires: c}
"""
    found = [one for one in result(text).findings if one.rule.code == "ECS525"]
    assert [one.params["name"] for one in found] == ["E"]
    ready = plan(text).appraisal.capabilities[0]
    assert (str(ready.available), ready.task, ready.always) == ("2026-03-03", "make", False)


@pytest.mark.parametrize(
    "text",
    [
        "channel_selection: {scores: {}, chosen: [a]}\n",
        "channel_selection: {criteria: {a: {weight: 0%}}, scores: {x: {a: 1}}, chosen: [x, x, y]}\n",
        "channel_selection: {criteria: {a: {weight: 100%, scale: 5-5}}, scores: {x: {a: 5}, y: {a: 5}}}\n",
        "exchange_rates: {x: {base: USD, quote: USD, rate: -1}, y: {base: USD, quote: CNY, rate: 0}}\n",
        "automation: {x: {roi: {years: 0, cost_once: 1, saving_base: 1, saving_rate: 1%}}}\n",
        "automation: {x: {roi: {years: 999999, cost_once: 1, saving_base: 1, saving_rate: 1%}}}\n",
        "service: {hours: 0x0h, agents: 0, hours_per_agent_per_week: 0, at_once: 0}\n",
        "service: {hours: 7x12h, agents: -3, hours_per_agent_per_week: 0}\n",
        "membership: {points: {value: 1, per_amount: 0}, tiers: {}}\n",
        "portfolio_rules: {x: {when: '((', then: add}, y: {when: 增长 > 200%, then: add}}\n",
        "pricing: {model: cost_plus, markup: 100%, band: 50}\nproducts: {x: {list_price: USD 3, unit_cost: 2}}\n",
        "tactics: {x: {visits: 0, cost: 0, cost_per_click: 0}, y: {visits: 5, cost: 9, cost_per_click: 0}}\n",
    ],
)
def test_odd_values_end_in_findings(text: str) -> None:
    assert result(text).compiled is not None or codes(text)


def test_what_is_wrong_with_thousands_of_prices_is_told_once() -> None:
    rows = "".join(
        f"  p{n}: {{list_price: {n % 400 + 1}, unit_cost: 9, category: c{n % 9}}}\n" for n in range(2000)
    )
    found = result("pricing: {model: cost_plus, markup: 150%, band: 50-300}\nproducts:\n" + rows).findings
    assert sorted(one.rule.code for one in found) == ["ECS535", "ECS537", "ECS538"]
    assert all(len(one.related) == 4 for one in found)


@pytest.mark.parametrize(
    ("terms", "commission", "fees"),
    [
        ("", "27000.00", "5400.00"),
        # Half of the list prices are of dresses, which pay 8 %.
        ("commission_by_category: {dress: 8%}", "35100.00", "5400.00"),
        ("fees: {service: {rate: 2%}}", "27000.00", "16200.00"),
        # A piece of 200 pays 1 % and 3: 5 in all, of which 4 is the most.
        # 3 of the 4 a piece of 200 are for the order and stay when it comes back: 9,000 and 1.5 % of 540,000.
        ("fees: {service: {rate: 1%, per_order: 3, at_most: 4}}", "27000.00", "17100.00"),
        # 2 an order of 200 is 6,000 of 600,000; a tenth comes back, at 20 each: 6,000.
        ("return_insurance: 2, returns: {rate: 50%, cost: 20}", "27000.00", "17400.00"),
    ],
)
def test_the_sales_of_a_channel_bear_what_it_takes_of_a_piece(terms: str, commission: str, fees: str) -> None:
    text = SALES.replace("a: {kind: marketplace, ", f"a: {{kind: marketplace, {terms}{', ' if terms else ''}")
    text = text.replace("metrics: {", "metrics: {refund_rate: {unit: percent}, ")
    text += """pricing: {tax: {included: false}}
products:
  p: {category: dress, list_price: 200, unit_cost: 70, fulfilment: 10}
  q: {category: tee, list_price: 200, unit_cost: 70, fulfilment: 10}
targets: {back: {metric: refund_rate, period: 2026, committed: 10%}}
"""
    first = plan(text).appraisal.contribution[0]
    assert first.commission == Money(Decimal(commission), "CNY")
    assert first.fees == Money(Decimal(fees), "CNY")
    assert first.missing == ()
    assert ("one piece an order" in first.assumed) is ("order" in terms or "insurance" in terms)


def test_returns_of_a_channel_stand_in_for_a_target_of_refunds() -> None:
    text = SALES.replace("commission: 5%", "commission: 5%, returns: {rate: 10%, cost: 0}")
    text += (
        "pricing: {tax: {included: false}}\nproducts: {p: {list_price: 200, unit_cost: 70, fulfilment: 10}}\n"
    )
    first = plan(text).appraisal.contribution[0]
    assert first.refunds == Money(Decimal("60000.00"), "CNY")
    assert first.missing == ()


def test_what_fees_cannot_be_told_without_is_named() -> None:
    text = SALES.replace("commission: 5%", "commission: 5%, fees: {service: {per_piece: USD 1}}")
    text += "products: {p: {list_price: 200, unit_cost: 70, fulfilment: 10}}\n"
    first = plan(text).appraisal.contribution[0]
    assert first.fees is None
    assert "`exchange_rates`: USD" in first.missing


@pytest.mark.parametrize(
    "terms",
    [
        "commission_by_category: {dress: 800%}",
        "fees: {service: {rate: 101%}}",
        "returns: {rate: 120%, cost: 9}",
    ],
)
def test_no_share_of_a_channel_is_more_than_the_whole(terms: str) -> None:
    assert "ECS768" in codes(SALES.replace("commission: 5%", f"commission: 5%, {terms}"))
