"""What YAML hands over, made ready to parse: one text, full-width characters folded, size bounded."""

from __future__ import annotations

from decimal import Decimal

from ecsc.quantity.values import QuantityError

MAX_TEXT = 200
MAX_DIGITS = 34
MAX_MAGNITUDE = 24
"""Numbers stay below 10^25: more than any money there is, and far from where arithmetic would round."""

MAX_SHOWN = 60

_FULL_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
_SIGNS = {
    "￥": "¥", "￡": "£", "￦": "₩", "﹪": "%", "﹐": ",", "﹒": ".", "−": "-", "﹣": "-", "‑": "-", "‐": "-",
    "…": "..",
}  # fmt: skip
_BLANKS = "\u3000\u00a0\u2007\u2009\u202f\t\r\n"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"

# Full-width forms only, not the whole of NFKC: that would read 10² as 102 and ① as 1.
_FOLD: dict[int, int | str | None] = {
    **_FULL_WIDTH,
    **{ord(sign): plain for sign, plain in _SIGNS.items()},
    **{ord(blank): " " for blank in _BLANKS},
    **{ord(nothing): None for nothing in _INVISIBLE},
}

_SIMPLIFIED = str.maketrans(
    "萬億個週點兩鐘時圓幣歐韓鎊對價曆禮間財數陸貳塊實", "万亿个周点两钟时元币欧韩镑对价历礼间财数陆贰块实"
)


def fold(text: str) -> str:
    """Return `text` with full-width characters in ASCII, invisible ones gone and blanks collapsed."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(text.translate(_FOLD).split())


def word(text: str) -> str:
    """Return a unit as it stands in the word lists: lower case, simplified characters, those unspaced."""
    return text.lower() if text.isascii() else text.lower().translate(_SIMPLIFIED).replace(" ", "")


def shown(text: str) -> str:
    """Return an author's text as a message may quote it: on one line and not endless."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"


def given(value: object, forms: tuple[str, ...]) -> str:
    """Return the text of what YAML gave: a text as it is, a number in plain digits.

    Raises QuantityError for everything that is neither, and for what is too large to mean anything.
    """
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise QuantityError(
                "{text} is {length} characters long, too long for one value",
                "forms that work: {forms}",
                text=shown(value),
                length=len(value),
                forms=forms,
            )
        return value
    if isinstance(value, bool):
        raise QuantityError(
            "{text} is an answer of yes or no, where a value is due",
            "forms that work: {forms}",
            text="true" if value else "false",
            forms=forms,
        )
    if isinstance(value, int):
        return _int_text(value)
    if isinstance(value, Decimal):
        return format(bounded(value, str(value)), "f")
    if value is None:
        raise QuantityError("nothing is written here", "forms that work: {forms}", forms=forms)
    raise QuantityError(
        "several values or fields stand here, where one value is due",
        "forms that work: {forms}",
        forms=forms,
    )


def _int_text(value: int) -> str:
    # Python itself refuses to print an integer of more than 4,300 digits, so its size is asked first.
    if value.bit_length() > 120:
        raise QuantityError(
            "a number of about {digits} digits is too large",
            "numbers have up to 25 digits before the point",
            digits=value.bit_length() * 30103 // 100000 + 1,
        )
    bounded(Decimal(value), str(value))
    return str(value)


def bounded(value: Decimal, text: str) -> Decimal:
    """Return `value` if it is finite and fits 34 digits and 10^25; raise QuantityError if not."""
    if not value.is_finite():
        raise QuantityError(
            "{text} is not a number", "forms that work: {forms}", text=text, forms=("12", "2.5")
        )
    if not value:
        return value if -MAX_DIGITS <= value.adjusted() <= 0 else Decimal(0)
    if value.adjusted() > MAX_MAGNITUDE:
        raise QuantityError(
            "{text} is too large", "numbers have up to 25 digits before the point", text=shown(text)
        )
    _, digits, exponent = value.as_tuple()
    if len(digits) > MAX_DIGITS or (isinstance(exponent, int) and exponent < -MAX_DIGITS):
        raise QuantityError(
            "{text} has too many digits",
            "numbers are kept to 34 digits: leave out the last ones",
            text=shown(text),
        )
    return value
