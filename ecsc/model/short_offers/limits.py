"""Limits said inside an offer's text: 前1000名, 限100件, 每人限1件, first 1,000 orders, one per customer."""

from __future__ import annotations

import re
from typing import Any

from ecsc.model.offer import OfferLimits
from ecsc.model.short_offers.script import PIECE, number
from ecsc.quantity import QuantityError
from ecsc.quantity.folding import shown

_N = r"(?P<n>[0-9](?:[0-9,]*[0-9])?\s?[千万k]?|[一二两三四五六七八九十百千万]{1,7})"
_EN = r"(?P<n>[0-9](?:[0-9,]*[0-9])?\s?k?|one|two|three|four|five)"
_ONCE = rf"(?:{_EN}(?: (?:pieces?|items?|units?|coupons?|orders?|uses?|times?))?|(?P<word>once|twice))"
_SEPARATOR = r"[\s,;:、/|()·。.-]"
_JOINED = r"^(?:and |get |[且并])|(?:(?:\s|^)(?:and|for|to)|[且并])$"
_GOODS = rf"(?:{PIECE}|台|部|本|杯|箱)"
_ORDER = r"(?:名|位|人|个?订单|单|个?(?:顾客|客户|用户|买家))"
_BUYER = r"(?:人|位|户|个?(?:用户|客户|顾客|会员|账号|账户|id))"
_BUYERS = r"(?:orders?|customers?|buyers?|people|shoppers?|users?|members?)"
_EACH_ORDER = r"(?:每笔订单|每个?订单|每单|每笔|单笔订单|单笔|单次)"
_ALLOWED = (
    r"(?:限购买|限购|限领|限用|限享|限|仅限|只限|仅|只能|最多|至多|可)?(?:购买?|买|使用|用|领取?|享|参加)?"
)
_PER_CUSTOMER = (
    r"(?:per|a|each|every|for each|for every) (?:customer|person|buyer|member|user|shopper|household)"
)
_AT_MOST = r"(?:only|up to|limited to|limit of|limit|max\.?|maximum of|maximum|at most)"

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern, re.IGNORECASE))
    for field, pattern in (
        ("per_order", rf"{_EACH_ORDER}{_ALLOWED}\s?{_N}\s?(?:{_GOODS}|次)"),
        ("per_customer", rf"每{_BUYER}\s?{_ALLOWED}\s?{_N}\s?(?:{_GOODS}|次|单)"),
        ("per_customer", rf"限(?:购|领|用)买?\s?{_N}\s?(?:{_GOODS}|次|单)"),
        ("per_customer", rf"限(?P<n>1|一)(?:{_GOODS}|次|单)"),
        ("redemptions", rf"(?:仅?限)?前\s?{_N}\s?{_ORDER}(?:顾客|客户|用户|买家|会员)?(?:下单|付款|可享|享受|享)?"),
        ("redemptions", rf"(?:限量|仅限|只限|限|仅|共)\s?{_N}\s?(?:名|位|人|单|个?订单|次)"),
        ("units", rf"(?:仅?限)?前\s?{_N}\s?{_GOODS}"),
        ("units", rf"(?:限量|限售|仅售|仅限|只限|仅有|只有|限|仅)\s?{_N}\s?{_GOODS}"),
        ("redemptions", rf"(?:for |to )?(?:only )?(?:the )?first {_EN} {_BUYERS}(?: only)?"),
        ("redemptions", rf"{_AT_MOST} {_EN} orders?(?: only| in all)?"),
        ("redemptions", rf"(?<![0-9,.]){_EN} orders only"),
        ("units", rf"(?:for |on |to )?(?:only )?(?:the )?first {_EN} (?:pieces?|items?|units?|pcs)(?: only)?"),
        ("units", rf"{_AT_MOST} {_EN} (?:pieces?|items?|units?|pcs)(?: only| in all)?"),
        ("units", rf"(?<![0-9,.]){_EN} (?:pieces?|items?|units?|pcs) only"),
        ("per_customer", rf"(?:{_AT_MOST} )?{_ONCE} {_PER_CUSTOMER}"),
        ("per_order", rf"(?:{_AT_MOST} )?{_ONCE} (?:per|an|each|every) order"),
    )
)  # fmt: skip


def without_limits(text: str) -> tuple[str, OfferLimits | None]:
    """Return a text in one script without the limits at its ends, and those limits; None where it names none.

    Raises QuantityError for a limit of nothing, and for two of one kind.
    """
    found: dict[str, Any] = {}
    while taken := _at_the_end(text) or _at_the_start(text):
        field, said, match = taken
        count = _count(match)
        if field in found:
            raise QuantityError(
                "the text limits `{field}` twice", "say each limit once, or under `limits`", field=field
            )
        found[field] = count
        text = re.sub(_JOINED, "", said.strip(" ,;:、/|()·。.-"))
    return text, OfferLimits(**found) if found else None


def _count(match: re.Match[str]) -> int:
    groups = match.groupdict()
    said = groups.get("n") or groups.get("word") or ""
    if re.fullmatch(r"[0,]+", said):
        raise QuantityError(
            "{text} lets nobody have it", "write how many may, or leave the limit out", text=shown(match[0])
        )
    return number(said)


def _at_the_end(text: str) -> tuple[str, str, re.Match[str]] | None:
    """Return the longest limit a text ends with: its field, the text before it, and how it is said."""
    end = len(text.rstrip(" ,;、/|)。."))
    best: tuple[str, str, re.Match[str]] | None = None
    for field, shape in _SHAPES:
        for match in shape.finditer(text, 0, end):
            begin = match.start()
            apart = not text[begin].isascii() or begin == 0 or re.match(_SEPARATOR, text[begin - 1])
            if match.end() == end and apart and (best is None or begin < best[2].start()):
                best = (field, text[:begin], match)
    return best


def _at_the_start(text: str) -> tuple[str, str, re.Match[str]] | None:
    best: tuple[str, str, re.Match[str]] | None = None
    for field, shape in _SHAPES:
        if (match := shape.match(text)) and (best is None or match.end() > best[2].end()):
            best = (field, text[match.end() :], match)
    return best
