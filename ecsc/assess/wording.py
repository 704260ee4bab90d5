"""Vague words in the name of a goal. Word lists warn and never block: their precision is about 60 %.

After the requirement smells of ISO/IEC/IEEE 29148 (Femmer et al., arXiv 1611.08847).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from ecsc.catalogue import word_list

_NUMBER_WITH_UNIT = re.compile(
    r"[+-]?\d[\d.,]*\s*(?:%|‰|pp|[a-z万亿千百元件人单个折倍天周月¥$€])", re.IGNORECASE
)
_TRADITIONAL = str.maketrans(
    "優強擴豐實賦減儘隨領顯徹當進開類時併並續斷擇個從單會員顧買購術趨勢間費長競爭對規機風險復",
    "优强扩丰实赋减尽随领显彻当进开类时并并续断择个从单会员顾买购术趋势间费长竞争对规机风险复",
)

Kind = Literal["vague_verbs", "vague_degrees", "vague_times", "joiners"]


def vague_word(text: str, kind: Kind) -> str | None:
    """Return the first word of the list `kind` in `text`, as written in the list, or None.

    Matches after NFKC and in simplified characters. A vague verb or degree is forgiven when a number
    with its unit stands in the same text; false friends (`优化师`, "Best Western") are no hits.
    """
    folded = _folded(text)
    if kind in ("vague_verbs", "vague_degrees") and _NUMBER_WITH_UNIT.search(folded):
        return None
    for friend in word_list("false_friends"):
        folded = folded.replace(friend, " ")
    match = _pattern(kind).search(folded)
    return match.group(0).strip() if match else None


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    lists = word_list(kind)
    english = "|".join(re.escape(word) for word in lists["en"])
    chinese = "|".join(re.escape(word) for word in lists["zh"])
    bounded = english if kind == "joiners" else rf"\b(?:{english})\b"
    return re.compile(rf"(?:{bounded})|(?:{chinese})")


def mentions(text: str, kind: str, words: tuple[str, ...] = ()) -> bool:
    """Return whether a text has a word of the list `kind`, or one of the further `words`.

    Both are matched after NFKC, without regard to case, and in simplified characters.
    """
    lists = word_list(kind)
    folded = _folded(text)
    return any(_folded(word) in folded for word in (*lists["en"], *lists["zh"], *words))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_TRADITIONAL)
