"""Words in texts: vague ones in the names of goals, and what a public text claims.

Word lists warn and never block by themselves: their precision is about 60 % (the requirement smells of
ISO/IEC/IEEE 29148, Femmer et al., arXiv 1611.08847). What forgives a hit is data beside the lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Literal

from ecsc.catalogue import word_list

_NUMBER_WITH_UNIT = re.compile(
    r"(?<![\d.,])\d[\d.,]*\s*(?:%|‰|pp|[a-z万亿千百元件人单个折倍天周月¥$€])", re.IGNORECASE
)
_TRADITIONAL = str.maketrans(
    "優強擴豐實賦減儘隨領顯徹當進開類時併並續斷擇個從單級國獨頂絕對萬軍極選網價歷後殺搶購機贈滿"
    "貨僅銷標識項賞絲溫長調棉麗庫費貴產員團隊無線盡雙週點總證據億倍於這與為稱質認師階來圖舊專業"
    "賣買錢摺應該覺計說過較異訪復轉淨薦訂瀏覽現會顧術趨勢間競爭規風險資報問談",
    "优强扩丰实赋减尽随领显彻当进开类时并并续断择个从单级国独顶绝对万军极选网价历后杀抢购机赠满"
    "货仅销标识项赏丝温长调棉丽库费贵产员团队无线尽双周点总证据亿倍于这与为称质认师阶来图旧专业"
    "卖买钱折应该觉计说过较异访复转净荐订浏览现会顾术趋势间竞争规风险资报问谈",
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))

Kind = Literal["vague_verbs", "vague_degrees", "vague_times", "joiners", "hedges", "amounts_without_number"]
ClaimKind = Literal[
    "claims_banned", "claims_rank", "claims_price", "claims_certificate", "limited_offers", "limited_numbers"
]  # fmt: skip


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """Return a text as words are looked for in it: NFKC, lower case, folded, nothing invisible."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).lower().translate(_TRADITIONAL)


def vague_word(text: str, kind: Kind) -> str | None:
    """Return the first word of the list `kind` in `text`, as written in the list, or None.

    A vague verb or degree is forgiven when a number with its unit stands in the same text; false friends
    (`优化师`, "Best Western") are no hits.
    """
    plain = folded(text)
    if kind in ("vague_verbs", "vague_degrees") and _NUMBER_WITH_UNIT.search(plain):
        return None
    return _first(_without(plain, "false_friends"), kind)


def claim_word(text: str, kind: ClaimKind) -> str | None:
    """Return the first word of the list `kind` in a public text, as written in the list, or None.

    Ordinals (`第一季度`, `第一次`), store rules (`最低消费`) and names ("Best Western") claim nothing. A word
    about prices is no superlative beside: "best price" is in the list of prices only.
    """
    plain = _first_of(_without(folded(text), "claim_friends"))
    if kind in ("claims_banned", "claims_rank"):
        others = ("claims_price", "claims_rank") if kind == "claims_banned" else ("claims_price",)
        for other in others:
            plain = _pattern(other).sub(" ", plain)
    return _first(plain, kind)


def names_return(text: str) -> bool:
    """Tell whether a name speaks of a return on what was spent."""
    return _first(folded(text), "returns") is not None


def _without(plain: str, friends: str) -> str:
    return _friends(friends).sub(" ", plain)


def _first_of(plain: str) -> str:
    """Return a text without the ordinals that only count: the first quarter is no first place."""
    return _ordinals().sub(" ", plain)


def _first(plain: str, kind: str) -> str | None:
    match = _pattern(kind).search(plain)
    return match.group(0).strip() if match else None


@cache
def _friends(name: str) -> re.Pattern[str]:
    words = sorted((folded(word) for word in word_list(name)), key=len, reverse=True)
    return _alternatives(words, lambda word: _whole(word) if word.isascii() else re.escape(word))


@cache
def _ordinals() -> re.Pattern[str]:
    return re.compile("第一(?:" + "|".join(map(re.escape, word_list("ordinals"))) + ")")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    lists = word_list(kind)
    words = sorted((*lists["en"], *lists["zh"]), key=len, reverse=True)
    joiners = kind == "joiners"
    return _alternatives(
        words, lambda word: _whole(word) if word.isascii() and not joiners else re.escape(word)
    )


def _alternatives(words: Sequence[str], written: Callable[[str], str]) -> re.Pattern[str]:
    """Return the pattern of any of the words, earlier ones first. Most places are passed by their first letter."""
    first = "".join(map(re.escape, dict.fromkeys(word[0] for word in words)))
    return re.compile(f"(?=[{first}])(?:{'|'.join(map(written, words))})")


def _whole(word: str) -> str:
    """Return the pattern of a word that is not part of a longer one; Chinese beside it does not lengthen it."""
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"


def mentions(text: str, kind: str, words: tuple[str, ...] = ()) -> bool:
    """Return whether a text has a word of the list `kind`, or one of the further `words`.

    Both are matched after NFKC, without regard to case, and in simplified characters.
    """
    lists = word_list(kind)
    plain = folded(text)
    return any(folded(word) in plain for word in (*lists["en"], *lists["zh"], *words))
