"""User text made safe for the medium it goes into: one line, Markdown, CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Patterns are compiled by their first use, not by the import: most commands print no Markdown.
_BREAKS = r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+ *"
# The other control characters, and those that turn the direction of what follows them: a name must not be
# able to reverse the rest of its line. Right-to-left letters need none of these.
_UNSEEN = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"

_TURNING = r"[\u200e\u200f\u202a-\u202e\u2066\u2067]"
_LEFTWARDS = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
# Hebrew, Arabic, Syriac, Thaana, N'Ko and the other scripts that run from right to left (UAX 9, classes R and AL).

_MARKS = r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])|<|&(?=#?\w{1,32};)|(?<=\s)#(?=#*$)"
_OPENERS = r"(?:#{1,6}|[-+]|-[-\s]+|=+|>.*|\d{1,9}[.)])(?=\s|$)"
_ENTITIES = {"<": "&lt;", "&": "&amp;"}

# Excel, WPS, LibreOffice and Sheets take a cell that starts so for a formula; the East Asian editions also
# take the full-width signs (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()


def one_line(text: str) -> str:
    """Return `text` on one line: breaks and tabs become a blank, control and bidi-override characters go."""
    if text.isprintable():  # so nearly every text: neither a break nor a character without a look
        return text.strip()
    return re.sub(_UNSEEN, "", re.sub(_BREAKS, " ", text)).strip()


def shortened(text: str, limit: int = 60) -> str:
    """Return `text` on one line, cut with an ellipsis to at most `limit` code points."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def isolated(text: str) -> str:
    """Return `text` so that it stands in a sentence of the other direction without turning what is beside it.

    Text with letters that run from right to left is put between U+2068 and U+2069, which take the direction of
    the text between them (Unicode Bidirectional Algorithm, 3.1 and P2); any other text comes back as it is.
    """
    if text.isascii() or re.search(_LEFTWARDS, text) is None:
        return text
    return f"\u2068{settled(text)}\u2069"


def settled(text: str) -> str:
    """Return `text` without characters that turn the direction of what follows it; isolates that end stay."""
    if text.isascii():
        return text
    text = re.sub(_TURNING, "", text)
    depth = 0
    for mark in re.findall("[\u2068\u2069]", text):
        depth += 1 if mark == "\u2068" else -1
        if depth < 0:
            break
    return re.sub("[\u2068\u2069]", "", text) if depth else text


def markdown(text: str) -> Markdown:
    """Return `text` as one line of Markdown (CommonMark and GFM) that prints as it is.

    `Markdown` comes back as it went in. The line can stand at the start of a line, in a table cell and
    inside emphasis. Web addresses are left to the reader's Markdown, which may make them clickable.
    """
    if isinstance(text, Markdown):
        return text
    line = re.sub(_MARKS, lambda mark: _ENTITIES.get(mark[0], "\\" + mark[0]), one_line(text))
    if (opener := re.match(_OPENERS, line)) is None:
        return Markdown(line)
    number = opener[0].rstrip(".)") if opener[0][0].isdigit() else ""
    return Markdown(f"{number}\\{line[len(number) :]}")


def code(text: str) -> Markdown:
    """Return `text` as Markdown code on one line (CommonMark 6.1), not for table cells."""
    line = one_line(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    gap = " " if line.startswith("`") or line.endswith("`") else ""
    return Markdown(f"{fence}{gap}{line}{gap}{fence}")


def csv_file(rows: Iterable[Sequence[str | int | tuple[str, ...] | None]], *, bom: bool = True) -> bytes:
    """Return rows as CSV for spreadsheets: UTF-8 with BOM, CRLF (RFC 4180), no cell that is a formula.

    Text goes on one line and starts with an apostrophe where a program would compute it; a plain number
    (an `int`, or text such as `-2.5`) stays a number. A tuple is the lines of one cell. Excel needs the `bom` to
    know the encoding; importers of other tools take it for a part of the first name.
    """
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return (b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode()


_NUMBER = r"\s*-?[0-9]+(?:\.[0-9]+)?%?\s*"


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would compute `text`, if it were typed into a cell; a number is none."""
    return text.startswith(_FORMULA) and not re.fullmatch(_NUMBER, text)


def _cell(value: str | int | tuple[str, ...] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        line = value = "\n".join(filter(None, map(one_line, value)))
    else:
        line = one_line(value)
    return "'" + line if is_formula(value) or is_formula(line) else line
