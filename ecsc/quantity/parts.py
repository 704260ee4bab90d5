"""A quantity's text taken apart: sign, what stands before the number, the number, what stands after it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from ecsc.quantity.folding import MAX_MAGNITUDE, bounded, fold, given, shown, word
from ecsc.quantity.numerals import CHARACTERS, read_numeral
from ecsc.quantity.values import EXACT, QuantityError, SpellingError, plain_text

_SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9,
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10,
    "千亿": 11, "万亿": 12,
}  # fmt: skip

_SHAPE = r"""(?ix)(?P<sign>[+-]?)\s?
        (?P<prefix>[^0-9+\-.,\s][^0-9+\-.,]*?)?\s?
        (?P<inner>[+-]?)
        (?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)
        (?P<power>e[+-]?[0-9]+(?![0-9a-z]))?\s?
        (?P<scale>(?:million|billion|thousand|mn|bn|[km])(?![a-z])
            |[十百千万萬][亿億万萬]|百(?!分)|[千万萬亿億])?\s?
        (?P<unit>[^0-9+\-,][^0-9]*)?"""
_WRITTEN_OUT = rf"(?P<sign>[+-]?)(?P<numeral>[{CHARACTERS}]+)\s?(?P<unit>[^0-9]*)"
_THOUSANDS = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"

NUMBER_FORMS = ("1000", "2.5", "1,000", "100万", "3k")


class Parts(Struct, frozen=True):
    """A text taken apart. `number` has sign and scale applied; `prefix` and `unit` are as written.

    `digits` and `scale` are the written pieces of the number, for ranges that share a scale; `step` is
    the place value of the last digit written.
    """

    number: Decimal
    step: Decimal
    prefix: str = ""
    unit: str = ""
    sign: str = ""
    digits: str = ""
    scale: str = ""

    @property
    def word(self) -> str:
        """Return the unit as it stands in the word lists."""
        return word(self.unit)

    @property
    def bare(self) -> bool:
        """Return whether nothing but a number was written."""
        return not self.prefix and not self.unit


def dissect(raw: str, forms: tuple[str, ...]) -> Parts:
    """Return the parts of a text with exactly one number; `forms` are the texts a refusal suggests.

    Raises QuantityError when there is no number, more than one, or one with two readings.
    """
    text = fold(raw)
    match = re.fullmatch(_SHAPE, text)
    if match is None:
        return _dissect_numeral(text, raw, forms)
    sign, inner = match["sign"], match["inner"]
    if sign and inner:
        raise QuantityError("{text} has two signs", "forms that work: {forms}", text=shown(raw), forms=forms)
    digits, scale = match["digits"], match["scale"] or ""
    value = _with_power(_digits_value(digits, raw), match["power"], raw)
    exponent = _SCALES[word(scale)] if scale else 0
    number = bounded(value.scaleb(exponent, EXACT), raw)
    if (sign or inner) == "-":
        number = number.copy_negate()
    step = Decimal(1).scaleb(_exponent(value) + exponent)
    return Parts(
        _plain(number),
        _plain(step),
        (match["prefix"] or "").strip(),
        (match["unit"] or "").strip(),
        sign or inner,
        digits,
        scale,
    )


def _digits_value(digits: str, raw: str) -> Decimal:
    if "," in digits:
        if not re.fullmatch(_THOUSANDS, digits):
            raise QuantityError(
                "the comma in {text} has two readings",
                "write thousands without a comma (1000) and decimals with a point (2.5)",
                text=shown(raw),
            )
        digits = digits.replace(",", "")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        without = re.sub(r"^0+(?=[0-9])", "", digits)
        meant = fold(raw).replace(digits, without, 1)
        raise SpellingError("{text} starts with a zero", "write {meant}", text=shown(raw), meant=meant)
    return bounded(Decimal(digits), raw)


def _with_power(value: Decimal, power: str | None, raw: str) -> Decimal:
    if power is None:
        return value
    # At most four digits, so that 1e999999999 is refused before anything grows.
    if len(power) > 5 or abs(int(power[1:])) > 2 * MAX_MAGNITUDE:
        raise QuantityError(
            "{text} is too large or too small", "write the number out, without e", text=shown(raw)
        )
    return bounded(value.scaleb(int(power[1:]), EXACT), raw)


def _dissect_numeral(text: str, raw: str, forms: tuple[str, ...]) -> Parts:
    match = re.fullmatch(_WRITTEN_OUT, text)
    number = read_numeral(match["numeral"]) if match else None
    if match is None:
        raise _no_number(text, raw, forms)
    if number is None:
        raise QuantityError(
            "{text} is not a number written out in full",
            "write it in digits, as in {forms}",
            text=shown(raw),
            forms=forms,
        )
    number = bounded(number, raw)
    sign, unit = match["sign"], match["unit"].strip()
    signed = number.copy_negate() if sign == "-" else number
    return Parts(signed, Decimal(1), "", unit, sign, plain_text(number))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> Decimal:
    # 100万 as 1.00E+6 would be equal, but print so wherever someone says str().
    return Decimal(int(value)) if _exponent(value) > 0 else value


_TRAPS = (
    r"(?P<digits>[+-]?[0-9]+(?:_[0-9]+)+)(?:\.[0-9]+)?(?:[^\d_.].*)?",
    r"(?P<digits>[+-]?[0-9]{1,3}(?:[ '’][0-9]{3})+)(?P<rest>\D.*)?",
)
_BASED = r"(?i)0(?:x[0-9a-f]{1,30}|b[01]{1,90}|o[0-7]{1,40})"
_RANGE = r"[^0-9]*[0-9][0-9.,]*[^0-9\-–—~至到]*[\-–—~至到][^0-9\-–—~至到]*[0-9][0-9.,]*[^0-9]*"
_MIXED = r"\D*[0-9.]+[百千万亿萬億][0-9.]+[百千万亿萬億]?\D*"


def _no_number(text: str, raw: str, forms: tuple[str, ...]) -> QuantityError:
    """Return why `text` is no quantity, with the number meant where that can be told."""
    if not text:
        return QuantityError("nothing is written here", "forms that work: {forms}", forms=forms)
    for trap in _TRAPS:
        if match := re.fullmatch(trap, text):
            meant = text.replace(match["digits"], re.sub(r"[_ '’]", "", match["digits"]), 1)
            return SpellingError(
                "{text} is not how a number is written here", "write {meant}", text=shown(raw), meant=meant
            )
    if re.fullmatch(_BASED, text):
        return SpellingError(
            "{text} is not how a number is written here",
            "write {meant}",
            text=shown(raw),
            meant=str(int(text, 0)),
        )
    if re.fullmatch(_MIXED, text):
        return QuantityError(
            "{text} adds two numbers together", "write one number, as in 1.5万 or 15000", text=shown(raw)
        )
    if re.fullmatch(_RANGE, text):
        return QuantityError(
            "{text} is a range, where one value is due",
            "forms that work: {forms}",
            text=shown(raw),
            forms=forms,
        )
    if not any("0" <= char <= "9" for char in text):
        return QuantityError(
            "{text} has no number in it", "forms that work: {forms}", text=shown(raw), forms=forms
        )
    return QuantityError(
        "{text} cannot be read as one number", "forms that work: {forms}", text=shown(raw), forms=forms
    )


def refuse_two_readings(parts: Parts, raw: str) -> None:
    """Raise QuantityError for `1.000`: a thousand where a dot groups digits, one where it is the decimal point.

    For money and counted things, which have no thousandths; three digits behind the dot are never meant so.
    """
    if parts.scale or not re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", parts.digits):
        return
    small, large = parts.digits.rstrip("0").rstrip("."), parts.digits.replace(".", "")
    raise QuantityError(
        "{text} has two readings, {small} and {large}",
        "write {large} without the dot, or {small}"
        if small != parts.digits
        else "write {large} without the dot, or {rounded}, for there are no thousandths",
        text=shown(raw),
        small=small,
        large=large,
        rounded=str(round(Decimal(parts.digits), 2)),
    )


def refuse_ten_thousands(parts: Parts, raw: str) -> None:
    """Raise QuantityError for `10w`, which people type for 10万 and which is ten weeks here."""
    if parts.word not in ("w", "w元", "w块", "w人", "w件"):
        return
    raise QuantityError(
        "{text} could be {digits} weeks or {digits}万",
        "write {digits}万 for ten thousands",
        text=shown(raw),
        digits=parts.digits,
    )


def parse_number(value: object) -> Decimal:
    """Return a plain number: `1000`, `2.5`, `1,000`, `100万`, `1.2亿`, `3k`, `2m` (million), `五十万`.

    Raises QuantityError when there is no number, or one with a unit.
    """
    return _number(given(value, NUMBER_FORMS))


@lru_cache(maxsize=4096)
def _number(raw: str) -> Decimal:
    parts = dissect(raw, NUMBER_FORMS)
    refuse_ten_thousands(parts, raw)
    if not parts.bare:
        raise QuantityError(
            "{text} has “{extra}” beside the number, where a plain number is due",
            "write {meant}",
            text=shown(raw),
            extra=shown(parts.prefix or parts.unit),
            meant=plain_text(parts.number),
        )
    return parts.number


def last_stated_digit(value: object) -> Decimal:
    """Return the place value of the last digit written: 10000 for `100万`, 0.1 for `2.5`, 1 for `1000`.

    In the unit of what is written, so `2.5%` gives 0.001 (a fraction). Raises QuantityError as a parser.
    """
    parts = dissect(given(value, NUMBER_FORMS), NUMBER_FORMS)
    return parts.step.scaleb(-2) if "%" in parts.unit else parts.step
