"""An offer in short as a whole: its limits set apart, then one shape, or steps of one."""

from __future__ import annotations

import re

from ecsc.model.offer import ShortOffer, Tier
from ecsc.model.short_offers.limits import without_limits
from ecsc.model.short_offers.refusals import FORMS, refused
from ecsc.model.short_offers.script import one_script
from ecsc.model.short_offers.shapes import Fields, fields_of
from ecsc.quantity import QuantityError
from ecsc.quantity.folding import given

_OPENING = re.compile(
    r"(?:(?:全场|全店|全站|限时|限量版|限量|会员|新人|新客|下单|每单|跨店|秒杀|立享|直享)[\s:,!]*)+"
)
_ENDLESS = re.compile(r"[\s,;(]*(?:上不封顶|不封顶|无上限|可叠加|no (?:limit|cap))\)?$", re.IGNORECASE)
_BESIDE = re.compile(
    r"[\s,+&]*(?:and |[且并])?(?P<free>包邮|免邮|免运费|free (?:shipping|delivery))"
    r"|[\s,+&]*(?:and |[且并])?[送赠](?P<gift>[^0-9\s].*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[/;|、]\s*(?:and )?|\s*,\s*(?=满|[0-9]|spend)|\s+(?:and )?(?=满|spend)", re.IGNORECASE
)


def parse_offer(value: object, currency: str) -> ShortOffer:
    """Return an offer in short as its fields, with the text it was read from and the limits it names.

    Bare amounts are in `currency`. Raises QuantityError with the forms that work, the nearest ones first, for
    every other text; what the language cannot say has a refusal of its own.
    """
    raw = given(value, FORMS)
    text, limits = without_limits(one_script(raw))
    if limits is not None and not text:
        raise QuantityError(
            "{text} says how many there are, but not what the customer gets",
            "write both, as in `5折 限100件`, or this one under `limits`",
            text=raw,
        )
    text = _OPENING.sub("", text, count=1)
    fields = fields_of(text, currency)
    if fields is None and (repeating := _ENDLESS.sub("", text)) != text:
        # 上不封顶 says that it comes again and again; of what counts once it says nothing.
        fields = fields_of(repeating, currency)
        if fields is not None and not fields.get("repeats"):
            fields = None
    if fields is None:
        fields = _in_steps(text, currency) or _with_more(text, currency)
    if fields is None:
        raise refused(raw, text)
    return ShortOffer(text=raw, limits=limits, **fields)


def _with_more(text: str, currency: str) -> Fields | None:
    """Return 满199减30包邮, 5折，送帆布袋: a price and what comes with it; None for any other text."""
    for match in _BESIDE.finditer(text):
        if match.end() == len(text) and match.start():
            fields = fields_of(text[: match.start()], currency)
            if fields is None or "gift" in fields or "free_shipping" in fields:
                return None
            return {**fields, **({"gift": match["gift"]} if match["gift"] else {"free_shipping": True})}
    return None


def _in_steps(text: str, currency: str) -> Fields | None:
    """Return 满300减30/满500减60 as tiers; None for what is no list of steps."""
    steps = _BETWEEN.split(text)
    if len(steps) < 2:
        return None
    tiers = []
    for step in steps:
        # In 满300减30/500减60 the later steps leave the word out.
        opened = step if not text.startswith("满") or step.startswith("满") else f"满{step}"
        fields = fields_of(opened, currency)
        off = None if fields is None else fields.get("amount_off", fields.get("percent_off"))
        if fields is None or off is None or set(fields) - {"threshold", "amount_off", "percent_off"}:
            return None
        if "threshold" not in fields:
            return None
        tiers.append(Tier(fields["threshold"], off))
    return {"tiers": tuple(tiers)}
