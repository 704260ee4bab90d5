"""Traps inside unquoted texts: full-width marks, commas in braces, a colon without its space."""

from __future__ import annotations

import re

from ecsc.source import rules
from ecsc.source.patch import Edit
from ecsc.source.plain import ENDS_WITH_NUMBER
from ecsc.source.segments import flow_value_end, line_value_end, matching_parenthesis, quote_edits
from ecsc.source.trap import Trap, line_bounds, shown

ASCII_MARKS = {
    "：": ": ", "，": ", ", "、": ", ", "｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]",
    "－": "- ", "＃": "# ", "“": '"', "”": '"', "＂": '"',
}  # fmt: skip
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "„": "“", "”": "”", "＂": "＂", "＇": "＇"}
STRAIGHT = {"“": '"', "”": '"', "„": '"', "＂": '"', "‘": "'", "＇": "'"}
"""The quotation mark of the keyboard for a typographic one."""

_GLUED = re.compile(r"([^\W\d][\w.\-]*)([:：])(?=[^\s/])|([^\W\d][\w.\-]*)(：)(?=\s|$)")
_GLUED_DATE = re.compile(r"([0-9]{4}(?:-[QHW]?[0-9]{1,2}){0,2})([:：])(?=[^\s/])")
"""A year, a period or a day as a name of a map: braces hold no time of day there."""

_WIDE_COMMA_PARTS = re.compile(r"[，、]")
_SHORT = re.compile(r"\s*[\w.%\-]{1,24}\s*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?[^,\]}\r\n]*")
_GROUPED_ITEM = re.compile(r"(?:,[0-9]{3}(?![0-9]))+[^,\[\]{}\r\n]*")
_BEFORE_GROUPED = re.compile(
    r"[\[,] *(?P<item>(?:[^,\[\]{}\r\n]*(?:[^\w,\[\]{}\r\n]|[^\W\d_a-zA-Z]))?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})*)),\Z"
)
_LAST_GROUPS = re.compile(r"(?:,[0-9]{3})+(?=[ ]*[,\]])")
LONGEST_ITEM = 300
"""So many characters before a number are looked at for where its item begins."""
_GROUPED_NUMBER = re.compile(r"[^\W\d_]{0,3} ?[-+¥$€£]{0,2}[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\s?\S{0,3}")
_CALL = re.compile(r"[^\W\d]\w*\([^()]*\)(?:\s*[-+*/<>=!]+[^,]*)?")
_PAIR = r"\s*[^\W\d][\w.\-]*\s*%s：%s\s*(?:%s“[^“”\"\r\n]*”%s|[^，：,:“”\"\r\n]*)，"
_WIDE_PAIR = re.compile(_PAIR % ("(?P<colon>", ")", "(?P<quoted>", ")"))
_WIDE_PAIRS = re.compile(rf"(?:{_PAIR % ('', '', '', '')})+\s*[^\W\d][\w.\-]*")
_WIDE_BRACKET = re.compile(r"[｛［].*[｝］]", re.DOTALL)
_WIDE_TEXT = re.compile(r"“[^“”]*”")
_WIDE_HASH = re.compile(r"\s＃")

WIDE_COMMENT = "if a comment begins at `＃`, write the `#` of the keyboard, with a blank before and behind it"
"""The hint on an unquoted value that is wrong, and in which a full-width `＃` follows a blank."""


def has_wide_comment(text: str) -> bool:
    """Return whether a value has a full-width `＃` in it that may have been meant to begin a comment."""
    return _WIDE_HASH.search(text) is not None


def mark_edits(text: str, start: int, end: int, marks: str) -> tuple[Edit, ...]:
    """Return the edits that turn each of the full-width `marks` in the range into its ASCII character.

    What stands between typographic quotation marks is a text, and its marks are its own.
    """
    edits = []
    spans = (match.span() for match in _WIDE_TEXT.finditer(text, start, end))
    inside = {at for begin, stop in spans for at in range(begin + 1, stop)}
    for at in range(start, end):
        char = text[at]
        if char in marks and at not in inside:
            ascii_mark = ASCII_MARKS[char]
            if ascii_mark.endswith(" ") and (text[at + 1 : at + 2] in (" ", "\n", "\r", "")):
                ascii_mark = ascii_mark[:-1]
            edits.append(Edit(at, at + 1, ascii_mark))
    return tuple(edits)


def wide_mark(text: str, edits: tuple[Edit, ...]) -> Trap:
    """Return the trap of full-width punctuation, found at the first of the edits."""
    first = edits[0]
    return Trap(
        rules.FULL_WIDTH_PUNCTUATION,
        "{mark} is full-width; YAML knows only {ascii}",
        first.start,
        first.end,
        params={"mark": text[first.start : first.end], "ascii": first.text.strip()},
        hint="write: {line}",
        edits=edits,
        offers=edits,
        safe=True,
    )


def whole_quotes(text: str) -> str | None:
    """Return what stands between quotation marks that enclose the whole text, else None.

    The first is a typographic one; the last closes it, or is the one of the keyboard.
    """
    close = _QUOTES.get(text[0])
    if close is None or len(text) < 2 or text[-1] not in (close, STRAIGHT.get(text[0])):
        return None
    inner = text[1:-1]
    return None if any(mark in inner for mark in (text[0], close, text[-1])) else inner


def full_width_flow(
    source: str, text: str, start: int, end: int, *, flow: bool, in_list: bool
) -> Trap | None:
    """Find full-width brackets around a value, commas between the items of a list, quotes over a comma."""
    if text.isascii():
        return None
    if _WIDE_BRACKET.fullmatch(text):
        return wide_mark(source, mark_edits(source, start, end, "｛｝［］：，、"))
    if not flow:
        return None
    close = _QUOTES.get(text[0])
    if close is not None and close not in text:
        stop = _quote_end(source, start, end)
        if stop > 0 and '"' not in source[start:stop]:
            edits = (Edit(start, start + 1, '"'), Edit(stop, stop + 1, '"'))
            return wide_mark(source, edits)
    if in_list and _WIDE_COMMA_PARTS.search(text):
        alone = source[start - 1 : start] == "[" and source[end : end + 1] == "]"
        if alone or all(_SHORT.fullmatch(part) for part in _WIDE_COMMA_PARTS.split(text)):
            return wide_mark(source, mark_edits(source, start, end, "，、"))
    return None


def _quote_end(source: str, start: int, end: int) -> int:
    """Return where the mark stands, from `end` on its line, that closes the typographic one at `start`, or -1.

    The one of the keyboard closes it too, where the value ends behind it.
    """
    close, straight = _QUOTES[source[start]], STRAIGHT.get(source[start])
    line_end = line_bounds(source, start)[1]
    stop = source.find(close, end, line_end)
    mixed = re.compile(rf"{straight}(?=\s*[,\]}}])").search(source, end, stop if stop > 0 else line_end)
    return mixed.start() if straight and mixed else stop


def wide_pairs(source: str, start: int, end: int) -> Trap | None:
    """Find `name：A，owner` where a name inside braces is due: pairs before it with full-width marks."""
    if not _WIDE_PAIRS.fullmatch(source, start, end):
        return None
    places = [place for pair in _WIDE_PAIR.finditer(source, start, end) for place in _marks_of(pair)]
    return wide_mark(
        source, tuple(edit for at in places for edit in mark_edits(source, at, at + 1, "：，“”"))
    )


def _marks_of(pair: re.Match[str]) -> list[int]:
    """Return where the colon, the quotation marks and the comma of one pair stand."""
    quotes = [pair.start("quoted"), pair.end("quoted") - 1] if pair["quoted"] else []
    return [pair.start("colon"), *quotes, pair.end() - 1]


def comma_trap(source: str, start: int, end: int, made: str, *, damaged: bool) -> Trap:
    """Return the trap of a text with a comma inside brackets that has no quotation marks.

    What can only be one value, a number or a call, is safe to quote.
    """
    edits = quote_edits(source, start, end)
    text = source[start:end]
    return Trap(
        rules.COMMA_IN_BRACES,
        "inside brackets a comma ends the value: YAML made {made} of {text}",
        start,
        end,
        params={"text": shown(text), "made": shown(made)},
        hint="put it in quotation marks: {line}",
        edits=edits,
        offers=edits,
        safe=_GROUPED_NUMBER.fullmatch(text) is not None or _CALL.fullmatch(text) is not None,
        damaged=damaged,
    )


def comma_item(source: str, text: str, start: int, *, in_list: bool) -> Trap | None:
    """Find a call (`max(a, b)`) or a number with commas (`1,000`) that a list or map cut in pieces."""
    if in_list and ENDS_WITH_NUMBER.search(text) and source.startswith(text, start):
        end = start + len(text)
        cut = _LAST_GROUPS.match(source, end)
        return comma_trap(source, start, cut.end(), text, damaged=False) if cut else None
    if text.count("(") > text.count(")"):
        close = matching_parenthesis(source, start)
        if close < 0 or "," not in source[start:close]:
            return None
        end = flow_value_end(source, close)
        return comma_trap(source, start, max(end, close), text, damaged=False)
    if re.fullmatch(r"0[0-9]{2}", text):
        before = re.search(r"[\[{:,\s]([0-9]{1,3}(?:,[0-9]{3})*),\Z", source[max(0, start - 30) : start])
        if before:
            first = start - len(before[0]) + 1
            number = _GROUPED.match(source, first)
            end = number.end() if number else start + len(text)
            return comma_trap(source, first, end, before[1].split(",", 1)[0], damaged=True)
    if re.match(r"[0-9]{3}[^0-9]", text) and source[start - 1 : start] == ",":
        return _text_around_number(source, start)
    return None


def _text_around_number(source: str, start: int) -> Trap | None:
    """Find an item such as `sow 3,500 m²` that a list cut inside its number; `start` is behind the first comma.

    Beside the number there must be a word: `[1,200]` and `[a1,200]` are two items each.
    """
    lowest = max(line_bounds(source, start)[0], start - LONGEST_ITEM)
    before = _BEFORE_GROUPED.search(source, lowest, start)
    item = _GROUPED_ITEM.match(source, before.end("item") if before is not None else start)
    if before is None or item is None or before["item"][:1] in "\"'" or before["digits"] == "0":
        return None
    first = before.start("item")
    return comma_trap(
        source, first, first + len(source[first : item.end()].rstrip()), before["item"], damaged=False
    )


def braces_run(source: str, key: str, start: int, end: int, previous: int) -> Trap:
    """Judge a name that stands alone inside braces: no space after its colon, or a comma in a text."""
    glued = _GLUED.match(source, start, end) or _GLUED_DATE.match(source, start, end)
    if glued:
        wide = [at for at in range(start, end) if source[at] in "：，、"]
        if wide:
            return wide_mark(source, mark_edits(source, start, end, "：，、"))
        return missing_space(source, start, glued.end(2), flow_value_end(source, start))
    if previous >= 0:
        stop = max(flow_value_end(source, previous, commas=True), end)
        made = source[previous:start].rstrip().rstrip(",")
        number = re.fullmatch(r"[-+]?[0-9,. ]+\S{0,3}", source[previous:stop]) is not None
        return comma_trap(source, previous, stop, made, damaged=number)
    return Trap(
        rules.COMMA_IN_BRACES,
        "{name} stands inside braces without a value",
        start,
        end,
        params={"name": key},
        hint="inside {{ }} write name: value; a list stands in [ ]",
    )


def missing_space(source: str, start: int, after_colon: int, end: int) -> Trap:
    """Return the trap of a colon that no space follows: `after_colon` is behind it, `end` behind the pair."""
    edits = (Edit(after_colon, after_colon, " "),)
    return Trap(
        rules.SPACE_AFTER_COLON,
        "a space is missing after the colon, so YAML takes {text} for a text",
        start,
        max(after_colon, start + 1),
        params={"text": shown(source[start:end])},
        hint="write: {line}",
        edits=edits,
        offers=edits,
        safe=True,
    )


def glued_key(source: str, start: int, end: int, *, shallow: bool) -> Trap | None:
    """Find `name:value` or `name：value` on a line of its own, where a map of names is due."""
    line_start, _ = line_bounds(source, start)
    if source[line_start:start].strip(" -"):
        return None
    glued = _GLUED.match(source, start, end)
    if glued is None:
        return None
    name = glued[1] or glued[3]
    if not (shallow or name.isascii()):
        return None
    if "：" in glued[0]:
        return wide_mark(source, mark_edits(source, glued.end() - 1, glued.end(), "："))
    return missing_space(source, start, glued.end(2), line_value_end(source, start))
