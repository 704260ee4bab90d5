"""Can anything be sold at a loss? The answer in a sentence, and what is to be decided then."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.prices.rests import uncounted, uncounted_names
from ecsc.emit.prices.told import Prices
from ecsc.plan.offer_types import PriceRow


def answer(prices: Prices) -> tuple[str, ...]:
    """Return the sentences of the answer: the worst that holds, then what else there is to say.

    Where nothing worse holds than that offers are not counted, those come first.
    """
    lacking, told = uncounted(prices), (_first(prices), *_further(prices))
    if lacking and prices.offers.answer.verdict == "not_decidable":
        first = prices.w("Not decidable. {reason}", reason=lacking[0])
        known = told if prices.offers.answer.least_left is not None else told[1:]
        return (first, *lacking[1:], *known)
    return (*told, *lacking)


def _first(prices: Prices) -> str:
    w, found = prices.w, prices.offers.answer
    worst = worst_row(prices)
    match found.verdict:
        case "yes":
            told = w(
                "Yes: {n} of {all} prices can fall so low that money is lost; the worst is {place}, which at {price}"
                " loses {loss} a piece.",
                n=found.losing, all=found.prices, **_worst(prices, worst),
            )  # fmt: skip
        case "with_others":
            told = w(
                "Not by itself, but in an order with other goods {n} of {all} prices can fall so low that money is"
                " lost; the worst is {place}, which at {price} loses {loss} a piece.",
                n=found.with_others, all=found.prices, **_worst_with_others(prices, worst),
            )  # fmt: skip
        case "unproven":
            told = w(
                "It cannot be ruled out for {n} of {all} prices: of them only a limit is known that no order goes"
                " below.",
                n=found.unproven, all=found.prices,
            )  # fmt: skip
        case "below_floor":
            told = w(
                "{n} of {all} prices can fall under their floor; the worst is {place} at {price}.",
                n=found.below_floor, all=found.prices, **_floor(prices, worst),
            )  # fmt: skip
        case "not_decidable" if found.least_left is not None:
            told = w(
                "That cannot be told of {n} of {all} prices; every other leaves at least {amount} a piece.",
                n=found.not_decidable, all=found.prices, amount=prices.show(found.least_left),
            )  # fmt: skip
        case "not_decidable":
            told = w("That cannot be told yet: of no price it is known what it leaves.")
        case "meant" if found.least_left is not None:
            told = w.count(
                "Only a loss leader, as it is meant to; every other price leaves at least {amount} a piece.",
                "Only {n} loss leaders, as they are meant to; every other price leaves at least {amount} a piece.",
                found.meant, amount=prices.show(found.least_left),
            )  # fmt: skip
        case "meant":
            told = w("Only loss leaders, as they are meant to.")
        case _:
            told = w(
                "No: whatever offers and other goods are in the order, at least {amount} a piece are left.",
                amount=prices.show(found.least_left),
            )  # fmt: skip
    return told


def _further(prices: Prices) -> Iterator[str]:
    w, found = prices.w, prices.offers.answer
    if found.below_floor and found.verdict != "below_floor":
        yield w.count("{n} can fall under its floor.", "{n} can fall under their floor.", found.below_floor)
    if found.not_decidable and found.verdict != "not_decidable":
        yield w("Of {n} of {all} it cannot be told what is left.", n=found.not_decidable, all=found.prices)
    if found.thin:
        yield w.count(
            "{n} can fall under the target margin.", "{n} can fall under the target margin.", found.thin
        )


def decision(prices: Prices) -> tuple[str, str] | None:
    """Return what is to be decided of the worst price, and how it could be; None where no price loses money."""
    w, found = prices.w, prices.offers.answer
    worst = worst_row(prices)
    if found.verdict == "not_decidable" and (names := uncounted_names(prices)):
        return (
            w("See to it that {names} can be counted.", names=names),
            w("Build again then, before anybody promises these prices."),
        )
    if worst is None or found.verdict not in ("yes", "with_others", "below_floor"):
        return None
    what = (
        w.count(
            "Decide on {n} price that can fall under its floor.",
            "Decide on {n} prices that can fall under their floor.",
            found.below_floor,
        )
        if found.verdict == "below_floor"
        else w.count(
            "Decide on {n} price that can be sold at a loss.",
            "Decide on {n} prices that can be sold at a loss.",
            found.losing or found.with_others,
        )
    )
    return what, remedy(prices, worst)


def danger(prices: Prices) -> str:
    """Return what can go wrong with prices in one sentence.

    Nothing where no price loses money or leaves its floor, and all offers are counted.
    """
    w, found, row = prices.w, prices.offers.answer, worst_row(prices)
    match found.verdict:
        case "yes":
            return w(
                "{n} of {all} prices can be sold at a loss: at worst {place} at {price}, {loss} lost a piece.",
                n=found.losing, all=found.prices, **_worst(prices, row),
            )  # fmt: skip
        case "with_others":
            return w(
                "{n} of {all} prices can be sold at a loss in an order with other goods: at worst {place} at {price},"
                " {loss} lost a piece.",
                n=found.with_others, all=found.prices, **_worst_with_others(prices, row),
            )  # fmt: skip
        case "below_floor":
            return w(
                "{n} of {all} prices can fall under their floor; the worst is {place} at {price}.",
                n=found.below_floor, all=found.prices, **_floor(prices, row),
            )  # fmt: skip
    return " ".join(uncounted(prices)[:1])


def remedy(prices: Prices, row: PriceRow) -> str:
    """Return what would mend a price: its list price, what goes together, or what a single offer takes off."""
    w, case, used = prices.w, prices.case(row), prices.used(row)
    if case.at_list.amount is not None and case.at_list.amount < 0:
        return w(
            "{place} loses money at its list price already: raise that, or take it off the channel.",
            place=prices.place(row),
        )
    if len(used) > 1:
        return w(
            "Worst is {place}: let {offers} no longer go together, limit what they take off, or say that it is a loss"
            " leader.",
            place=prices.place(row), offers=prices.together(used),
        )  # fmt: skip
    return w(
        "Worst is {place}: limit what {offer} takes off, leave the product out of it, or say that it is a loss leader.",
        place=prices.place(row), offer=prices.together(used),
    )  # fmt: skip


def worst_row(prices: Prices) -> PriceRow | None:
    """Return the row that the answer is about: the first of which holds what it says."""
    found = prices.offers.answer.verdict
    loss = {"yes": "alone", "with_others": "with_others", "unproven": "unproven"}.get(found)
    for row in prices.offers.rows:
        case = prices.case(row)
        if case.meant and found != "below_floor":
            continue
        if loss is not None and case.loss == loss:
            return row
        if found == "below_floor" and "below_floor" in (case.verdict, case.bound_verdict):
            return row
    return None


def _worst(prices: Prices, row: PriceRow | None) -> dict[str, str]:
    if row is None:
        return {}
    order, left = prices.decisive(row), prices.case(row).left
    price = order.price if order is not None else prices.price(row)
    return {
        "place": prices.place(row),
        "price": prices.show(price),
        "loss": prices.show(-left if left else left),
    }


def _worst_with_others(prices: Prices, row: PriceRow | None) -> dict[str, str]:
    if row is None:
        return {}
    left, bound = prices.case(row).bound_left, prices.way(row).bound
    return {
        "place": prices.place(row),
        "price": prices.show(bound.price),
        "loss": prices.show(-left if left else left),
    }


def _floor(prices: Prices, row: PriceRow | None) -> dict[str, str]:
    if row is None:
        return {}
    way = prices.way(row)
    if prices.case(row).verdict == "below_floor" and way.exact:
        price = prices.show(prices.price(row))
    elif way.bound.fillers is not None:
        price = prices.show(way.bound.price)
    else:
        price = prices.w("{price} or more", price=prices.show(way.bound.price))
    return {"place": prices.place(row), "price": price}
