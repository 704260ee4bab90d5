"""ROI, payback, and what a sale leaves over: golden values."""

from __future__ import annotations

from decimal import Decimal

from ecsc.appraisal import contribution, return_on


def test_roi_and_payback() -> None:
    found = return_on(Decimal(60000), Decimal(12000), Decimal(40000), 3)
    assert [found.cost, found.saving, found.roi] == [96000, 120000, Decimal("0.25")]
    assert found.payback_months is not None
    assert round(found.payback_months, 2) == Decimal("25.71")


def test_what_saves_no_more_than_it_costs_a_year_is_never_paid_back() -> None:
    found = return_on(Decimal(60000), Decimal(40000), Decimal(40000), 3)
    assert found.payback_months is None
    assert found.roi is not None
    assert round(found.roi, 4) == Decimal("-0.3333")


def test_what_costs_nothing_has_no_roi() -> None:
    assert return_on(Decimal(0), Decimal(0), Decimal(40000), 3).roi is None
    assert return_on(Decimal(0), Decimal(0), Decimal(40000), 3).payback_months == 0


def test_margin_of_one_piece_at_four_prices() -> None:
    """List 199, cost 70 and fulfilment 8, commission 5%: the golden margins."""
    for price, expected in (("199", "111.05"), ("99.50", "16.52"), ("79.55", "-2.43"), ("76.22", "-5.59")):
        found = contribution(
            Decimal(199),
            discounts=Decimal(199) - Decimal(price),
            commission=Decimal("0.05"),
            goods=Decimal(78),
        )
        assert found.contribution is not None
        assert abs(found.contribution - Decimal(expected)) <= Decimal("0.006")
    assert round(
        contribution(Decimal(199), commission=Decimal("0.05"), goods=Decimal(78)).margin or 0, 3
    ) == Decimal("0.558")


def test_tax_is_inside_the_price_and_refunded_goods_come_back() -> None:
    found = contribution(
        Decimal(1130),
        tax_share=Decimal(13) / Decimal(113),
        refund_rate=Decimal("0.1"),
        commission=Decimal("0.05"),
        goods=Decimal(400),
        spend=Decimal(100),
    )
    assert found.tax is not None
    assert [found.refunds, round(found.tax, 9), round(found.net or 0, 9)] == [113, 117, 900]
    assert [found.commission, found.goods, round(found.contribution or 0, 9)] == [
        Decimal("50.85"), 360, Decimal("389.15"),
    ]  # fmt: skip


def test_what_is_not_known_leaves_what_hangs_on_it_open() -> None:
    found = contribution(Decimal(100), commission=None, goods=Decimal(40))
    assert [found.net, found.goods, found.contribution, found.margin] == [100, 40, None, None]
