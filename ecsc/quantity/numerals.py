"""Numbers written in Chinese characters: 三, 两, 十二, 五十万, 一百二十."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

CHARACTERS = "".join((*_DIGITS, *_TENS, *_MYRIADS, "半"))
"""Every character such a number may have."""


def read_numeral(text: str) -> Decimal | None:
    """Return the number a Chinese numeral writes out in full, or None when it is none.

    Colloquial short forms have two readings and are none: 两万五 (25,000, or 20,005?), 千万.
    """
    if text == "半":
        return Decimal("0.5")
    total = block = 0
    digit: int | None = None
    last_unit = 10**9
    skipped = False
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            skipped = skipped or digit == 0
        elif char in _TENS:
            unit = _TENS[char]
            if unit >= last_unit or (digit is None and not (char == "十" and not block)):
                return None
            block += (1 if digit is None else digit) * unit
            digit, last_unit, skipped = None, unit, False
        elif char in _MYRIADS:
            whole = block + (digit or 0)
            if not whole or (total and _MYRIADS[char] >= 10**8):
                return None
            total += whole * _MYRIADS[char]
            block, digit, last_unit, skipped = 0, None, 10**9, False
        else:
            return None
    short_form = bool(digit) and not skipped and ((block and last_unit > 10) or (total and not block))
    return None if short_form or not text else Decimal(total + block + (digit or 0))
