"""Tree → canonical text: single blanks around signs, brackets only where they are needed."""

from __future__ import annotations

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
    Where,
)

# Binding strength, weakest first, as the grammar nests: what is weaker than its place needs brackets.
_WHOLE, _OR, _AND, _NOT, _LASTING, _COMPARISON, _SUM, _PRODUCT, _SIGNED, _ATOM = range(10)


def print_expression(node: Node) -> str:
    """Return the formula as text that parses to the same tree (all trees that `parse` returns)."""
    return _print(node, _WHOLE)


def _print(node: Node, place: int) -> str:
    strength, text = _shape(node)
    return f"({text})" if strength < place else text


def _shape(node: Node) -> tuple[int, str]:
    match node:
        case Literal(value, text):
            return _ATOM, quoted(text) if isinstance(value, str) else text
        case Name():
            return _ATOM, node.text
        case Call(callee, arguments):
            return _ATOM, f"{callee.text}({', '.join(_print(item, _WHOLE) for item in arguments)})"
        case Listing(items):
            return _ATOM, f"[{', '.join(_print(item, _WHOLE) for item in items)}]"
        case Member(source, field):
            inner = _print(source, _ATOM if isinstance(source, Member) else _ATOM + 1)
            return _ATOM, f"{inner}.{field}"
        case Negative(operand):
            return _SIGNED, f"-{_print(operand, _SIGNED)}"
        case Not(operand):
            return _NOT, f"not {_print(operand, _NOT)}"
        case Chain():
            return _chain(node)
        case Logic(word, operands):
            place = _OR if word == "or" else _AND
            return place, f" {word} ".join(_print(operand, place + 1) for operand in operands)
        case _:
            return _condition(node)


def _condition(node: Node) -> tuple[int, str]:
    match node:
        case Comparison(relation, left, right):
            return _COMPARISON, f"{_print(left, _SUM)} {relation} {_print(right, _SUM)}"
        case Between(value, low, high, negated):
            word = "not between" if negated else "between"
            return _COMPARISON, f"{_print(value, _SUM)} {word} {_print(low, _SUM)} and {_print(high, _SUM)}"
        case Lasting(condition, span):
            return _LASTING, f"{_print(condition, _COMPARISON)} for {_print(span, _SUM)}"
        case Conditional(value, condition, otherwise):
            head = f"{_print(value, _OR)} if {_print(condition, _OR)}"
            return _WHOLE, f"{head} else {_print(otherwise, _WHOLE)}"
        case Where(source, condition):
            # Only a name or brackets may stand before `where`; a member is neither bracketed nor needs it.
            head = _print(source, _ATOM if isinstance(source, Name | Member) else _ATOM + 1)
            return _WHOLE, f"{head} where {_print(condition, _WHOLE)}"
        case _:
            raise TypeError(node)


def _chain(node: Chain) -> tuple[int, str]:
    place = _SUM if node.rest[0][0] in "+-" else _PRODUCT
    parts = [_print(node.first, place + 1)]
    for sign, operand in node.rest:
        parts += [sign, _print(operand, place + 1)]
    return place, " ".join(parts)


def quoted(text: str) -> str:
    """Return a text in straight quotes; a quote inside is doubled."""
    return '"' + text.replace('"', '""') + '"'
