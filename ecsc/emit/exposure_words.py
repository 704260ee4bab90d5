"""How the most a promotion can cost comes about, in words: what is counted, what is open, who else pays."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess.offers.exposures.exposure_types import Exposure, JointExposure
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan


def how_much(exposure: Exposure, w: Words) -> str:
    """Return what makes up the most a promotion can cost, or why there is no most."""
    return ", ".join(_parts(exposure, w))


def _parts(exposure: Exposure, w: Words) -> Iterator[str]:
    if exposure.open:
        yield w.show([_opens(one, w) for one in exposure.open])
    elif exposure.by == "times" and exposure.times is not None and exposure.each is not None:
        times = {
            "piece": w.count("{n} piece", "{n} pieces", exposure.times),
            "set": w.count("{n} set", "{n} sets", exposure.times),
            "order": w.count("{n} order", "{n} orders", exposure.times),
        }
        yield w("{times} of {each} each", times=times[exposure.unit], each=exposure.each)
    elif exposure.by == "pieces":
        yield w("its dearest pieces")
    elif exposure.by == "spend":
        yield w("its limit in all")
    elif exposure.by == "nothing_borne":
        yield w("others bear all of it")
    if exposure.overshoot is not None:
        yield w("{amount} more where the shop stops late", amount=exposure.overshoot)
    for one in exposure.assumed:
        if told := _assumed(one, w):
            yield told


def others_pay(exposure: Exposure, w: Words) -> str:
    """Return who bears what beside the seller, nothing where nobody does."""
    others = [one for one in exposure.payers if one.who != "seller"]
    return ", ".join(
        w("{who} {share}", who=shortened(one.who), share=one.share)
        if one.amount is None
        else w("{who} {share}, at most {amount}", who=shortened(one.who), share=one.share, amount=one.amount)
        for one in others
    )


def together(joint: JointExposure, plan: Plan, w: Words) -> str:
    """Return what all promotions can cost together, and which have no bound."""
    names = {one.id: shortened(one.name) for one in plan.promotions}
    if joint.open:
        return w(
            "Those with a bound can cost at most {amount} together; {names} come on top, without a bound.",
            amount=joint.worst, names=[names.get(one, one) for one in joint.open],
        )  # fmt: skip
    return w("Together they can cost at most {amount}.", amount=joint.worst)


def _opens(why: str, w: Words) -> str:
    told = {
        "times": w("nothing limits how often"),
        "order_size": w("an order may be of any size"),
        "repeats": w("every full threshold counts"),
        "list_price": w("a list price is missing"),
        "gift_cost": w("the cost of the gift is missing"),
        "goods": w("its products cannot be told"),
        "exchange_rate": w("an exchange rate is missing"),
        "benefit": w("it gives nothing that can be reckoned"),
    }
    return told.get(why, why)


def _assumed(what: str, w: Words) -> str:
    told = {
        "hard_stop": w("if the shop stops there"),
        "audience": w("if segments are as large as stated"),
        "stock": w("if only the stock is sold"),
    }
    return told.get(what, "")
