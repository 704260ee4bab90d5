"""Offers as customers would say them."""

from __future__ import annotations

import pytest

from tests.unit.emit_page.page_reading import Read, page

HEAD = """
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: EUR, owner: lin}
people: {lin: {name: Lin Wei}}
"""


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        ("{percent_off: 10%}", "10% off"),
        ("{amount_off: 10, threshold: 30}", "EUR 10 off, on orders from EUR 30"),
        ("{fixed_price: 99}", "at EUR 99"),
        ("{percent_off: 20%, threshold_pieces: 3}", "20% off, from 3 pieces on"),
        (
            "{buy: 2, get: 1, get_percent_off: 100%, choose: cheapest}",
            "buy 2, get 1 free, the cheapest of them",
        ),
        ("{buy: 2, get: 1, get_percent_off: 50%}", "buy 2, get 1 at 50% off"),
        (
            "{tiers: [{at: 300, off: 30}, {at: 500, off: 10%}]}",
            "EUR 30 off from EUR 300, 10% off from EUR 500",
        ),
        ("{gift: a tin, free_shipping: true}", "a gift: a tin, free shipping"),
        ("满199减30", "满199减30"),
    ],
)
def test_an_offer_is_told_in_words(offer: str, told: str) -> None:
    read = Read(page(f"{HEAD}promotions: {{one: {{name: One, offer: {offer}}}}}\n"))
    assert read.row("offers", "One")[1] == told
