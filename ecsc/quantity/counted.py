"""Numbers said in words beside a unit: `half a year`, `two weeks`, `an hour`, `一年半`, `两个半小时`."""

from __future__ import annotations

import re

ENGLISH = {
    "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
ORDINALS = {"other": "2", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}

_WORDS = "|".join(sorted(ENGLISH, key=len, reverse=True))
_HALF = re.compile(r"(?i)half(?: of)?(?: an?|-| )?[- ]?(?P<unit>[a-z].*)")
_COUNTED = re.compile(rf"(?i)(?P<word>{_WORDS}) (?P<half>and a half )?(?P<unit>[a-z][a-z ]*)")
_AND_A_HALF = re.compile(r"(?P<number>[0-9]+|[一二三四五六七八九十两兩]+)(?P<unit>\D{1,4}?)半")
_HALF_MORE = re.compile(r"(?P<number>[0-9]+|[一二三四五六七八九十两兩]+)[个個]半(?P<unit>\D{1,3})")
_WHOLE = {"fortnight": "2 weeks", "a fortnight": "2 weeks", "一刻钟": "15 分钟", "一刻鐘": "15 分钟"}


def in_digits(text: str) -> str:
    """Return a folded text with its number in digits: `half a year` is `0.5 year`, `一年半` is `1.5年`.

    A text that says no number so is returned as it is, to be read or refused by whoever asked.
    """
    if text[:1].isdigit() and text.isascii():
        return text
    plain = text.lower()
    if plain in _WHOLE:
        return _WHOLE[plain]
    if match := _HALF.fullmatch(plain):
        return f"0.5 {match['unit']}"
    if match := _COUNTED.fullmatch(plain):
        return f"{ENGLISH[match['word']]}{'.5' if match['half'] else ''} {match['unit']}"
    if match := _HALF_MORE.fullmatch(text):
        return f"{_digits(match['number'])}.5个{match['unit']}"
    if match := _AND_A_HALF.fullmatch(text):
        return f"{_digits(match['number'])}.5{match['unit']}"
    return text


def _digits(number: str) -> str:
    from ecsc.quantity.numerals import read_numeral

    value = read_numeral(number)
    return number if value is None else str(value)
