"""The shapes of one offer in short, without its limits, and the fields that each of them says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from ecsc.model.short_offers.script import AMOUNT, COUNT, NUMBER, ORDINAL, PERCENT, PIECE, ZHE, number
from ecsc.quantity import Money, QuantityError, Rate, parse_discount, parse_money

Parts: TypeAlias = Mapping[str, str]
Fields: TypeAlias = dict[str, Any]

_ALL = Rate(Decimal(1))
_FREE = ("免费", "0元", "零元", "free")


def fields_of(text: str, currency: str) -> Fields | None:
    """Return the fields of an offer's text in one script, None where it has no known shape.

    Raises QuantityError where the shape is known and a number in it says nothing.
    """
    for shape, read in _SHAPES:
        if match := shape.fullmatch(text):
            return read({name: said for name, said in match.groupdict().items() if said}, currency)
    return None


def _money(text: str, currency: str) -> Money:
    return parse_money(text, currency)


def _share(text: str) -> Rate:
    """Return what a percentage or a 折 takes off."""
    bare = re.fullmatch(PERCENT, text, re.IGNORECASE)
    return parse_discount(f"{text} off" if bare else text)


def _from(parts: Parts, currency: str) -> Fields:
    """Return from what on an offer holds: an amount, pieces, or both."""
    fields: Fields = {}
    if "at" in parts:
        fields["threshold"] = _money(parts["at"], currency)
    if "pieces" in parts:
        fields["threshold_pieces"] = number(parts["pieces"])
    return fields


def _money_off(parts: Parts, currency: str) -> Fields:
    fields = {**_from(parts, currency), "amount_off": _money(parts["off"], currency)}
    return {**fields, "repeats": True} if "each" in parts else fields


def _share_off(parts: Parts, currency: str) -> Fields:
    return {**_from(parts, currency), "percent_off": _share(parts["off"])}


def _fixed(parts: Parts, currency: str) -> Fields:
    return {"fixed_price": _money(parts["price"], currency)}


def _buy_and_get(parts: Parts, currency: str) -> Fields:  # noqa: ARG001
    off = _share(parts["off"]) if "off" in parts else _ALL
    return {"buy": number(parts["buy"]), "get": number(parts["get"]), "get_percent_off": off}


def _of_so_many(parts: Parts, currency: str) -> Fields:  # noqa: ARG001
    """Return 买三免一, 3件付2件, 3 for 2: of so many pieces some are free, or the others are paid."""
    of = number(parts["of"])
    get = number(parts["get"]) if "get" in parts else of - number(parts["paid"])
    if not 0 < get < of:
        raise QuantityError(
            "no piece would be free", "write how many are bought and how many come with them, as in `买2送1`"
        )
    return {"buy": of - get, "get": get, "get_percent_off": _ALL}


def _nth(parts: Parts, currency: str) -> Fields:  # noqa: ARG001
    """Return 第三件1折: after two pieces the third costs less, and so on with the next three."""
    nth, said = number(parts["nth"]), parts["off"]
    if nth < 2:
        raise QuantityError(
            "the first piece alone comes with no other",
            "write {meant}, and `limits: {{per_order: 1}}` where it is for one piece of an order",
            meant=f"`{said}`",
        )
    return {"buy": nth - 1, "get": 1, "get_percent_off": _ALL if said.lower() in _FREE else _share(said)}


def _one_and_one(parts: Parts, currency: str) -> Fields:  # noqa: ARG001
    return {"buy": 1, "get": 1, "get_percent_off": _ALL}


def _gift(parts: Parts, currency: str) -> Fields:
    return {**_from(parts, currency), "gift": parts["gift"]}


def _shipping(parts: Parts, currency: str) -> Fields:
    return {**_from(parts, currency), "free_shipping": True}


_AT, _OFF = rf"(?P<at>{AMOUNT})", rf"(?P<off>{AMOUNT})"
_TAKE = r"(?:立?减|直减|立省|省|优惠|-)"
_HOLDS = r"[\s,]*(?:享受|享|打|立享|即享|可享|可打)?\s?"
_PAY = rf"(?P<off>{ZHE}|半价|对折)(?:优惠券|优惠|特惠|特价|秒杀|抢购|券)?"
_SO_MANY = rf"(?P<pieces>{COUNT})\s?{PIECE}(?:商品)?(?:及以上|或以上|以上|或更多)?"
_ANY = r"(?:任选|任意|任买|任购|任|买|购买)?\s?"
_OVER = r"(?:over|from|above|on|when you spend|if you spend|with)"
_OR_MORE = r"(?:(?: or more|\+| and more| and up)(?: items| pieces)?| items| pieces)"
_GIFT = r"(?P<gift>(?![0-9]|.*(?:满.*减|[0-9一二三四五六七八九]\s?折|%\s?off)).+)"
_ONE = r"(?: one| item| piece)?(?: at| is| for)?"
_EVERY = r"(?P<each>(?:for |on )?(?:every|each|per) )"
_SETS_OFF = rf"(?: free| (?:at |for )?(?P<off>{PERCENT}|half price)(?: off)?)?"
_NAMED = r"(?:[a-z]{3}\s?|[¥€$£]\s?)[0-9][0-9,.]*|[0-9][0-9,.]*\s?(?:元|块|€|yuan|(?!off)[a-z]{3})"
_WHOLE = (
    r"(?:(?: on)? (?:everything|sitewide|storewide|all items|all products|(?:the|your) (?:whole )?order))?"
)
_Read: TypeAlias = Callable[[Parts, str], Fields]

_SHAPES: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        # from an amount on
        (rf"(?:(?P<each>每满?|满每)|满)\s?{_AT}[\s,]*{_TAKE}\s?{_OFF}(?:优惠券|券)?", _money_off),
        (rf"{_AT}\s?[减-]\s?{_OFF}", _money_off),
        (rf"{_EVERY}{_AT}(?: spent)?[,:;]? (?:you )?(?:save|get|take) {_OFF}(?: off)?", _money_off),
        (rf"(?:save )?{_OFF}(?: off)? {_EVERY}{_AT}(?: spent)?", _money_off),
        (rf"spend {_AT}[,;]? (?:and )?(?:save|get) {_OFF}(?: off)?", _money_off),
        (rf"save {_OFF} (?:on|over|from|when you spend) {_AT}", _money_off),
        (rf"{_OFF} off (?:on |for )?(?:orders )?(?:of )?{_OVER} {_AT}", _money_off),
        (rf"满\s?{_AT}{_HOLDS}{_PAY}", _share_off),
        (rf"(?P<off>{PERCENT}) off (?:on |for )?(?:orders )?{_OVER} {_AT}", _share_off),
        (rf"spend {_AT}[,;]? (?:and )?(?:save|get) (?P<off>{PERCENT})(?: off)?", _share_off),
        # from so many pieces on
        (rf"(?:满\s?{_AT}\s?[且并和,]\s?)?满?{_ANY}{_SO_MANY}{_HOLDS}{_PAY}", _share_off),
        (rf"(?P<each>每)?满?{_ANY}{_SO_MANY}[\s,]*{_TAKE}\s?{_OFF}", _money_off),
        (rf"满\s?{_AT}\s?[且并和,]\s?满?{_SO_MANY}[\s,]*{_TAKE}\s?{_OFF}", _money_off),
        (rf"(?P<off>{PERCENT}) off (?:on |for |from )?(?P<pieces>{NUMBER}){_OR_MORE}", _share_off),
        (rf"(?P<off>{PERCENT}) off (?:when|if) you buy (?P<pieces>{NUMBER}){_OR_MORE}?", _share_off),
        (rf"buy (?P<pieces>{NUMBER}){_OR_MORE}?[,;]? (?:and )?(?:get|save) (?P<off>{PERCENT})(?: off)?", _share_off),
        (rf"buy (?P<pieces>{NUMBER}){_OR_MORE}?[,;]? (?:and )?save {_OFF}", _money_off),
        # a share off, and money off, of everything
        (rf"(?:打|享|立享)?\s?{_PAY}", _share_off),
        (rf"(?:立减|直降|直减|减|优惠|降价|立省|省)\s?(?P<off>{PERCENT})", _share_off),
        (rf"(?:save )?(?P<off>{PERCENT})(?:\s?off| discount){_WHOLE}", _share_off),
        (rf"save (?P<off>{PERCENT}){_WHOLE}", _share_off),
        (rf"(?P<off>half price){_WHOLE}", _share_off),
        (rf"(?:无门槛|立减|直降|直减|减)\s?{_OFF}\s?(?:无门槛)?(?:优惠)?券?", _money_off),
        (rf"{_OFF}\s?(?:无门槛\s?(?:优惠)?券?|优惠券|券)", _money_off),
        (rf"(?:save )?(?P<off>{_NAMED})(?:\s?off| coupon)(?:[, ]*no minimum)?", _money_off),
        (r"save (?P<off>(?:[a-z]{3}\s|[¥€$£]\s?)[0-9][0-9,.]*)", _money_off),
        (rf"(?:一口价|秒杀价|特价|统一价)\s?(?P<price>{AMOUNT})", _fixed),
        (rf"(?P<price>{AMOUNT})\s?一口价", _fixed),
        (rf"(?:fixed|flat|one) price:? (?P<price>{AMOUNT})", _fixed),
        # goods that come with others
        (rf"[买拍]\s?(?P<buy>{COUNT})\s?{PIECE}?\s?[送赠得]\s?(?P<get>{COUNT})\s?{PIECE}?", _buy_and_get),
        (rf"[买拍]?\s?(?P<of>{COUNT})\s?{PIECE}?\s?免\s?(?P<get>{COUNT})\s?{PIECE}?", _of_so_many),
        (rf"[买拍]?\s?(?P<of>{COUNT})\s?{PIECE}?\s?付\s?(?P<paid>{COUNT})\s?{PIECE}?", _of_so_many),
        (rf"(?P<of>{NUMBER}) for (?:the price of )?(?P<paid>{NUMBER})", _of_so_many),
        (rf"buy (?P<buy>{NUMBER}),? get (?P<get>{NUMBER}){_SETS_OFF}", _buy_and_get),
        (r"bogo", _one_and_one),
        (rf"第\s?(?P<nth>{COUNT})\s?{PIECE}\s?(?:打|享)?\s?(?P<off>半价|免费|[0零]元|{ZHE})", _nth),
        (rf"(?:the )?(?P<nth>{ORDINAL}){_ONE} (?P<off>half price|free|{PERCENT} off)", _nth),
        # what costs no price
        (rf"(?:满\s?{_AT}\s?|满\s?{_SO_MANY}\s?)?[送赠]\s?{_GIFT}", _gift),
        (rf"(?:free )?gift:?\s?{_GIFT}", _gift),
        (rf"(?:满\s?{_AT}\s?|满?\s?{_SO_MANY}\s?)?(?:包邮|免邮|免运费)", _shipping),
        (rf"free (?:shipping|delivery)(?: (?:on |for )?(?:orders )?(?:of )?(?:over|from|above) {_AT})?", _shipping),
    )
)  # fmt: skip
