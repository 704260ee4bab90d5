"""Text → tree, with every mistake placed and explained."""

from __future__ import annotations

from functools import cache, lru_cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, cast

from ecsc.expr import explain, rules
from ecsc.expr.build import Builder
from ecsc.expr.problem import Problem
from ecsc.expr.quantities import Custom
from ecsc.expr.scan import MAX_DEPTH, Lexeme, scan, too_deep
from ecsc.expr.tree import Node, deepest

if TYPE_CHECKING:
    from lark import Lark


@lru_cache(maxsize=100_000)
def parse(
    text: str, currency: str = "CNY", fiscal_year_start: int = 1
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the tree of a formula, or None where it cannot be read, and what is wrong or odd about it.

    A tree may come with problems: signs of other languages are read as meant, so that names and units
    are still checked. `Problem.fatal` tells whether the formula may be evaluated. The grammar is loaded
    with the first formula; one text is parsed once.
    `currency` is what `¥`, `$` and `元` mean where several currencies share them; `fiscal_year_start` is
    the month `FY` periods start with.
    """
    read = scan(text, Custom(currency, fiscal_year_start))
    if not read.lexemes and read.problems:
        return None, tuple(read.problems)
    node, failure = _reduce(text, read.lexemes)
    if failure and not any(problem.rule is rules.FORMULA_SYNTAX for problem in read.problems):
        read.problems.append(failure)
    if node is None:
        return None, tuple(read.problems)
    depth, where = deepest(node)
    if depth > MAX_DEPTH:
        return None, (*read.problems, too_deep(where.start, where.end))
    return None if read.broken else node, tuple(read.problems)


def _reduce(text: str, lexemes: list[Lexeme]) -> tuple[Node | None, Problem | None]:
    """Run the lexemes through the grammar; on the first that does not fit, return why."""
    from lark.exceptions import UnexpectedInput

    state = _grammar().parse_interactive()
    done = 0
    try:
        for lexeme in lexemes:
            # Lark asks of a token no more than its `type`; ours keep their places and values.
            state.feed_token(cast(Any, lexeme))
            done += 1
        return cast(Node, cast(Any, state).feed_eof()), None
    except UnexpectedInput:
        # The failed word has already closed what stood before it: ask again what could have come there.
        again = cast(Any, _grammar().parse_interactive())
        for lexeme in lexemes[:done]:
            again.feed_token(lexeme)
        return None, explain.unexpected(text, lexemes, done, frozenset(again.accepts()))


@cache
def _grammar() -> Lark:
    from lark import Lark
    from lark.lexer import Lexer

    class Unused(Lexer):
        """Stands where Lark wants a lexer: the words are cut by `scan`."""

        def __init__(self, conf: object) -> None:
            """Take Lark's settings and need none of them."""

        def lex(self, *_: object) -> Any:
            """Never be called: lexemes are fed one by one."""
            raise AssertionError

    # Works from a zipped installation too, at a tenth of the start-up time of importlib.resources.
    text = (get_data("ecsc.expr", "grammar.lark") or b"").decode("utf-8")
    return Lark(text, parser="lalr", lexer=Unused, maybe_placeholders=False, transformer=cast(Any, Builder()))
