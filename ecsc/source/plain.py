"""What an unquoted value means: the core schema of YAML 1.2 (section 10.3.2), less its surprises."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final, TypeAlias

Plain: TypeAlias = str | int | Decimal | bool | None


class _Odd:
    """The type of `ODD`."""


ODD: Final = _Odd()
"""Stands for a plain value that needs a closer look at the place where it stands."""

CONSTANTS: Final[dict[str, Plain]] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None,
}  # fmt: skip
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHY_WORDS: Final[dict[str, bool]] = {
    word: meaning
    for low, meaning in (
        ("yes", True),
        ("on", True),
        ("y", True),
        ("no", False),
        ("off", False),
        ("n", False),
    )
    for word in (low, low.capitalize(), low.upper())
}
"""Words that YAML 1.1 took for a boolean and YAML 1.2 reads as text, with the boolean meant."""

MAX_DIGITS = 34
"""The digits that a number may have: those of `ecsc.quantity.EXACT` (IEEE 754-2008 decimal128)."""

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_GLUED_KEY = re.compile(r"[^\W\d][\w.\-]*:[^\s/]")
_REST_OF_GROUPED = re.compile(r"[0-9]{3}(?![0-9./:_-])")
"""What a comma inside brackets leaves of `1,500 pieces`; where it stands tells whether it did."""
ENDS_WITH_NUMBER = re.compile(r"[^\W\d].*[ ][1-9][0-9]{0,2}\Z")
"""What a comma inside brackets leaves of `budget 1,500`, in front."""

_WIDE_DIGITS = re.compile(r"[０-９％]|[0-9]．[0-9]|[0-9]－[0-9QHW]|[0-9]，[0-9]{3}(?![0-9])")
_QUANTITY = re.compile(
    r"(?:[A-Z]{3} ?|[¥$€£]? ?)[-+]?[0-9][0-9,]*(?:\.[0-9]+)?(?:(?:-|~|\.\.)[0-9][0-9,]*(?:\.[0-9]+)?)?"
    r" ?(?:%|[A-Za-z]{1,8}|[十百千万亿]*[个件单人天周月年日时分秒元角折块倍次条]?)|[0-9]{4}-[0-9WQH-]+[0-9]"
)
_MEANT = (
    (re.compile(r"([-+]?)0b([01]+)"), 2),
    (re.compile(r"([-+]?)0o([0-7]+)"), 8),
    (re.compile(r"([-+]?)0x([0-9a-fA-F]+)"), 16),
)
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,，'\u00a0\u202f ][0-9]{3})+(?:\.[0-9]+)?")
_UNDERSCORED = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]+)?")
_ZEROED = re.compile(r"([-+]?)0+([0-9]+(?:\.[0-9]+)?)")


def too_long(text: str) -> bool:
    """Return whether a number has more digits, or a larger exponent, than can be computed exactly."""
    if len(text) <= MAX_DIGITS and "e" not in text and "E" not in text:
        return False
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa.strip("+-").replace(".", "").lstrip("0")) > MAX_DIGITS:
        return True
    return bool(exponent) and (len(exponent.strip("+-").lstrip("0")) > 2 or abs(int(exponent)) > MAX_DIGITS)


def full_width_number(text: str) -> str | None:
    """Return a number with full-width digits or signs as ASCII, or None when the text is no number."""
    if not _WIDE_DIGITS.search(text):
        return None
    narrow = "".join(unicodedata.normalize("NFKC", char) if "！" <= char <= "～" else char for char in text)
    narrow = narrow.replace("\u3000", " ")
    return narrow if _QUANTITY.fullmatch(narrow) else None


def plain_value(text: str) -> Plain:
    """Return the value of an unquoted text that is not odd."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def misread_number(text: str) -> str | None:
    """Return the number an author meant by `010`, `0b11`, `0o7`, `0x1F`, `1_000` or `1,000`, else None.

    YAML versions disagree about these, so they are read as text; where a number is due, the finding
    names the number meant in plain decimal digits.
    """
    text = text.strip()
    if len(text) > 4 * MAX_DIGITS:
        return None
    for pattern, base in _MEANT:
        if match := pattern.fullmatch(text):
            return match[1].replace("+", "") + str(int(match[2], base))
    if _GROUPED.fullmatch(text):
        return re.sub(r"[,，'\u00a0\u202f ]", "", text)
    if _UNDERSCORED.fullmatch(text):
        return text.replace("_", "")
    if match := _ZEROED.fullmatch(text):
        return match[1].replace("+", "") + match[2]
    return None


def id_meant(text: str) -> str | None:
    """Return the id an author meant by a number or a date (`618` → `p618`), else None."""
    if not text[:1].isdigit():
        return None
    return "p" + re.sub(r"[^\w]+", "_", text).strip("_")


class PlainValues(dict[str, "Plain | _Odd"]):
    """The values of the distinct unquoted texts of a file; `ODD` where the place decides."""

    def __init__(self) -> None:
        super().__init__(CONSTANTS)
        self[""] = ODD

    def __missing__(self, text: str) -> Plain | _Odd:
        value: Plain | _Odd
        if text.isidentifier():
            value = text
        elif text.isascii() and text[0].isalpha():
            odd = "(" in text or ")" in text or ":" in text
            value = ODD if (odd and _suspicious(text)) or _may_be_cut(text) else text
        else:
            value = _closer(text)
        self[text] = value
        return value


def _suspicious(text: str) -> bool:
    return text.count("(") != text.count(")") or _GLUED_KEY.match(text) is not None


def _may_be_cut(text: str) -> bool:
    return text[-1].isdigit() and " " in text[-4:] and ENDS_WITH_NUMBER.search(text) is not None


def _closer(text: str) -> Plain | _Odd:
    if not text.isascii():
        wide = any(char in text for char in "：，“”‘’｛［「『") or _WIDE_DIGITS.search(text)
        odd = wide or _suspicious(text) or _REST_OF_GROUPED.match(text) or _may_be_cut(text)
        return ODD if odd else text
    if (
        NOT_A_NUMBER.fullmatch(text)
        or _suspicious(text)
        or (len(text) == 3 and text[0] == "0" and text.isdigit())
    ):
        return ODD
    if DECIMAL.fullmatch(text):
        return ODD if too_long(text) else plain_value(text)
    return ODD if _REST_OF_GROUPED.match(text) else text
