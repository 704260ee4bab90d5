"""What offers in short are made of: one script for all of Chinese, and the shapes of amounts and numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from ecsc.quantity import QuantityError, parse_number
from ecsc.quantity.folding import fold
from ecsc.quantity.numerals import read_numeral

_SIMPLIFIED = str.maketrans(
    "滿減無門檻買贈價對運費員隨雙隻條張單塊圓點兩殺優選個購換會時場萬億組訂顧戶達頂筆專賣現馬費錢總領張額瓶貳階",
    "满减无门槛买赠价对运费员随双只条张单块圆点两杀优选个购换会时场万亿组订顾户达顶笔专卖现马费钱总领张额瓶二阶",
)

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "once": 1, "twice": 2}
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}

AMOUNT = (
    r"(?:(?:(?!off|and|get|for|the|per|say|buy)[a-z]{3}\s?)?[¥€$£]?\s?[0-9](?:[0-9,.]*[0-9])?\s?[万千百k]?\s?"
    r"(?:元|块钱|块|圆|¥|€|yuan\b|\s?(?!off|and|get|for|the|per|say)[a-z]{3}\b)?"
    r"|[一二两三四五六七八九十百千万]{1,8}\s?(?:元|块钱|块|圆)?)"
)
ZHE = r"[0-9.]+\s?折|[一二三四五六七八九点]+折"
COUNT = r"[0-9]{1,4}|[一二两三四五六七八九十]{1,3}"
NUMBER = r"[0-9]{1,4}|one|two|three|four|five"
ORDINAL = "|".join(_ORDINALS)
PIECE = "[件个份双只支瓶盒套条张]"
PERCENT = r"[0-9.]+\s?(?:%|percent)"


def one_script(raw: str) -> str:
    """Return a text with full-width characters, blanks and traditional characters as the shapes know them."""
    # A full-width comma parts clauses; folded it would make 30，100 件 one number. Only in 1，000 it groups digits.
    parted = re.sub(r"，(?!000(?![0-9０-９]))", "， ", raw)
    return fold(parted).translate(_SIMPLIFIED).rstrip("。!.")


def number(text: str) -> int:
    """Return a number of pieces or times, 1 or more: `3`, `1,000`, `1千`, `两`, `third`.

    Raises QuantityError for every other text.
    """
    known = _WORDS.get(text.lower(), _ORDINALS.get(text.lower()))
    if known is not None:
        return known
    found: Decimal | None = read_numeral(text)
    if found is None:
        found = parse_number(text)
    if found < 1 or found != found.to_integral_value():
        raise QuantityError(
            "{text} is no number of pieces or orders", "write a whole number from 1 on", text=text
        )
    return int(found)
