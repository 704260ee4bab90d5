"""Grammar reductions → nodes. Lark calls the method named after each rule with the parts it found."""

from __future__ import annotations

from typing import TypeAlias, cast

import msgspec

from ecsc.expr.scan import Lexeme
from ecsc.expr.tree import (
    Between,
    Call,
    Chain,
    Comparison,
    Conditional,
    Lasting,
    Listing,
    Literal,
    Logic,
    Member,
    Name,
    Negative,
    Node,
    Not,
    Relation,
    Sign,
    Where,
)

Part: TypeAlias = Lexeme | Node


def _nodes(parts: list[Part]) -> list[Node]:
    return [part for part in parts if not isinstance(part, Lexeme)]


def _ends(parts: list[Part]) -> tuple[int, int]:
    return parts[0].start, parts[-1].end


class Builder:
    """One method for each rule of the grammar; signs and words come along, for the places."""

    def name(self, parts: list[Lexeme]) -> Node:
        """Return a name."""
        (word,) = parts
        return Name(tuple(word.text.split(".")), word.start, word.end)

    def literal(self, parts: list[Lexeme]) -> Node:
        """Return a value written out."""
        (word,) = parts
        if word.value is None:  # the scanner gives every VALUE its value
            raise AssertionError(word)
        return Literal(word.value, word.text, word.start, word.end)

    def group(self, parts: list[Part]) -> Node:
        """Return what stands in the brackets, with the brackets in its range."""
        start, end = _ends(parts)
        return msgspec.structs.replace(_nodes(parts)[0], start=start, end=end)

    def listing(self, parts: list[Part]) -> Node:
        """Return a list of values."""
        return Listing(tuple(_nodes(parts)), *_ends(parts))

    def call(self, parts: list[Part]) -> Node:
        """Return a call."""
        callee = self.name([cast(Lexeme, parts[0])])
        return Call(cast(Name, callee), tuple(_nodes(parts)), *_ends(parts))

    def member(self, parts: list[Part]) -> Node:
        """Return a field of each entity."""
        source, field = parts
        return Member(cast(Node, source), cast(Lexeme, field).text, *_ends(parts))

    def negative(self, parts: list[Part]) -> Node:
        """Return a value with its sign turned."""
        return Negative(_nodes(parts)[0], *_ends(parts))

    def positive(self, parts: list[Part]) -> Node:
        """Return the value: a plus before it says nothing more."""
        start, end = _ends(parts)
        return msgspec.structs.replace(_nodes(parts)[0], start=start, end=end)

    def negated(self, parts: list[Part]) -> Node:
        """Return a condition turned round."""
        return Not(_nodes(parts)[0], *_ends(parts))

    def chain(self, parts: list[Part]) -> Node:
        """Return a sum or a product."""
        signs = [cast(Sign, sign.text) for sign in parts[1::2] if isinstance(sign, Lexeme)]
        first, *others = _nodes(parts)
        return Chain(first, tuple(zip(signs, others, strict=True)), *_ends(parts))

    def logic(self, parts: list[Part]) -> Node:
        """Return conditions joined by `and` or by `or`."""
        word = cast(Lexeme, parts[1]).text
        return Logic("and" if word == "and" else "or", tuple(_nodes(parts)), *_ends(parts))

    def comparison(self, parts: list[Part]) -> Node:
        """Return a comparison."""
        left, right = _nodes(parts)
        return Comparison(cast(Relation, cast(Lexeme, parts[1]).text), left, right, *_ends(parts))

    def not_in(self, parts: list[Part]) -> Node:
        """Return whether a value is not among others."""
        left, right = _nodes(parts)
        return Comparison("not in", left, right, *_ends(parts))

    def between(self, parts: list[Part]) -> Node:
        """Return whether a value lies between two others."""
        return self._between(parts, negated=False)

    def not_between(self, parts: list[Part]) -> Node:
        """Return whether a value lies outside two others."""
        return self._between(parts, negated=True)

    def _between(self, parts: list[Part], *, negated: bool) -> Node:
        value, low, high = _nodes(parts)
        return Between(value, low, high, negated, *_ends(parts))

    def lasting(self, parts: list[Part]) -> Node:
        """Return a condition with the time it must have held."""
        condition, span = _nodes(parts)
        return Lasting(condition, span, *_ends(parts))

    def conditional(self, parts: list[Part]) -> Node:
        """Return a choice of two values."""
        value, condition, otherwise = _nodes(parts)
        return Conditional(value, condition, otherwise, *_ends(parts))

    def where(self, parts: list[Part]) -> Node:
        """Return a collection with its condition."""
        source, condition = _nodes(parts)
        return Where(source, condition, *_ends(parts))
