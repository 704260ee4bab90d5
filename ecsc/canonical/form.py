"""Bytes → bytes in canonical layout, after proof that they read the same."""

from __future__ import annotations

import codecs
from collections import Counter

from msgspec import Struct

from ecsc.canonical.layout import laid_out
from ecsc.canonical.reading import OutOfReachError, read
from ecsc.canonical.remarks import comments_in
from ecsc.diagnostics import Finding, Severity
from ecsc.source import Document, read_document
from ecsc.source.marks import NoMarksError, marks_of
from ecsc.source.rules import EMPTY_FILE, LOOKS_LIKE_GBK, UTF16
from ecsc.source.shape.explain import is_foreign
from ecsc.source.text import LINE_BREAK, SourceText


class Formed(Struct, frozen=True):
    """A file in canonical layout: its `content`, which is the old one where it is left as it is.

    `left` says why it is: the finding that stands in the way, with the text it points into as `source`. `odd`
    tells that another layout would not read the same, `foreign` that no section of the file is ours.
    """

    content: bytes
    left: Finding | None = None
    source: SourceText | None = None
    odd: bool = False
    foreign: bool = False


def formed(file: str, raw: bytes) -> Formed:
    """Return the bytes of `file` in canonical layout, in UTF-8 without a mark.

    Line ends are those of most lines, CRLF or LF. A file with an error of reading or in another encoding is
    left as it is, and so is one that would read differently afterwards.
    """
    document, findings = read_document(file, raw)
    if (wrong := _in_the_way(findings)) is not None:
        return Formed(raw, wrong, document.source)
    text = document.source.text
    if raw.removeprefix(codecs.BOM_UTF8) != text.encode("utf-8", "surrogatepass"):
        foreign = next((one for one in findings if one.rule in (LOOKS_LIKE_GBK, UTF16)), None)
        return Formed(raw, foreign, document.source, odd=foreign is None)
    plain = LINE_BREAK.sub("\n", text)
    try:
        marks = marks_of(plain)
        comments = comments_in(plain, marks)
        lines = laid_out(read(plain, marks))
    except (NoMarksError, OutOfReachError):
        return Formed(raw, odd=True)
    ending = "\r\n" if 2 * text.count("\r\n") > len(LINE_BREAK.findall(text)) else "\n"
    content = "".join(line + ending for line in lines).encode()
    if content == raw:
        return Formed(raw)
    again, said = read_document(file, content)
    if not _same(document, again) or _kinds(said) != _kinds(findings):
        return Formed(raw, odd=True)
    written = "".join(line + "\n" for line in lines)
    if comments_in(written, marks_of(written)) != comments:
        return Formed(raw, odd=True)
    return Formed(content, foreign=is_foreign(document.data))


def _in_the_way(findings: tuple[Finding, ...]) -> Finding | None:
    """Return the first finding about a text that is not read as it stands."""
    for finding in findings:
        if finding.level is Severity.ERROR and finding.rule is not EMPTY_FILE:
            return finding
    return None


def _same(one: Document, other: Document) -> bool:
    """Return whether two documents hold the same, in the same order and of the same types."""
    return repr(one.data) == repr(other.data) and one.damaged == other.damaged


def _kinds(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(finding.rule.code for finding in findings)
