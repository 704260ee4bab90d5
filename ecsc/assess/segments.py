"""Whether two segments can hold the same customer, by the conditions that their rules compare."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from ecsc.expr import parse
from ecsc.expr.tree import Between, Comparison, Literal, Logic, Name, Node
from ecsc.quantity import Count, Duration, Money, Points, Rate


class Span(Struct, frozen=True):
    """The values a field may have: from `low` to `high`, each in or not; None for no bound."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = True


Condition: TypeAlias = Span | frozenset[str]
"""What a rule asks of one field: a span of numbers, or one of some texts."""

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


def conditions(rule: str) -> Mapping[str, tuple[Condition, ...]] | None:
    """Return what a rule asks of each field; None for a rule that is not comparisons joined by `and`."""
    tree = parse(rule)[0]
    found: dict[str, tuple[Condition, ...]] = {}
    for part in _joined(tree):
        read = _read(part)
        if read is None:
            return None
        name, condition = read
        found[name] = (*found.get(name, ()), condition)
    return found


def share(one: Mapping[str, tuple[Condition, ...]], other: Mapping[str, tuple[Condition, ...]]) -> bool:
    """Return whether somebody can meet both: no field that both speak of keeps them apart."""
    return all(
        _meet(condition, against)
        for name, asked in one.items()
        for condition in asked
        for against in other.get(name, ())
    )


def _joined(tree: Node | None) -> tuple[Node | None, ...]:
    return tree.operands if isinstance(tree, Logic) and tree.word == "and" else (tree,)


def _read(node: Node | None) -> tuple[str, Condition] | None:
    match node:
        case Comparison(relation=relation, left=Name() as name, right=Literal(value=value)):
            return _compared(name, relation, value)
        case Comparison(relation=relation, left=Literal(value=value), right=Name() as name):
            return _compared(name, _TURNED.get(relation, ""), value)
        case Between(value=Name() as name, low=Literal(value=low), high=Literal(value=high), negated=False):
            first, last = _number(low), _number(high)
            return (name.text, Span(first, last)) if first is not None and last is not None else None
    return None


def _compared(name: Name, relation: str, value: object) -> tuple[str, Condition] | None:
    if isinstance(value, str):
        return (name.text, frozenset((value,))) if relation == "==" else None
    number = _number(value)
    if number is None or relation not in _TURNED:
        return None
    if relation == "==":
        return name.text, Span(number, number)
    closed = relation.endswith("=")
    if relation.startswith("<"):
        return name.text, Span(None, number, high_in=closed)
    return name.text, Span(number, None, low_in=closed)


def _number(value: object) -> Decimal | None:
    match value:
        case Money():
            return value.amount
        case Count() | Rate() | Points() | Duration():
            return value.value
    return None


def _meet(one: Condition, other: Condition) -> bool:
    if isinstance(one, frozenset) or isinstance(other, frozenset):
        return not (isinstance(one, frozenset) and isinstance(other, frozenset)) or not one.isdisjoint(other)
    return _below(one, other) and _below(other, one)


def _below(one: Span, other: Span) -> bool:
    """Return whether `one` begins before `other` ends, or at its end where both have it in."""
    if one.low is None or other.high is None:
        return True
    return one.low < other.high or (one.low == other.high and one.low_in and other.high_in)
