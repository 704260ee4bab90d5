"""Which weekdays are worked: `mon-fri`, `mon,wed,fri`, `周一至周五`, `sun-thu`, `周一、周三`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ecsc.quantity.values import QuantityError

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE = "一二三四五六日"
_WHOLE = {
    "daily": range(7), "every day": range(7), "everyday": range(7), "all": range(7),
    "每天": range(7), "全周": range(7), "weekdays": range(5), "工作日": range(5),
}  # fmt: skip
_SEPARATORS = r"[,;/、·&+\s]+"
_RANGE = r"\s*(?:[-‐-―~〜至到]|\bto\b|\bthrough\b)\s*"


def parse_workweek(text: str | Iterable[str]) -> frozenset[int]:
    """Return the worked weekdays, 0 Monday to 6 Sunday, as `datetime.date.weekday` numbers them.

    Takes one text or a list of them. A range may run over the end of the week (`sun-thu`). Raises
    `QuantityError` for a word that is no weekday and where nothing is named.
    """
    parts = [text] if isinstance(text, str) else list(text)
    days: set[int] = set()
    for part in parts:
        if not isinstance(part, str):
            raise QuantityError(
                "{value} is no weekday",
                "write it like mon-fri, mon-sat, [mon, wed, fri] or 周一至周五",
                value=part,
            )
        days |= _days_of(part)
    if not days:
        raise QuantityError(
            "the work week names no day", "write it like mon-fri, mon-sat, [mon, wed, fri] or 周一至周五"
        )
    return frozenset(days)


def _days_of(text: str) -> set[int]:
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if plain in _WHOLE:
        return set(_WHOLE[plain])
    days: set[int] = set()
    joined = re.sub(_RANGE, "-", plain)
    for piece in re.split(_SEPARATORS, joined):
        if piece:
            days |= _piece(piece, text)
    return days


def _piece(piece: str, text: str) -> set[int]:
    first, dash, last = piece.partition("-")
    start = _weekday(first, text)
    if not dash:
        return {start}
    end = _weekday(last, text)
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def _weekday(word: str, text: str) -> int:
    bare = word.rstrip(".")
    if len(bare) >= 2:
        for number, name in enumerate(_ENGLISH):
            if name.startswith(bare) or bare in {name + "s", name[:3] + "s"}:
                return number
    chinese = re.fullmatch(r"(?:周|週|星期|礼拜|禮拜)?([一二三四五六日天])", bare)
    if chinese is not None:
        return 6 if chinese[1] == "天" else _CHINESE.index(chinese[1])
    if not bare:
        raise QuantityError(
            "a day is missing in “{text}”",
            "write it like mon-fri, mon-sat, [mon, wed, fri] or 周一至周五",
            text=text,
        )
    raise QuantityError(
        "“{word}” in “{text}” is no weekday",
        "write it like mon-fri, mon-sat, [mon, wed, fri] or 周一至周五",
        word=word,
        text=text,
    )
