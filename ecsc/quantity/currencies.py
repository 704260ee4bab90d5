"""Currencies: ISO 4217 codes, and the signs and words people write instead."""

from __future__ import annotations

from functools import lru_cache

from ecsc.quantity.folding import fold, given, shown, word
from ecsc.quantity.values import QuantityError, SpellingError

CURRENCY_FORMS = ("CNY", "USD", "EUR")

_COMMON = frozenset((
    "CNY", "USD", "EUR", "JPY", "GBP", "HKD", "TWD", "KRW", "SGD", "AUD", "CAD", "CHF", "INR", "THB", "MYR",
    "IDR", "VND", "PHP", "BRL", "MXN", "RUB", "SEK", "NOK", "DKK", "PLN", "NZD", "MOP", "AED", "SAR", "TRY",
    "ZAR",
))  # fmt: skip
_WORDS = {
    "rmb": "CNY", "yuan": "CNY", "人民币": "CNY", "元人民币": "CNY", "cn¥": "CNY",
    "us$": "USD", "美元": "USD", "美金": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR",
    "日元": "JPY", "円": "JPY", "jp¥": "JPY", "yen": "JPY", "£": "GBP", "英镑": "GBP",
    "hk$": "HKD", "港元": "HKD", "港币": "HKD", "nt$": "TWD", "新台币": "TWD", "台币": "TWD",
    "₩": "KRW", "韩元": "KRW", "s$": "SGD", "新加坡元": "SGD", "a$": "AUD", "澳元": "AUD", "c$": "CAD",
    "加元": "CAD", "瑞士法郎": "CHF", "₹": "INR", "卢比": "INR", "฿": "THB", "泰铢": "THB", "₫": "VND",
    "₱": "PHP", "r$": "BRL", "₽": "RUB", "卢布": "RUB", "澳门元": "MOP",
}  # fmt: skip

# A sign that several currencies share is the strategy's own when it is one of them, else the usual one.
_SHARED = {
    "¥": ("CNY", "JPY"),
    "元": ("CNY", "TWD", "HKD", "MOP"),
    "块": ("CNY", "TWD", "HKD", "MOP"),
    "块钱": ("CNY", "TWD", "HKD", "MOP"),
    "$": ("USD", "AUD", "CAD", "HKD", "SGD", "TWD", "NZD", "MXN"),
}


def currency_named(text: str, strategy_currency: str) -> str | None:
    """Return the ISO 4217 code that a sign, a word or a code names beside an amount, else None."""
    name = word(text)
    if shared := _SHARED.get(name):
        return strategy_currency if strategy_currency in shared else shared[0]
    if named := _WORDS.get(name):
        return named
    code = text.upper()
    if code in _COMMON and (text.isupper() or text.islower()):
        return code
    return code if text.isupper() and in_use(text) else None


def parse_currency(value: object) -> str:
    """Return an ISO 4217 code of a currency in use. Raises QuantityError, with the code meant if known."""
    return _currency(given(value, CURRENCY_FORMS))


@lru_cache(maxsize=256)
def _currency(raw: str) -> str:
    text = fold(raw)
    if in_use(text):
        return text
    name = word(text)
    meant = (_SHARED.get(name) or (_WORDS.get(name),))[0] or (text.upper() if in_use(text.upper()) else None)
    if meant is not None:
        raise SpellingError("{text} is not a currency code", "write {meant}", text=shown(raw), meant=meant)
    raise QuantityError(
        "{text} is not the code of a currency in use",
        "a currency is written with its three-letter code, as in {forms}",
        text=shown(raw),
        forms=CURRENCY_FORMS,
    )


def in_use(code: str) -> bool:
    """Return whether `code` is the ISO 4217 code of a currency that is legal tender somewhere today."""
    if code in _COMMON:
        return True
    return len(code) == 3 and code.isascii() and code.isupper() and code in _tender()


@lru_cache(maxsize=1)
def _tender() -> frozenset[str]:
    from babel.core import get_global

    uses = get_global("territory_currencies").values()
    return frozenset(code for use in uses for code, _from, until, tender in use if until is None and tender)
