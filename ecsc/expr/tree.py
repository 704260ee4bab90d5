"""The parts of a formula as written: frozen nodes, each with its code-point range in the text.

Sums, products and `and`/`or` are flat (`a + b - c` is one `Chain`), so that a long sum is not a deep
one and the depth of a tree is what brackets, prefixes and `else` make of it.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal as Choice
from typing import TypeAlias

import msgspec
from msgspec import Struct

from ecsc.quantity import Count, Duration, Money, Period, Points, Rate

Constant: TypeAlias = Count | Money | Rate | Points | Duration | Period | dt.date | str | bool
Sign: TypeAlias = Choice["+", "-", "*", "/"]
Relation: TypeAlias = Choice["==", "!=", "<", "<=", ">", ">=", "in", "not in"]


class Literal(Struct, frozen=True):
    """A value written out: `20`, `CNY 30`, `20%`, `7 days`, `2026-Q1`, `"dress"`, `true`.

    `text` is the value as written, with full-width characters and blanks folded; of a text its content.
    """

    value: Constant
    text: str
    start: int
    end: int


class Name(Struct, frozen=True):
    """A name or a dotted path, after NFC: `stock`, `channels.taobao.commission`, `tactics.*.cost`."""

    path: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the path with its dots."""
        return ".".join(self.path)


class Call(Struct, frozen=True):
    """A function, a trigger's verb, or a metric asked for a window: `units_sold(6 months)`."""

    callee: Name
    arguments: tuple[Node, ...]
    start: int
    end: int


class Listing(Struct, frozen=True):
    """Values listed: `["taobao", "douyin"]`, or in round brackets."""

    items: tuple[Node, ...]
    start: int
    end: int


class Member(Struct, frozen=True):
    """A field of each entity of a bracketed collection: `(products where stock < 20).price`."""

    source: Node
    field: str
    start: int
    end: int


class Negative(Struct, frozen=True):
    """A minus before a value."""

    operand: Node
    start: int
    end: int


class Not(Struct, frozen=True):
    """A condition turned round."""

    operand: Node
    start: int
    end: int


class Chain(Struct, frozen=True):
    """A sum or a product, from left to right: the first value, then a sign and a value at a time."""

    first: Node
    rest: tuple[tuple[Sign, Node], ...]
    start: int
    end: int


class Logic(Struct, frozen=True):
    """Conditions joined by one word, `and` or `or`."""

    word: Choice["and", "or"]
    operands: tuple[Node, ...]
    start: int
    end: int


class Comparison(Struct, frozen=True):
    """Two values compared, or one looked for in another."""

    relation: Relation
    left: Node
    right: Node
    start: int
    end: int


class Between(Struct, frozen=True):
    """A value between two others, both ends in."""

    value: Node
    low: Node
    high: Node
    negated: bool
    start: int
    end: int


class Lasting(Struct, frozen=True):
    """A condition that must have held for some time: `conversion < 1% for 7 days`."""

    condition: Node
    span: Node
    start: int
    end: int


class Conditional(Struct, frozen=True):
    """`a if c else b`."""

    value: Node
    condition: Node
    otherwise: Node
    start: int
    end: int


class Where(Struct, frozen=True):
    """The entities of a collection that meet a condition, which sees their fields first."""

    source: Node
    condition: Node
    start: int
    end: int


Node: TypeAlias = (
    Literal
    | Name
    | Call
    | Listing
    | Member
    | Negative
    | Not
    | Chain
    | Logic
    | Comparison
    | Between
    | Lasting
    | Conditional
    | Where
)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly inside, in the order of the text."""
    match node:
        case Literal() | Name():
            return ()
        case Call(callee, arguments):
            return (callee, *arguments)
        case Listing(items):
            return items
        case Chain(first, rest):
            return (first, *(operand for _, operand in rest))
        case Logic(operands=operands):
            return operands
        case Comparison(left=left, right=right):
            return (left, right)
        case Between(value, low, high):
            return (value, low, high)
        case Lasting(condition, span):
            return (condition, span)
        case Conditional(value, condition, otherwise):
            return (value, condition, otherwise)
        case Where(source, condition):
            return (source, condition)
        case Member(source=source):
            return (source,)
        case Negative(operand) | Not(operand):
            return (operand,)


def deepest(node: Node) -> tuple[int, Node]:
    """Return the depth of the tree (a single node is 1) and a deepest node; safe for any depth."""
    depth, found, pending = 0, node, [(1, node)]
    while pending:
        level, current = pending.pop()
        if level > depth:
            depth, found = level, current
        pending += [(level + 1, child) for child in children(current)]
    return depth, found


def shape(node: Node) -> object:
    """Return plain data that is equal for two trees that differ in places and spelling alone."""
    if isinstance(node, Literal):
        return (type(node.value).__name__, node.value)
    own = [
        value
        for field in msgspec.structs.fields(node)
        if isinstance(value := getattr(node, field.name), str | bool) or field.name == "path"
    ]
    signs = [sign for sign, _ in node.rest] if isinstance(node, Chain) else []
    return (type(node).__name__, own, signs, [shape(child) for child in children(node)])
