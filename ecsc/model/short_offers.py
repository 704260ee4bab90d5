"""Offers in short: `满199减30`, `第二件半价`, `spend 200 save 30` read into the fields that say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ecsc.model.offer import ShortOffer, Tier
from ecsc.quantity import Money, QuantityError, Rate, parse_discount, parse_money, parse_rate
from ecsc.quantity.folding import fold, given, shown
from ecsc.quantity.numerals import read_numeral

FORMS = (
    "5折",
    "20% off",
    "满199减30",
    "每满300减50",
    "满199减30/满299减60",
    "10元无门槛",
    "买2送1",
    "第二件半价",
    "spend 199 save 30",
)

_SIMPLIFIED = str.maketrans("滿減無門檻買贈價對運費員隨", "满减无门槛买赠价对运费员随")
_OPENING = re.compile(
    r"(?:(?:全场|全店|全站|限时|限量|限量版|会员|新人|新客|下单|每单|跨店|秒杀|立享|直享)[\s:,!]*)+"
)
_AMOUNT = (
    r"(?:[a-z]{3}\s)?[¥€$£]?\s?[0-9](?:[0-9,.]*[0-9])?\s?[万千百k]?\s?"
    r"(?:元|块|圆|¥|€|\s?(?!off|and|get|for|the|per|say)[a-z]{3}\b)?"
)
_COUNT = r"[0-9]{1,4}|[一二两三四五六七八九十]{1,3}"
_WORDS = {"one": 1, "two": 2, "three": 3}
_NUMBER = r"[0-9]{1,4}|one|two|three"
_ZHE = r"[0-9.]+折|[一二三四五六七八九点]+折"
_PIECES = r"[件个份双只支瓶盒套条张]?"
_STEP = re.compile(rf"满\s?(?P<at>{_AMOUNT})\s?(?:立?减|-|省)\s?(?P<off>{_AMOUNT})", re.IGNORECASE)
_STEP_SHARE = re.compile(rf"满\s?(?P<at>{_AMOUNT})\s?(?:享|打|立享)?\s?(?P<off>{_ZHE})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[/,、;|]\s*|\s+(?=满)")


def parse_offer(value: object, currency: str) -> ShortOffer:
    """Return an offer in short as its fields, with the text it was read from.

    Bare amounts are in `currency`. Raises QuantityError with the forms that work for every other text.
    """
    raw = given(value, FORMS)
    text = _OPENING.sub("", fold(raw).translate(_SIMPLIFIED), count=1)
    for shape, read in _SHAPES:
        if match := shape.fullmatch(text):
            return ShortOffer(text=raw, **read(match.groupdict(), currency))
    if text.startswith("满") and len(steps := _BETWEEN.split(text)) > 1:
        return ShortOffer(text=raw, tiers=tuple(_tier(step, raw, currency) for step in steps))
    return ShortOffer(text=raw, percent_off=_share(text, raw))


def _share(text: str, raw: str) -> Rate:
    if not re.search(r"折|半价|half price|%\s?off", text, re.IGNORECASE) or "满" in text:
        raise _refused(raw)
    return parse_discount(text)


def _tier(step: str, raw: str, currency: str) -> Tier:
    if match := _STEP.fullmatch(step):
        return Tier(_money(match["at"], currency), _money(match["off"], currency))
    if match := _STEP_SHARE.fullmatch(step):
        return Tier(_money(match["at"], currency), parse_discount(match["off"]))
    raise _refused(raw)


def _refused(raw: str) -> QuantityError:
    if bare := re.fullmatch(r"([0-9][0-9.]*)\s?off", fold(raw), re.IGNORECASE):
        return QuantityError(
            "{text} does not say whether it is a percentage or money",
            "write {percent} or {money}",
            text=shown(raw),
            percent=f"`{bare[1]}% off`",
            money=f"`{{amount_off: {bare[1]}}}`",
        )
    return QuantityError(
        "{text} is not an offer that can be read",
        "forms that work: {forms}; or say it in fields, as in `{{threshold: 199, amount_off: 30}}`",
        text=shown(raw),
        forms=FORMS,
    )


def _money(text: str, currency: str) -> Money:
    return parse_money(text, currency)


def _number(text: str) -> int:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    found = Decimal(text) if text.isdecimal() else read_numeral(text)
    if found is None or found < 1:
        raise QuantityError("{text} is no number of pieces", "write it in digits, as in `买2送1`", text=text)
    return int(found)


Parts = Mapping[str, Any]


def _spend_and_save(parts: Parts, currency: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "threshold": _money(parts["at"], currency),
        "amount_off": _money(parts["off"], currency),
    }
    return {**fields, "repeats": True} if parts.get("each") else fields


def _share_from(parts: Parts, currency: str) -> dict[str, Any]:
    return {"threshold": _money(parts["at"], currency), "percent_off": parse_discount(parts["off"])}


def _plain_amount(parts: Parts, currency: str) -> dict[str, Any]:
    return {"amount_off": _money(parts["off"], currency)}


def _fixed(parts: Parts, currency: str) -> dict[str, Any]:
    return {"fixed_price": _money(parts["price"], currency)}


def _buy_and_get(parts: Parts, currency: str) -> dict[str, Any]:  # noqa: ARG001
    off = Rate(Decimal(1)) if not parts.get("off") else parse_rate(parts["off"])
    return {"buy": _number(parts["buy"]), "get": _number(parts["get"]), "get_percent_off": off}


def _second(parts: Parts, currency: str) -> dict[str, Any]:  # noqa: ARG001
    said = parts["off"]
    free = said.lower() in ("免费", "0元", "零元", "free")
    return {"buy": 1, "get": 1, "get_percent_off": Rate(Decimal(1)) if free else parse_discount(said)}


def _gift(parts: Parts, currency: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"gift": parts["gift"]}
    return {**fields, "threshold": _money(parts["at"], currency)} if parts.get("at") else fields


def _shipping(parts: Parts, currency: str) -> dict[str, Any]:
    return {
        "free_shipping": True,
        **({"threshold": _money(parts["at"], currency)} if parts.get("at") else {}),
    }


_Read = Callable[[Parts, str], dict[str, Any]]
_SHAPES: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rf"(?P<each>每)?{_STEP.pattern}", _spend_and_save),
        (rf"spend (?P<at>{_AMOUNT})[,;]? (?:and )?(?:save|get) (?P<off>{_AMOUNT})(?: off)?", _spend_and_save),
        (rf"save (?P<off>{_AMOUNT}) (?:on|over|from) (?P<at>{_AMOUNT})", _spend_and_save),
        (
            rf"(?P<off>{_AMOUNT}) off (?:on |for )?(?:orders )?(?:over|from|above) (?P<at>{_AMOUNT})",
            _spend_and_save,
        ),
        (_STEP_SHARE.pattern, _share_from),
        (rf"(?P<off>[0-9.]+\s?% off) (?:orders )?(?:over|from|above) (?P<at>{_AMOUNT})", _share_from),
        (rf"(?:无门槛|立减|直降|减)\s?(?P<off>{_AMOUNT})\s?(?:优惠)?券?", _plain_amount),
        (rf"(?P<off>{_AMOUNT})\s?(?:无门槛\s?(?:优惠)?券?|优惠券|券)", _plain_amount),
        (
            r"(?P<off>(?:[a-z]{3}\s|[¥€$£]\s?)[0-9][0-9,.]*|[0-9][0-9,.]*\s?(?:元|块|€|(?!off)[a-z]{3}))\s?off",
            _plain_amount,
        ),
        (rf"一口价\s?(?P<price>{_AMOUNT})", _fixed),
        (rf"买\s?(?P<buy>{_COUNT})\s?{_PIECES}\s?[送赠得]\s?(?P<get>{_COUNT})\s?{_PIECES}", _buy_and_get),
        (
            rf"buy (?P<buy>{_NUMBER}),? get (?P<get>{_NUMBER})(?: free| (?:at )?(?P<off>[0-9.]+\s?%) off)?",
            _buy_and_get,
        ),
        (
            rf"第[二2]\s?[件个份双只支瓶盒套条张]\s?(?:打|享)?\s?(?P<off>半价|免费|[0零]元|{_ZHE})",
            _second,
        ),
        (r"(?:second|2nd)(?: one| item| piece)?(?: at)? (?P<off>half price|free|[0-9.]+\s?% off)", _second),
        (rf"(?:满\s?(?P<at>{_AMOUNT})\s?)?[送赠]\s?(?P<gift>[^0-9].*)", _gift),
        (r"(?:free )?gift:?\s?(?P<gift>.+)", _gift),
        (rf"(?:满\s?(?P<at>{_AMOUNT})\s?)?(?:包邮|免邮|免运费)", _shipping),
        (rf"free (?:shipping|delivery)(?: (?:on orders )?(?:over|from|above) (?P<at>{_AMOUNT}))?", _shipping),
    )
)  # fmt: skip
