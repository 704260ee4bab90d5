"""Offers, launches, market, scenarios, simulation and what is learnt: shown where they are stated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.emit_page.page_reading import HEAD, Read, page

PROJECTS = Path(__file__).parent.parent.parent / "projects"

OFFERS = (
    HEAD
    + """
budgets: {m: {name: Discounts, limit: 10000}, shop: {name: Shop, limit: 5000, includes_discounts: false}}
products: {tee: {name: Tee, category: top, list_price: 100}}
tasks: {set_up: {name: Set up coupons, duration: 2d, owner: lin, ready_for: [half]}}
promotions:
  half:
    {name: Half price, offer: 5折, applies_to: 'category == "top"', window: 2026-03-07T20:00..2026-03-08T00:00,
     limits: {units: 100, per_customer: 2}, budget: m}
  open: {name: Open offer, offer: 9折, window: 2026-02-01..2026-02-03}
  apart: {name: Apart, offer: 9折, limits: {spend: 800}, budget: shop}
"""
)


def test_offers_stand_by_their_window_with_what_they_cost_at_most() -> None:
    read = Read(page(OFFERS))
    rows = [row for row in read.cells["offers"] if len(row) == 8][1:]
    assert [row[0] for row in rows] == ["Open offer", "Half price", "Apart"]
    assert rows[1] == [
        "Half price", "5折", "7 Mar 2026 20:00–24:00", "100 pieces, 2 a customer", "CNY 5,000",
        "100 pieces of CNY 50 each", "Discounts", "Set up coupons",
    ]  # fmt: skip
    assert rows[0][2:7] == [
        "1 – 3 Feb 2026",
        "none stated",
        "! no bound",
        "nothing limits how often",
        "! no line",
    ]
    assert "Of 1 of 3 promotions nobody can say what it costs at most." in read.sections["offers"]


def test_a_bound_is_known_on_a_line_that_holds_no_discounts_too() -> None:
    row = Read(page(OFFERS)).row("offers", "Apart")
    assert (row[4], row[6]) == ("CNY 800", "Shop")


LEARNING = (
    HEAD
    + """
metrics: {clicks: {name: Clicks, unit: percent}}
tasks: {build: {name: Build the shop, duration: 5d, owner: lin}}
scenarios:
  late: {name: Everything late, likelihood: 30%, changes: {tasks.build.duration: 9d}}
market:
  size: {value: 420亿元, year: 2025, growth_rate: 8%, source: report}
  sources: {report: {title: Industry report}}
  findings: {held: {text: Rivals hold the traffic, source: report}}
experiments:
  colours: {name: Two colours, metric: clicks, variants: {light: {}, dark: {}}, baseline: 50%, detect: 5pp,
    sample_per_arm: 100}
decisions: {here: {claim: Only two shops, evidence: [held]}}
assumptions: {stay: {text: Members stay, status: refuted}}
"""
)


def test_scenarios_name_what_they_change() -> None:
    read = Read(page(LEARNING))
    assert "Everything late" in read.sections["scenarios"]
    assert "Likelihood 30%" in read.sections["scenarios"]
    assert read.row("scenarios", "Build the shop· duration")[1:] == ["5 working days", "9 working days"]
    assert "This is not the plan" not in page(LEARNING)


def test_a_scenario_names_what_has_no_name_of_its_own_and_prints_both_values_alike() -> None:
    text = LEARNING.replace(
        "{tasks.build.duration: 9d}",
        "{exchange_rates.mxn_jul.rate: 2.4, budgets.shop.limit: 2万, tasks.build.start: 2026-02-03,"
        " strategy.buffer.size: 20%, tasks.build.owner: lin}",
    )
    text += (
        "exchange_rates: {mxn_jul: {base: CNY, quote: MXN, rate: 2.5, date: 2026-01-31}}\n"
        "budgets: {shop: {name: The shop, limit: 10000}}\n"
    )
    read = Read(page(text))
    assert read.row("scenarios", "Exchange rate: CNY in MXN, 31 Jan 2026· rate")[1:] == ["2.5", "2.4"]
    assert read.row("scenarios", "The shop· limit")[1:] == ["CNY 10,000", "CNY 20,000"]
    assert read.row("scenarios", "Build the shop· start")[1:] == ["–", "3 Feb 2026"]
    assert read.row("scenarios", "buffer· size")[1:] == ["–", "20%"]


def test_a_page_under_a_scenario_says_so_at_its_head() -> None:
    html = page(LEARNING, scenario="late")
    masthead = html[html.index('class="masthead"') : html.index("</header>")]
    assert "This is not the plan but one of its scenarios: Everything late" in masthead
    assert "this plan" in Read(html).sections["scenarios"]


def test_market_and_learning_tell_their_sources() -> None:
    read = Read(page(LEARNING))
    told = "The market: CNY 42,000,000,000 in 2025. It grows by 8% a year. Source: Industry report."
    assert told in read.sections["market"]
    assert "Rivals hold the traffic" in read.sections["market"]
    assert read.row("learning", "Two colours")[2].startswith("! only 100 of ")
    assert read.row("learning", "Only two shops")[1] == "Rivals hold the traffic"
    assert read.row("learning", "Members stay")[1] == "✗ refuted"


@pytest.mark.parametrize("name", ["scenarios", "simulation", "launches", "market", "learning"])
def test_what_only_some_strategies_state_is_left_out_of_the_others(name: str) -> None:
    assert name not in Read(page(HEAD)).sections


def test_launches_show_their_stages_and_what_is_left_out() -> None:
    text = HEAD + (
        "tasks: {proto: {name: Sample, duration: 5d, owner: lin}}\n"
        "launches: {tee: {name: Summer tee, date: 2026-05-12, owner: lin, success: roi >= 150%,"
        " gates: {prototype: {task: proto}, market_research: {skip: known already}}}}\n"
    )
    told = Read(page(text)).sections["launches"]
    assert "1 launch, on 12 May 2026: Summer tee." in told
    assert "Prototype" in told
    assert "left out: known already" in told
    assert "roi >= 150%" in told


def test_the_simulation_is_drawn_as_in_its_file_with_figures_beneath() -> None:
    pytest.importorskip("numpy")
    html = page((PROJECTS / "simulated_launch" / "strategy.yaml").read_text())
    read = Read(html)
    assert html.count('class="picture simulated"') == 4
    assert read.row("simulation", "in 80 of 100 runs")[1] == "6 May 2026"
    assert read.row("simulation", "Supplier contracts") == ["Supplier contracts", "−10 d", "+47 d", "89.3%"]
