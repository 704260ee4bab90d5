"""Odd single values: numbers that are none or too long, full-width digits, typographic quotation marks."""

from __future__ import annotations

import re
from decimal import Decimal

from ecsc.source import rules
from ecsc.source.patch import Edit
from ecsc.source.plain import MAX_DIGITS, NOT_A_NUMBER, full_width_number, plain_value, too_long
from ecsc.source.trap import Trap, shown

_NUMBER = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")


def number_trap(text: str, start: int, end: int) -> Trap | None:
    """Find numbers that are none, too long to be exact, or written in full-width digits."""
    if NOT_A_NUMBER.fullmatch(text):
        return Trap(
            rules.NOT_A_NUMBER,
            "{text} is not a number that can be planned with",
            start,
            end,
            params={"text": shown(text)},
            hint="write a number, or leave the field out when it is not known",
        )
    if _NUMBER.fullmatch(text) and too_long(text):
        return Trap(
            rules.NUMBER_TOO_LONG,
            "a number of {digits} characters cannot be computed exactly",
            start,
            end,
            params={"digits": len(text), "limit": MAX_DIGITS},
            hint="at most {limit} digits; if this is a code or an order number, put it in quotation marks",
        )
    narrow = full_width_number(text)
    if narrow is None or (isinstance(plain_value(narrow), Decimal | int) and too_long(narrow)):
        return None
    return Trap(
        rules.FULL_WIDTH_NUMBER,
        "{text} is read as {number}",
        start,
        end,
        params={"text": text, "number": narrow},
        hint="write it with the digits of the keyboard: {line}",
        offers=(Edit(start, end, narrow),),
        safe=True,
    )


def curly_trap(text: str, inner: str, start: int, end: int) -> Trap:
    """Return the trap of typographic quotation marks around a whole value."""
    straight = '"' if '"' not in inner and "\\" not in inner else "'"
    content = inner if straight == '"' else inner.replace("'", "''")
    edit = Edit(start, end, f"{straight}{content}{straight}")
    return not_a_quote(text[0], start, end, edit, safe=True)


def not_a_quote(mark: str, start: int, end: int, edit: Edit, *, safe: bool) -> Trap:
    """Return the trap of a typographic quotation mark where one of the keyboard is due."""
    return Trap(
        rules.CURLY_QUOTES,
        "{mark} is not a quotation mark of YAML: it would become part of the text",
        start,
        end,
        params={"mark": mark},
        hint="write: {line}",
        offers=(edit,),
        safe=safe,
    )
