"""Why a formula stops making sense at one place, in words of people who do not program."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from ecsc.expr import rules
from ecsc.expr.functions import BY_NAME
from ecsc.expr.problem import Problem, shown
from ecsc.expr.scan import KEYWORDS, Lexeme

_VALUES: Final = frozenset(("NAME", "VALUE", "RESERVED"))
_OPENING: Final = {"LPAR": "RPAR", "LSQB": "RSQB"}
_CLOSING: Final = {"RPAR": "LPAR", "RSQB": "LSQB"}
_SHOWN: Final = (
    ("PLUS", "+"), ("MINUS", "-"), ("TIMES", "*"), ("OVER", "/"), ("COMPARE", "=="), ("COMPARE", "!="),
    ("COMPARE", "<"), ("COMPARE", "<="), ("COMPARE", ">"), ("COMPARE", ">="), ("AND", "and"), ("OR", "or"),
    ("IN", "in"), ("BETWEEN", "between"), ("FOR", "for"), ("IF", "if"), ("ELSE", "else"), ("WHERE", "where"),
    ("COMMA", ","), ("RPAR", ")"), ("RSQB", "]"),
)  # fmt: skip
_CHINESE: Final = {
    "且": "and", "并且": "and", "而且": "and", "和": "and", "与": "and", "或": "or", "或者": "or",
    "等于": "==", "不等于": "!=", "大于": ">", "小于": "<", "大于等于": ">=",
    "小于等于": "<=", "不低于": ">=",
    "不超过": "<=", "高于": ">", "低于": "<", "加": "+", "减": "-", "乘": "*", "除以": "/", "如果": "if",
    "否则": "else", "其中": "where", "在": "in",
}  # fmt: skip
_OTHER_WORDS: Final = {
    "is": "==", "equals": "==", "eq": "==", "gt": ">", "lt": "<", "gte": ">=", "lte": "<=", "minus": "-",
    "plus": "+", "times": "*", "of": "*", "off": "price - 20%", "to": "and", "then": "a if condition else b",
    "when": "if", "unless": "if not", "before": "<", "after": ">", "until": "<=", "since": ">=", "above": ">",
    "over": ">", "exceeds": ">", "below": "<", "under": "<",
    "with": "where",
}  # fmt: skip


def unexpected(text: str, lexemes: list[Lexeme], at: int, accepted: frozenset[str]) -> Problem:
    """Return the problem at lexeme `at` (or at the end of the text) where only `accepted` could stand."""
    opened = _open_brackets(lexemes[:at])
    if at == len(lexemes):
        return _unfinished(text, lexemes, opened, accepted)
    found = lexemes[at]
    if found.type in _CLOSING and (not opened or opened[-1].type != _CLOSING[found.type]):
        return _wrong_bracket(found, opened)
    if found.type == "RESERVED":
        return _reserved(found)
    if "NAME" in accepted:
        return _value_missing(lexemes, at)
    return _sign_missing(lexemes, at, accepted)


def _problem(found: Lexeme, message: str, hint: str, /, **params: object) -> Problem:
    return Problem(rules.FORMULA_SYNTAX, message, found.start, found.end, params, hint)


def _open_brackets(lexemes: list[Lexeme]) -> list[Lexeme]:
    stack: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.type in _OPENING:
            stack.append(lexeme)
        elif lexeme.type in _CLOSING and stack:
            stack.pop()
    return stack


def _unfinished(text: str, lexemes: list[Lexeme], opened: list[Lexeme], accepted: frozenset[str]) -> Problem:
    if not lexemes:
        return Problem(
            rules.FORMULA_SYNTAX, "the formula is empty", 0, len(text), {}, "write one, as in `stock < 20`"
        )
    last = lexemes[-1]
    if "NAME" in accepted:
        return _problem(
            last, "the formula stops after `{last}`, where a value is missing",
            "go on with a name, a number, a text in quotes or `(`", last=shown(last.text),
        )  # fmt: skip
    if opened:
        return _problem(
            opened[-1], "the bracket `{bracket}` that opens here is never closed",
            "put `{closing}` where it should end",
            bracket=shown(opened[-1].text), closing={"LPAR": ")", "LSQB": "]"}[opened[-1].type],
        )  # fmt: skip
    if "ELSE" in accepted:
        return _problem(
            last, "an `if` without `else`", "say what holds otherwise, as in `10 if stock < 20 else 0`"
        )
    return _problem(
        last, "the formula stops too early after `{last}`", "it could go on with {legal}",
        last=shown(last.text), legal=_legal(accepted),
    )  # fmt: skip


def _wrong_bracket(found: Lexeme, opened: list[Lexeme]) -> Problem:
    if opened:
        return _problem(
            found, "`{found}` closes a bracket that was opened with `{opened}`", "write `{closing}`",
            found=shown(found.text), opened=shown(opened[-1].text),
            closing={"LPAR": ")", "LSQB": "]"}[opened[-1].type],
        )  # fmt: skip
    return _problem(
        found, "the bracket `{found}` closes nothing", "take it out, or open it further left",
        found=shown(found.text),
    )  # fmt: skip


def _reserved(found: Lexeme) -> Problem:
    if found.text in ("none", "all"):
        hint = "write `known(x)` to ask whether something is stated, or leave the condition out for all"
    else:
        hint = "write a path, as in `tasks.shop_design.{word}`; a text stands in quotes"
        if found.text == "start":
            hint = (
                "write a path, as in `tasks.shop_design.{word}`; a text stands in quotes; "
                "what a trigger starts stands in brackets, as in `start(rush_replenishment)`"
            )
        elif found.text == "from":
            hint = "write `x between 1 and 5`; a text stands in quotes"
    return _problem(
        found, "`{word}` is a word of the language itself and cannot be a name", hint, word=shown(found.text)
    )


def _value_missing(lexemes: list[Lexeme], at: int) -> Problem:
    """Explain a sign that stands where a value is due."""
    found = lexemes[at]
    before = lexemes[at - 1] if at else None
    if before is None:
        hint = {
            "COMPARE": "start with a name, as in `roas {found} 1.5`",
            "IF": "the value stands first, as in `10 if stock < 20 else 0`",
            "WHERE": "the section stands first, as in `products where stock < 20`",
            "FOR": "the condition stands first, as in `conversion < 1% for 7 days`",
        }.get(found.type, "start with a name, a number, a text in quotes or `(`")
        return _problem(
            found, "the formula starts with `{found}`; a value is missing before it", hint,
            found=shown(found.text),
        )  # fmt: skip
    if found.type == "COMPARE" and before.type in ("NOT", "AND", "OR"):
        hint = "repeat what is compared, as in `stock > 5 and stock < 20`"
    elif found.type in KEYWORDS.values() and before.type in KEYWORDS.values():
        hint = "one of the two words is too many"
    else:
        hint = "write a name, a number, a text in quotes or `(` between them"
    return _problem(
        found, "between `{before}` and `{found}` a value is missing", hint,
        before=shown(before.text), found=shown(found.text),
    )  # fmt: skip


def _sign_missing(lexemes: list[Lexeme], at: int, accepted: frozenset[str]) -> Problem:
    """Explain a value or word that stands where a sign, a word or the end is due."""
    found, before = lexemes[at], lexemes[at - 1]
    legal = _legal(accepted)
    if found.type in _VALUES or found.type in ("LPAR", "LSQB", "NOT"):
        return _two_values(lexemes, at, legal)
    if found.type in ("COMPARE", "IN", "BETWEEN"):
        return _problem(
            found, "a comparison cannot be compared again with `{found}`",
            "join two comparisons, as in `1 < x and x < 5`, or write `x between 1 and 5`",
            found=shown(found.text),
        )  # fmt: skip
    next_to = found.end - found.start == 1 and before.end == found.start
    hints = {
        "COMMA": "decimals are written with a point, as in `30.5`"
        if next_to and before.text.isdigit()
        else 'values stand in a list or a function, as in `["dress", "shoe"]`',
        "WHERE": "before `where` stands a section or brackets, as in `products where stock < 20`; "
        "put the whole of it in brackets",
        "ELSE": "`else` needs an `if` before it, as in `10 if stock < 20 else 0`",
        "FOR": "`for` stands behind a comparison, as in `conversion < 1% for 7 days`",
        "IF": "to choose twice, write `a if c else b if d else e`",
    }
    return _problem(
        found, "`{found}` cannot stand after `{before}`; there could be {legal}",
        hints.get(found.type, "take it out, or put brackets around what belongs together"),
        found=shown(found.text), before=shown(before.text), legal=legal,
    )  # fmt: skip


def _two_values(lexemes: list[Lexeme], at: int, legal: str) -> Problem:
    found, before = lexemes[at], lexemes[at - 1]
    behind = lexemes[at + 1] if at + 1 < len(lexemes) else None
    params: dict[str, object] = {"before": shown(before.text), "found": shown(found.text), "legal": legal}
    for word in (found, before):
        meant = _meant(word)
        if meant:
            return Problem(
                rules.FORMULA_SYNTAX, "`{word}` is no word of formulas", word.start, word.end,
                {"word": shown(word.text), "meant": meant}, "write `{meant}`",
            )  # fmt: skip
    if before.text in BY_NAME:
        hint = "a function needs brackets behind it, as in `{before}({found})`"
    elif found.type == before.type == "NAME":
        words = [before.text, found.text]
        while behind is not None and behind.type == "NAME":
            at += 1
            words.append(behind.text)
            behind = lexemes[at + 1] if at + 1 < len(lexemes) else None
        params["quoted"] = shown(" ".join(words))
        hint = 'a text stands in quotes: "{quoted}"; between two values stands one of {legal}'
    elif before.type == "RPAR" and found.type == "LPAR":
        hint = "to multiply, write `*` between the brackets"
    elif before.type == "VALUE" and found.type in ("NAME", "LPAR"):
        hint = "to multiply, write `*` between them; otherwise one of {legal}"
    else:
        hint = "between two values stands one of {legal}"
    return Problem(
        rules.FORMULA_SYNTAX, "between `{before}` and `{found}` something is missing",
        found.start, found.end, params, hint,
    )  # fmt: skip


def _meant(word: Lexeme) -> str | None:
    """Return the word or sign of the language that a stray name was meant to be."""
    if word.type != "NAME":
        return None
    known = _CHINESE.get(word.text) or _OTHER_WORDS.get(word.text.lower())
    if known:
        return known
    if word.text.lower() in KEYWORDS:
        return word.text.lower()
    for start in ("并且", "而且", "或者", "且", "或"):
        if word.text.startswith(start):
            return _CHINESE[start]
    close = get_close_matches(word.text.lower(), KEYWORDS, n=1, cutoff=0.66) if len(word.text) > 2 else []
    return close[0] if close and abs(len(close[0]) - len(word.text)) < 2 else None


def _legal(accepted: frozenset[str]) -> str:
    """Return the signs and words that may come next, and nothing that needs translation."""
    return " ".join(shown for terminal, shown in _SHOWN if terminal in accepted) or ")"
