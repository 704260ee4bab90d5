"""Comments that set findings aside: `# ecsc: ignore[ECS501] reason`, where they hold, and which are malformed.

What is a comment is asked of the places that the parser gave: a `#` inside a key, a quoted text or a block text
is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from ecsc.diagnostics import Finding, Span
from ecsc.source.document import Document
from ecsc.source.rules_comments import MALFORMED_IGNORE
from ecsc.source.text import SourceText
from ecsc.source.trap import line_bounds, shown

_MARK = re.compile(r"#[ \t]*ecsc[ \t]*[:：]", re.IGNORECASE)
_IGNORE = re.compile(
    r"[ \t]*(?P<kind>ignore(?:-file)?)[ \t]*[\[［【](?P<names>[^\]］】]*)[\]］】](?P<reason>.*)",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"[ \t]*(?P<word>(?:ignor|disabl|suppress|noqa|skip|waive)[\w-]*|忽略|屏蔽|[^\W\d][\w-]*(?=[ \t]*[\[［【]))",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\s,，、;；]+")
_OPENS = re.compile(r"[ \t]*[\[［【][^\]］】]*$")
_BELOW_KEY = re.compile(r":[ \t]*(?:[&!]\S+[ \t]*)*(?:#.*)?$")
_BEFORE = " \t,[]{}\"'"
_AROUND_REASON = " \t-–—:：,，"


class Named(Struct, frozen=True):
    """A rule as a comment names it, and where."""

    word: str
    at: Span


class Comment(Struct, frozen=True):
    """One comment that sets findings aside, of a whole file or of one line.

    `line` is the one it holds for, 0 where it stands on a line of its own and none follows. `names_at` is what stands
    in its brackets, `removal` what goes with it.
    """

    kind: Literal["line", "file"]
    line: int
    names: tuple[Named, ...]
    reason: str
    at: Span
    names_at: Span
    removal: Span


class Commented(Struct, frozen=True):
    """A file with comments that set findings aside. `malformed` are findings of those that do not say what they do.

    `_keys` and `_texts` are the ranges of the keys, and of the texts over several lines.
    """

    source: SourceText
    comments: tuple[Comment, ...]
    malformed: tuple[Finding, ...]
    _keys: frozenset[tuple[int, int]]
    _texts: tuple[tuple[int, int], ...]

    def lines_of(self, span: Span) -> frozenset[int]:
        """Return the lines on which a comment is about what stands at `span`.

        That is its first line. Of a place inside a text over several lines, where no comment can stand, it is also
        the line where the text begins; of a value that begins below its key, also the key's line.
        """
        lines = {span.line}
        start = span.start
        at = bisect_right(self._texts, (start, len(self.source.text) + 1)) - 1
        if at >= 0 and self._texts[at][0] < start < self._texts[at][1]:
            start = self._texts[at][0]
            lines.add(self.source.line_column(start)[0])
        line = self.source.line_column(start)[0]
        if (span.start, span.end) in self._keys or self.source.text[
            self.source.line_start(line) : start
        ].strip():
            return frozenset(lines)
        above = line - 1
        while above > 0 and _is_silent(self.source.line_text(above)):
            above -= 1
        if above > 0 and _BELOW_KEY.search(self.source.line_text(above)):
            lines.add(above)
        return frozenset(lines)


def comments_of(document: Document) -> Commented | None:
    """Return the comments of a file that set findings aside; None for a file, as most are, that has none."""
    text = document.source.text
    marks = [found.start() for found in _MARK.finditer(text)]
    if not marks:
        return None
    scalars = sorted(document.scalars())
    starts = [start for start, _, _ in scalars]
    ends = [end for _, end, _ in scalars]

    def is_text(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at] and not _in_head(text, starts[at], offset)

    reader = _Reader(document.source)
    for number, start in enumerate(marks):
        _, line_end = line_bounds(text, start)
        end = min([line_end, *marks[number + 1 : number + 2]])
        before = text[line_bounds(text, start)[0] : start]
        first = start - len(before.lstrip()) if before.strip() else start
        own = text[first] == "#" and not is_text(first)
        if not is_text(start) and (own or before[-1:] in _BEFORE or "#" in before):
            reader.read(start, end, own=own)
    if not reader.comments and not reader.malformed:
        return None
    return Commented(
        document.source,
        tuple(reader.comments),
        tuple(reader.malformed),
        frozenset((start, end) for start, end, is_key in scalars if is_key),
        tuple(
            (start, end) for start, end, _ in scalars if "\n" in text[start:end] or "\r" in text[start:end]
        ),
    )


def _in_head(text: str, start: int, offset: int) -> bool:
    """Return whether `offset` is in the first line of a block text, behind its `|` or `>`: a comment may be there."""
    return text[start] in "|>" and offset < line_bounds(text, start)[1]


def _is_silent(line: str) -> bool:
    content = line.strip()
    return not content or content.startswith("#") or content == "---"


class _Reader:
    """Turns what looks like a comment for ecsc into comments, and into findings where that fails."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.comments: list[Comment] = []
        self.malformed: list[Finding] = []
        self._below = 0

    def read(self, start: int, end: int, *, own: bool) -> None:
        """Read the comment in the range, which has a line of its `own` or stands behind something."""
        text = self.source.text
        mark = _MARK.match(text, start)
        if mark is None:
            return
        found = _IGNORE.fullmatch(text, mark.end(), end)
        if found is None:
            self._refuse(start, mark.end(), end)
            return
        names = tuple(
            Named(name[0], self.source.span(name.start(), name.end()))
            for name in _NAME.finditer(text, found.start("names"), found.end("names"))
        )
        at = self.source.span(start, start + len(text[start:end].rstrip()))
        whole = found["kind"].lower() == "ignore-file"
        if not names:
            self._tell(
                at, "this comment names no rule, so it sets nothing aside", {"kind": found["kind"].lower()}
            )
        elif whole and not own:
            self._say(
                at,
                "`ignore-file` stands behind something",
                {},
                "give it a line of its own: it is about the whole file",
            )
        else:
            self.comments.append(
                Comment(
                    "file" if whole else "line",
                    0 if whole else self._line(at.line, own=own),
                    names,
                    found["reason"].strip(_AROUND_REASON),
                    at,
                    self.source.span(found.start("names"), found.end("names")),
                    self._removal(start, end, own=own),
                )
            )

    def _line(self, line: int, *, own: bool) -> int:
        if not own:
            return line
        if line >= self._below:  # else the comment before this one has looked already
            numbers = range(line + 1, self.source.line_count + 1)
            said = (number for number in numbers if not _is_silent(self.source.line_text(number)))
            self._below = next(said, self.source.line_count + 1)
        return self._below if self._below <= self.source.line_count else 0

    def _removal(self, start: int, end: int, *, own: bool) -> Span:
        """Return the comment with the blanks before it; with its line where nothing else stands there."""
        text = self.source.text
        first, last = line_bounds(text, start)
        if own and end == last and not text[first:start].strip():
            last += 2 if text[last : last + 2] == "\r\n" else 1
            return self.source.span(first, last)
        return self.source.span(first + len(text[first:start].rstrip()), end)

    def _refuse(self, start: int, after: int, end: int) -> None:
        """Tell of a comment that was meant for ecsc and is not as it should be; any other is no matter of ecsc's."""
        text = self.source.text
        meant = _MEANT.match(text, after, end)
        if meant is None:
            return
        at = self.source.span(start, start + len(text[start:end].rstrip()))
        word = meant["word"]
        if word.lower() not in ("ignore", "ignore-file"):
            self._tell(
                at, "comments for ecsc say `ignore` or `ignore-file`, not `{word}`", {"word": shown(word)}
            )
        elif _OPENS.fullmatch(text, meant.end(), end):
            self._tell(at, "the bracket of this comment is not closed, so it sets nothing aside", {})
        else:
            self._tell(
                at, "this comment names no rule in brackets, so it sets nothing aside", {"kind": word.lower()}
            )

    def _tell(self, at: Span, message: str, params: dict[str, object]) -> None:
        self._say(at, message, {"kind": "ignore", **params}, "write `# ecsc: {kind}[CODE] reason`, as ECS501")

    def _say(self, at: Span, message: str, params: dict[str, object], hint: str) -> None:
        self.malformed.append(Finding(MALFORMED_IGNORE, message, at, params, hint=hint))


def all_comments(documents: Iterable[Document]) -> tuple[Commented, ...]:
    """Return the files among `documents` that have such comments."""
    return tuple(found for one in documents if (found := comments_of(one)) is not None)
