"""Cut a formula into words, signs and quantities, each with its code-point range.

What can only mean one thing is read so and noted (full-width signs, `≥`, curly quotes); what another
language would write (`=`, `&&`) is an error, but read as meant, so that the rest is still checked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from msgspec import Struct

from ecsc.diagnostics.finding import Meant
from ecsc.expr import quantities, rules
from ecsc.expr.problem import Problem, shown
from ecsc.expr.tree import Constant

MAX_LENGTH: Final = 10_000
"""Code points a formula may have."""

MAX_DEPTH: Final = 100
"""Brackets, prefixes and `else` that may stand inside each other."""

MAX_PROBLEMS: Final = 20
"""Mistakes listed for one formula, and as many oddities."""

KEYWORDS: Final = {
    "and": "AND", "or": "OR", "not": "NOT", "in": "IN", "if": "IF", "else": "ELSE", "where": "WHERE",
    "between": "BETWEEN", "for": "FOR",
}  # fmt: skip
RESERVED: Final = frozenset(("all", "none", "from", "start", "finish"))

SIGNS: Final = {
    "+": "PLUS", "-": "MINUS", "*": "TIMES", "/": "OVER", "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB",
    ",": "COMMA", "==": "COMPARE", "!=": "COMPARE", "<": "COMPARE", "<=": "COMPARE", ">": "COMPARE",
    ">=": "COMPARE",
}  # fmt: skip
SAME: Final = {"≥": ">=", "≤": "<=", "≠": "!=", "⩾": ">=", "⩽": "<=", "×": "*", "÷": "/", "∗": "*"}
FOREIGN: Final = {
    "=": "==", "===": "==", "!==": "!=", "<>": "!=", "=>": ">=", "=<": "<=", "&&": "and", "&": "and",
    "||": "or", "|": "or", "!": "not",
}  # fmt: skip
QUOTES: Final = {
    '"': '"', "'": "'", "“": "”“\"＂", "”": "”\"＂", "„": "”“\"", "＂": "＂\"”", "「": "」", "『": "』",
    "‘": "’‘'＇", "’": "’'＇", "＇": "＇'’",
}  # fmt: skip

_FOLD: Final = {
    **{0xFF01 + at: 0x21 + at for at in range(94) if not chr(0x21 + at).isalpha()},
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2007\u202f\u2009\ufeff\u200b"), " "),
    **dict.fromkeys(map(ord, "−–—﹣"), "-"),
    ord("、"): ",", ord("。"): ".", ord("﹪"): "%",
}  # fmt: skip


class Lexeme(Struct, frozen=True):
    """One word, sign or quantity: its terminal in the grammar, its text as read, and its place."""

    type: str
    text: str
    start: int
    end: int
    value: Constant | None = None


class Scan(Struct):
    """The lexemes of a formula, what was wrong with them, and whether a stand-in took a bad one's place."""

    lexemes: list[Lexeme]
    problems: list[Problem]
    broken: bool = False

    def report(self, problem: Problem) -> None:
        """Add a problem, unless there are plenty of its kind already."""
        if sum(other.fatal == problem.fatal for other in self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


@cache
def _signs() -> re.Pattern[str]:
    longest_first = sorted([*SIGNS, *SAME, *FOREIGN], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


_WORD: Final = re.compile(r"[^\W\d_]\w*")
_MORE: Final = re.compile(r"\w*")
_BLANK: Final = re.compile(r"\s+")
_STRANGE: Final = re.compile(r"[^\w\s()\[\],+\-*/<>=!\"'“”‘’「『]+")


def word_end(text: str, start: int) -> int:
    """Return where the name that starts at `start` ends, combining marks included; `start` if none does."""
    found = _WORD.match(text, start)
    if not found:
        return start
    end = found.end()
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        more = _MORE.match(text, end + 1)
        end = more.end() if more else end + 1
    return end


def scan(text: str, custom: quantities.Custom) -> Scan:
    """Return the lexemes of `text`; of 100,000 characters or brackets only that they are too many."""
    result = Scan([], [])
    if len(text) > MAX_LENGTH:
        too_long = Problem(
            rules.FORMULA_TOO_LARGE,
            "the formula is {length} characters long, {limit} are allowed",
            MAX_LENGTH,
            len(text),
            {"length": len(text), "limit": MAX_LENGTH},
            "give its parts names of their own as metrics with a formula",
        )
        return Scan([], [too_long], broken=True)
    folded, at, depth = text.translate(_FOLD), 0, 0
    while at < len(text):
        blank = _BLANK.match(folded, at)
        if blank:
            at = blank.end()
            continue
        before = len(result.lexemes)
        at = _cut(text, folded, at, custom, result)
        if len(result.lexemes) > before:
            depth += {"LPAR": 1, "LSQB": 1, "RPAR": -1, "RSQB": -1}.get(result.lexemes[-1].type, 0)
        if depth > MAX_DEPTH:
            result.report(too_deep(at - 1, at))
            result.broken, result.lexemes = True, []
            break
    return result


def too_deep(start: int, end: int) -> Problem:
    """Return the problem of a formula that is nested too deeply."""
    return Problem(
        rules.FORMULA_TOO_LARGE,
        "the formula is nested more than {limit} deep",
        start,
        end,
        {"limit": MAX_DEPTH},
        "give its parts names of their own as metrics with a formula",
    )


def _cut(text: str, folded: str, at: int, custom: quantities.Custom, result: Scan) -> int:
    """Take one lexeme from `at` on, note what is odd about it, and return where it ends."""
    if text[at] in QUOTES:
        return _quoted(text, at, result)
    quantity = quantities.read(folded, at, custom)
    if quantity:
        for problem in quantity.problems:
            result.report(problem)
        result.broken |= quantity.value is None
        value = quantity.value if quantity.value is not None else quantities.STAND_IN
        written = quantity.text or folded[at : quantity.end]
        result.lexemes.append(Lexeme("VALUE", written, at, quantity.end, value))
        _note_folded(text, folded, at, quantity.end, result)
        return quantity.end
    end = word_end(text, at)
    if end > at:
        return _word(folded, at, end, result)
    if folded[at] == "." and result.lexemes and result.lexemes[-1].end == at:
        end = word_end(folded, at + 1)
        if end > at + 1 and result.lexemes[-1].type in ("RPAR", "MEMBER"):
            result.lexemes.append(
                Lexeme("MEMBER", unicodedata.normalize("NFC", folded[at + 1 : end]), at, end)
            )
            return end
    sign = _signs().match(folded, at)
    return _sign(text, folded, at, sign.end(), result) if sign else _strange(folded, at, result)


def _word(folded: str, at: int, end: int, result: Scan) -> int:
    word = folded[at:end]
    keyword = KEYWORDS.get(word) or (KEYWORDS.get(word.lower()) if word.isupper() else None)
    if keyword:
        result.lexemes.append(Lexeme(keyword, word.lower(), at, end))
        if word not in KEYWORDS:
            result.report(_read_as(word, word.lower(), at, end))
        return end
    if word in ("true", "false"):
        result.lexemes.append(Lexeme("VALUE", word, at, end, word == "true"))
        return end
    while end < len(folded) and folded[end] == ".":
        step = end + 2 if folded.startswith(".*", end) else word_end(folded, end + 1)
        if step <= end + 1:
            break
        end = step
    name = unicodedata.normalize("NFC", folded[at:end])
    # `start` is a reserved word and also a verb of triggers: with a bracket behind it, it is the verb.
    reserved = name in RESERVED and not (name == "start" and folded[end:].lstrip().startswith("("))
    result.lexemes.append(Lexeme("RESERVED" if reserved else "NAME", name, at, end))
    return end


def _sign(text: str, folded: str, at: int, end: int, result: Scan) -> int:
    written = folded[at:end]
    meant = SAME.get(written) or FOREIGN.get(written, written)
    if written in FOREIGN:
        result.report(
            Problem(
                rules.FORMULA_SYNTAX,
                "`{written}` is not used in formulas",
                at,
                end,
                {"written": text[at:end], "meant": meant},
                "write `{meant}`" if written != "=" else "to compare, write `{meant}`",
                Meant(text[at:end], _parted(text, at, end, meant), safe=True),
            )
        )
    elif written in SAME:
        result.report(_read_as(text[at:end], meant, at, end))
    else:
        _note_folded(text, folded, at, end, result)
    result.lexemes.append(Lexeme(SIGNS.get(meant) or KEYWORDS[meant], meant, at, end))
    return end


def _parted(text: str, at: int, end: int, meant: str) -> str:
    """Return a sign as it is to be written at `at`..`end`: a word like `and` has blanks around it."""
    if not meant.isalpha():
        return meant
    before = " " if at and not text[at - 1].isspace() else ""
    return before + meant + (" " if end < len(text) and not text[end].isspace() else "")


def _quoted(text: str, at: int, result: Scan) -> int:
    """Take a text in quotes; inside straight quotes a doubled quote stands for one."""
    opening = text[at]
    closing, end = QUOTES[opening], at + 1
    while end < len(text):
        if text[end] in closing:
            if opening in "\"'" and text.startswith(opening * 2, end):
                end += 1
            else:
                break
        end += 1
    if end >= len(text):
        result.report(
            Problem(
                rules.FORMULA_SYNTAX,
                "the text that starts here is not closed",
                at,
                len(text),
                {"quote": closing[0]},
                "put {quote} where the text ends",
            )
        )
        result.broken = True
        result.lexemes.append(Lexeme("VALUE", text[at + 1 :], at, len(text), text[at + 1 :]))
        return len(text)
    content = text[at + 1 : end]
    if opening in "\"'":
        content = content.replace(opening * 2, opening)
    content = unicodedata.normalize("NFC", content)
    if opening not in "\"'" or text[end] not in "\"'":
        straight = '"' if opening not in "‘’＇" else "'"
        result.report(_read_as(text[at : end + 1], f"{straight}{text[at + 1 : end]}{straight}", at, end + 1))
    result.lexemes.append(Lexeme("VALUE", content, at, end + 1, content))
    return end + 1


_STRANGE_HINTS: Final = {
    "?": "write `a if condition else b`",
    "^": "there are no powers: multiply, as in `x * x`",
    "{": "write the name alone, without braces",
    "}": "write the name alone, without braces",
    ":": "to choose between two values, write `a if condition else b`",
    ";": "a formula is one expression; between values of a list stands `,`",
    "%": "a percent sign follows a number, as in `20%`",
    ".": "write paths without blanks, as in `metrics.gmv`; each step starts with a letter",
    "_": "a name starts with a letter",
}


def _strange(folded: str, at: int, result: Scan) -> int:
    found = _STRANGE.match(folded, at)
    end = found.end() if found else at + 1
    result.report(
        Problem(
            rules.FORMULA_SYNTAX,
            "`{written}` has no meaning in a formula",
            at,
            end,
            {"written": shown(folded[at:end])},
            _STRANGE_HINTS.get(folded[at], 'take it out; a text stands in quotes, as in "dress"'),
        )
    )
    result.broken = True
    return end


def _note_folded(text: str, folded: str, at: int, end: int, result: Scan) -> None:
    if text[at:end] != folded[at:end] and not text[at:end].isspace():
        result.report(_read_as(text[at:end], folded[at:end], at, end))


def _read_as(written: str, meant: str, start: int, end: int) -> Problem:
    return Problem(
        rules.FORMULA_CHARACTERS,
        "`{written}` is read as `{meant}`",
        start,
        end,
        {"written": shown(written), "meant": shown(meant)},
        "write `{meant}`",
        Meant(written, meant, safe=True),
    )
