"""Types and parts of a formula in the words of a message."""

from __future__ import annotations

from typing import Final

from ecsc.expr.printing import print_expression
from ecsc.expr.problem import shown
from ecsc.expr.tree import Node
from ecsc.expr.types import Type
from ecsc.messages import Phrase

_PLAIN: Final = {
    "bare": Phrase("a plain number"),
    "number": Phrase("a plain number"),
    "rate": Phrase("a percentage"),
    "ratio": Phrase("a ratio"),
    "points": Phrase("percentage points"),
    "duration": Phrase("a length of time"),
    "date": Phrase("a day"),
    "period": Phrase("a period"),
    "text": Phrase("a text"),
    "boolean": Phrase("a condition"),
    "action": Phrase("an action"),
    "unknown": Phrase("unknown"),
    "detail": Phrase("a field with parts of its own"),
}


def describe(kind: Type) -> str:
    """Return what a value of the type is: `money in CNY per order`, `a number of orders`, `a percentage`."""
    if kind.kind in _PLAIN:
        return _PLAIN[kind.kind]
    if kind.kind == "collection":
        item = kind.item
        if item is not None and item.kind == "record":
            if item.section:
                return Phrase("several of {section}", section=item.section)
            return Phrase("some entries of a section")
        return Phrase("several values")
    if kind.kind == "record":
        return Phrase("one of {section}", section=kind.section)
    currency = Phrase("money in {currency}", currency=kind.currency) if kind.currency else Phrase("money")
    if kind.kind == "money":
        below = [name or Phrase("piece") for name, power in kind.things if power < 0]
        return Phrase("{money} per {thing}", money=currency, thing=below[0]) if below else currency
    if kind.kind == "count":
        named = [name for name, power in kind.things if power > 0 and name]
        return Phrase("a number of {things}", things=named[0]) if named else Phrase("a number of things")
    return str(kind).replace(f"money[{kind.currency}]", currency)


def source(node: Node) -> str:
    """Return a part of the formula as text, short enough for a message."""
    return shown(print_expression(node))
