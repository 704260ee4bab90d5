"""Labels and ids that Mermaid's Gantt grammar takes for nothing but text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNSEEN = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
    "|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"\s+")

# The grammar ends a label at ":", older versions also at "#" and ";". The preprocessor rewrites tags, so "<",
# ">", "&" and quotes go too. Backslash and braces take part in directives and in wrapped descriptions, and
# "ﬂ°" with "¶ß" is how Mermaid itself writes a code while it parses.
_ACTIVE = re.compile("[:;#<>&\"'`\\\\{}|ﬂ¶]")
_PERCENT = re.compile("(?<=%)%|%(?=%)|^%|(?<=^.)%")

# What the grammar reads as a statement or a date of its own at the start of a line, in any case of letters.
# JavaScript's word boundary knows ASCII only, so a keyword ends before a Chinese letter too.
_STATEMENT = re.compile(
    r"(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|todaymarker"
    r"|weekday|weekend|title|acctitle|accdescr|accdescription|section|click|call|href|\d{4}-\d\d-\d\d)"
    r"(?![0-9A-Za-z_])",
    re.IGNORECASE,
)
# Names of sections become keys of a JavaScript object, where numbers come first and this one is lost.
_KEY = re.compile(r"\d+|__proto__")

_JOINER = "\u200d"


def line(text: str, fallback: str = "", cells: int = 100) -> str:
    """Return `text` for the rest of a line after a keyword; `fallback`, then a dash, where it is empty."""
    shown = shorten(clean(text) or clean(fallback) or "–", cells)
    coded = _ACTIVE.sub(lambda match: _code(match[0]), shown)
    return _PERCENT.sub(_code("%"), coded)


def label(text: str, fallback: str) -> str:
    """Return `text` as the label of a row, which stands at the start of its line."""
    coded = line(text, fallback, 64)
    return _code(coded[0]) + coded[1:] if _STATEMENT.match(coded) else coded


def heading(text: str, fallback: str) -> str:
    """Return `text` as the name of a section."""
    coded = line(text, fallback, 36)
    return _code(coded[0]) + coded[1:] if _KEY.fullmatch(coded) else coded


def shorten(text: str, cells: int) -> str:
    """Return `text` cut with an ellipsis to at most `cells` columns, never inside a joined character."""
    used = cut = 0
    for index, char in enumerate(text):
        advance = cell_width(char)
        if advance > 0 and text[index - 1 : index] != _JOINER and used < cells:
            cut = index
        used += advance
        if used > cells:
            return text[:cut].rstrip() + "…"
    return text


def cell_width(text: str) -> int:
    """Return the display width of `text` in columns, 2 for a wide character."""
    from wcwidth import wcwidth

    return sum(max(wcwidth(char), 0) for char in text)


def clean(text: str) -> str:
    """Return `text` on one line without control characters and marks that turn the direction."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def _code(char: str) -> str:
    """Return a character as Mermaid's entity code, which it turns back when it draws."""
    return f"#{ord(char)};"


def comment(text: str) -> str:
    """Return a comment line; a brace right after the signs would make it a directive."""
    return "%% " + clean(text).replace("%%", "% %").replace("{", "(").replace("}", ")")


def safe_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return an id for each id that is no tag of the grammar, made of letters, digits and `_`, and unique."""
    safe: dict[str, str] = {}
    taken: set[str] = set()
    for given in ids:
        base = "t_" + re.sub(r"\W", "_", given)
        name, count = base, 1
        while name in taken:
            count += 1
            name = f"{base}_{count}"
        taken.add(name)
        safe[given] = name
    return safe
