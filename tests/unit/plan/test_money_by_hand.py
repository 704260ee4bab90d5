"""One small strategy whose money was worked out on paper: `small_money.yaml`, a quarter with two channels."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from ecsc.diagnostics import Span
from ecsc.emit.money import render
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.plan.types import Plan

TEXT = (Path(__file__).parent / "small_money.yaml").read_text()


def compiled(text: str = TEXT) -> Result:
    return compile_strategy(StrategyInput("small", (("small.yaml", text.encode()),)))


def planned(text: str = TEXT) -> Plan:
    found = compiled(text).compiled
    assert found is not None
    return found.plan


def found(text: str, code: str) -> list[str]:
    """Return what the findings of a rule point at, as it is written."""
    places = [one.at for one in compiled(text).findings if one.rule.code == code]
    return [text[place.start : place.end] for place in places if isinstance(place, Span)]


def test_budget_lines_by_month_with_who_spends() -> None:
    # `a`: 7,500 over the 75 days from 16 January: 16, 28 and 31 days of 100. `b`: 24,000 in January. The promotion:
    # 100 pieces at half of 100, over three days, of which two lie in February.
    whole, ads = planned().budgets[:2]
    assert [one.committed.amount for one in ads.months] == [1600 + 24000, 2800, 3100]
    assert [one.committed.amount for one in whole.months] == [
        25600, Decimal(2800) + Decimal("3333.33"), Decimal(3100) + Decimal("1666.67"),
    ]  # fmt: skip
    assert [one.exposed and one.exposed.amount for one in whole.months] == [
        0, Decimal("3333.33"), Decimal("1666.67"),
    ]  # fmt: skip
    spread = {
        one.id: [(share.month, int(share.amount.amount)) for share in one.by_month] for one in ads.commitments
    }
    assert spread == {
        "a": [("2026-01", 1600), ("2026-02", 2800), ("2026-03", 3100)],
        "b": [("2026-01", 24000)],
    }
    # 100,000 less 10,000 kept in reserve: 64,400 after January, 53,500 at the end.
    assert [one.headroom and one.headroom.amount for one in whole.months] == [
        64400, Decimal("58266.67"), 53500,
    ]  # fmt: skip
    assert whole.headroom is not None
    assert [whole.reserved.amount, whole.headroom.amount] == [10000, 53500]


def test_contribution_by_channel_and_month() -> None:
    # Douyin in January: 24,000, a tenth back; 21,600 kept, 13/113 of it tax, 5 % commission, 1 % fee; goods are 40 %
    # of list prices, of what is kept: 8,640; and 24,000 of ads.
    tmall, douyin = planned().appraisal.contribution
    january = douyin.periods[0]
    assert (january.tax and january.tax.amount, january.net and january.net.amount) == (
        Decimal("2484.96"), Decimal("19115.04"),
    )  # fmt: skip
    assert january.contribution is not None
    assert january.contribution.amount == Decimal("19115.04") - 1080 - 216 - 8640 - 24000
    assert tmall.by == "month"
    for one in (tmall, douyin):
        for step in (
            "gross",
            "tax",
            "refunds",
            "net",
            "commission",
            "fees",
            "goods",
            "spend",
            "contribution",
        ):
            whole, parts = getattr(one, step).amount, [getattr(row, step).amount for row in one.periods]
            assert whole == sum(parts), step
    assert tmall.gross.amount + douyin.gross.amount == 300000
    assert [one.given_away and one.given_away.amount for one in tmall.periods] == [
        0, Decimal("3333.33"), Decimal("1666.67"),
    ]  # fmt: skip
    assert found(TEXT, "ECS557") == ["douyin"]


def test_cash_with_its_lowest_point() -> None:
    # Out: 310 pieces for January at 30, 30 % on 4 December, 6,510 on 31 January; 280 for February, 2,520 on
    # 4 January, 5,880 on 3 March; 310 for March, 2,790 on 1 February, 6,510 on 31 March.
    # In: tmall pays 30,456 for January, 17 of 31 days in it; douyin 20,304, 24 of 31 days.
    # On it go, in January: 13/113 of the 54,000 kept, 6,212.39, and 10 of 100 for sending the 60,000 sold.
    cash = planned().cash
    assert cash is not None
    assert cash.paid_before is not None
    assert cash.paid_before.amount == 2790
    assert [one.stock and one.stock.amount for one in cash.months] == [6510 + 2520, 2790, 5880 + 6510]
    assert cash.months[0].sales is not None
    assert cash.months[0].sales.amount == Decimal("16701.68") + Decimal("15719.23")
    assert cash.lowest is not None
    assert (cash.lowest_month, cash.lowest.amount) == (
        "2026-01",
        Decimal("-4999.09") - Decimal("6212.39") - 6000,
    )
    assert cash.sold_not_paid is not None
    received = sum(one.sales.amount for one in cash.months if one.sales) + cash.sold_not_paid.amount
    assert received == 300000 - 30000 - 13500 - 2700


def test_what_is_missing_is_named_and_nothing_is_taken_for_zero() -> None:
    text = TEXT.replace(", payout: 7d", "").replace(
        "refund_rate, period: 2026-Q1", "refund_rate, period: 2026-01"
    )
    plan = planned(text)
    douyin = plan.appraisal.contribution[1]
    assert douyin.contribution is None
    assert [row.missing for row in douyin.periods] == [(), *[("the target of a refund rate",)] * 2]
    assert plan.cash is not None
    assert plan.cash.lowest is None
    assert "`channels.douyin.payout`" in plan.cash.missing
    assert {one.sales for one in plan.cash.months} == {None}
    assert plan.cash.sold_not_paid is None


def test_goods_that_no_stock_class_buys_are_not_bought_for_nothing() -> None:
    tee = "  tee: {category: top, list_price: 100, unit_cost: 30, fulfilment: 10}\n"
    text = TEXT.replace(tee, tee + tee.replace("tee", "extra").replace("top", "other"))
    cash = planned(text).cash
    assert cash is not None
    assert "`inventory`: extra" in cash.missing
    assert {one.stock for one in cash.months} == {None}
    assert {one.passed_on is None for one in cash.months} == {False}
    assert cash.lowest is None


def test_what_sending_costs_is_not_taken_for_nothing() -> None:
    cash = planned(TEXT.replace(", fulfilment: 10", "")).cash
    assert cash is not None
    assert "`list_price` and `fulfilment` of every product" in cash.missing
    assert {one.passed_on for one in cash.months} == {None}


def test_a_goal_without_months_is_told_as_finely_as_it_is_divided() -> None:
    split = "{split: month, shares: {2026-01: 20%, 2026-02: 30%, 2026-03: 50%}}"
    whole = planned(TEXT.replace(f"      - {split}\n", "")).appraisal.contribution[0]
    assert (whole.by, len(whole.periods)) == ("whole", 1)
    matrix = "{split: [month, channel], shares: {2026-01: {tmall: 20%}, 2026-02: {tmall: 30%}, 2026-03: {douyin: 50%}}}"
    text = TEXT.replace(split, matrix).replace(
        "      - {split: channel, shares: {tmall: 60%, douyin: 40%}}\n", ""
    )
    assert [one.gross.amount for one in planned(text).appraisal.contribution] == [150000, 150000]


def test_stock_that_costs_more_than_its_line() -> None:
    # Paid in the quarter: 9,030 + 2,790 + 12,390 = 24,210; the 2,790 of December are another year's.
    assert found(TEXT.replace("goods: {limit: 200000}", "goods: {limit: 24210}"), "ECS559") == []
    assert found(TEXT.replace("goods: {limit: 200000}", "goods: {limit: 24209}"), "ECS559") == ["goods"]


def test_no_figures_and_no_formula_reaches_a_spreadsheet() -> None:
    result = compiled(TEXT.replace("ads: {limit", "ads: {name: '=1+1|x', limit"))
    assert result.compiled is not None
    files = {one.name: one.content.decode() for one in render(result.compiled, "zh-CN")}
    assert set(files) == {"budget.md", "budget.csv", "contribution.csv", "cash.csv"}
    assert "'=1+1|x" in files["budget.csv"]
    assert "\\|x" in files["budget.md"]
    empty = compiled("ecsc: 1\nstrategy: {id: e, name: E, period: 2026, currency: CNY}\n").compiled
    assert empty is not None
    assert "No budget is set yet" in render(empty, "en")[0].content.decode()


def test_costs_in_another_currency_are_counted_at_the_rate_of_their_day() -> None:
    def told(rates: str) -> tuple[str | None, tuple[str, ...]]:
        text = TEXT.replace("unit_cost: 30, fulfilment: 10}", "unit_cost: 5 USD, fulfilment: 10}")
        one = planned(text + rates).appraisal.contribution[1]
        return (str(one.goods.amount) if one.goods is not None else None), one.missing

    # 5 USD at 6 are 30: 40 % of the list price, as in the strategy without dollars.
    expected = planned().appraisal.contribution[1].goods
    assert expected is not None
    early = "exchange_rates: {usd: {base: USD, quote: CNY, rate: 6, date: 2025-01-01}}\n"
    assert told(early) == (str(expected.amount), ())
    assert told(early.replace("2025-01-01", "2026-02-15")) == (None, ("`exchange_rates`: USD 2026-01-01",))
    assert told("") == (None, ("`exchange_rates`: USD 2026-01-01",))
