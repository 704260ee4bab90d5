"""What is said of a text that is no offer: what the language has no words for, else the forms nearest to it."""

from __future__ import annotations

import re

from ecsc.model.short_offers.script import AMOUNT, COUNT, PIECE
from ecsc.quantity import QuantityError
from ecsc.quantity.folding import fold, shown

FORMS = (
    "5折",
    "9.5折",
    "20% off",
    "满199减30",
    "每满300减50",
    "满199减30/满299减60",
    "满199打9折",
    "满3件8折",
    "满2件减20",
    "10元无门槛",
    "一口价99",
    "买2送1",
    "第二件半价",
    "满99包邮",
    "满199减30，前1000名",
    "5折，限100件",
    "spend 199 save 30",
    "every 300 save 50",
    "buy 2 get 1 free",
    "second half price",
    "20% off, first 1,000 orders",
)
_NEAREST = 6

_NO_WORDS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reason, hint)
    for pattern, reason, hint in (
        (
            (rf"加价|换购|加购|加\s?{AMOUNT}\s?(?:多|得|送|换|买|再)|for (?:just )?{AMOUNT} more\b"
            rf"|第\s?(?:{COUNT})\s?{PIECE}\s?[0-9]+\s?元"),
            "{text} sells another piece for a price of its own, which an offer cannot say",
            "say what comes off that piece, as in `第二件5折`, or give it away, as in `买1送1`",
        ),
        (
            r"[0-9一二三四五六七八九]折起|低至|最低|up to [0-9.]+\s?%|from [0-9.]+\s?%|as low as",
            "{text} says the most that comes off something, not what comes off each product",
            "write the discount itself, as in `5折`; products with another one get a promotion of their own",
        ),
        (
            r"不封顶|无上限|no (?:cap|limit)",
            "{text} says that it has no end, and comes once an order",
            "write `每满199减30` where it comes for every full threshold",
        ),
        (
            r"封顶|最高减|最多减|至多减|上限|(?:max|up to|at most|capped at)\.? (?:[a-z]{3} |[¥€$£])?[0-9]",
            "{text} has a bound inside, which stands in a field of its own",
            "write the most it takes off one order under `cap`, as in `{{offer: 每满300减50, cap: 200}}`",
        ),
        (
            rf"{PIECE}[^/,;、|]{{0,20}}[折减][^/,;、|]{{0,20}}[/,;、|\s]\s?(?:满|任选)?\s?(?:{COUNT})\s?{PIECE}",
            "{text} has steps that count pieces",
            "make each step a promotion of its own, as `满2件9折` and `满3件8折`: the customer gets the better one",
        ),
        (
            rf"{AMOUNT}\s?(?:任选|任意|选)?\s?(?:{COUNT})\s?{PIECE}|(?:任选|任意)?\s?(?:{COUNT})\s?{PIECE}\s?[0-9]+\s?元",
            "{text} is one price for several pieces together",
            "write what each costs, as in `一口价33` with `limits`, or what comes off: `满3件减20`",
        ),
        (
            r"返\s?[0-9券现还]|积分|cash ?back|points",
            "{text} gives something for later, not off this order",
            "a coupon for the next order is a promotion of its own; points stand under `membership`",
        ),
    )
)  # fmt: skip


def refused(raw: str, text: str) -> QuantityError:
    """Return why an offer's text was not read and what works; `text` is it in one script, without limits."""
    if bare := re.fullmatch(r"(?:save )?([0-9][0-9.]*)(?:\s?off)?", fold(text), re.IGNORECASE):
        return QuantityError(
            "{text} does not say whether it is a percentage or money",
            "write {percent} or {money}",
            text=shown(raw),
            percent=f"`{bare[1]}% off`",
            money=f"`{{amount_off: {bare[1]}}}`",
        )
    if bare := re.fullmatch(r"([0-9][0-9.]*)\s?%", fold(text)):
        return QuantityError(
            "{text} does not say whether it is paid or taken off",
            "write {percent}, or `9折` for 90% to pay",
            text=shown(raw),
            percent=f"`{bare[1]}% off`",
        )
    for shape, reason, hint in _NO_WORDS:
        if shape.search(text):
            return QuantityError(reason, hint, text=shown(raw))
    return QuantityError(
        "{text} is not an offer that can be read",
        "forms that work: {forms}; or say it in fields, as in `{{threshold: 199, amount_off: 30}}`",
        text=shown(raw),
        forms=nearest(text),
    )


def nearest(text: str) -> tuple[str, ...]:
    """Return the forms that look most like a text, the nearest first; whatever its numbers are."""
    from difflib import SequenceMatcher

    wanted = _bones(text)
    by_likeness = sorted(
        FORMS,
        key=lambda form: (
            -SequenceMatcher(None, wanted, _bones(form), autojunk=False).ratio(),
            FORMS.index(form),
        ),
    )
    return tuple(by_likeness[:_NEAREST])


def _bones(text: str) -> str:
    return re.sub(r"[0-9.,]+", "0", fold(text).lower())
