"""Types and parts of a formula in the words of a message."""

from __future__ import annotations

from typing import Final

from ecsc.expr.printing import print_expression
from ecsc.expr.problem import shown
from ecsc.expr.tree import Node
from ecsc.expr.types import Type

_PLAIN: Final = {
    "bare": "a plain number", "number": "a plain number", "rate": "a percentage", "ratio": "a ratio",
    "points": "percentage points", "duration": "a length of time", "date": "a day", "period": "a period",
    "text": "a text", "boolean": "a condition", "action": "an action", "unknown": "unknown",
    "detail": "a field with parts of its own",
}  # fmt: skip


def describe(kind: Type) -> str:
    """Return what a value of the type is: `money in CNY per order`, `a number of orders`, `a percentage`."""
    if kind.kind in _PLAIN:
        return _PLAIN[kind.kind]
    if kind.kind == "collection":
        item = kind.item
        if item is not None and item.kind == "record":
            return f"several of {item.section}" if item.section else "some entries of a section"
        return "several values"
    if kind.kind == "record":
        return f"one of {kind.section}"
    currency = f"money in {kind.currency}" if kind.currency else "money"
    if kind.kind == "money":
        below = [name or "piece" for name, power in kind.things if power < 0]
        return f"{currency} per {below[0]}" if below else currency
    if kind.kind == "count":
        named = [name for name, power in kind.things if power > 0 and name]
        return f"a number of {named[0]}" if named else "a number of things"
    return str(kind).replace(f"money[{kind.currency}]", currency)


def source(node: Node) -> str:
    """Return a part of the formula as text, short enough for a message."""
    return shown(print_expression(node))
