"""Bytes → text: which encoding, and whether it is a text of ours at all."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from ecsc.diagnostics import Finding
from ecsc.messages import Phrase
from ecsc.source import rules
from ecsc.source.text import SourceText

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", Phrase("an Excel workbook or another zip file")),
    (b"PK\x05\x06", Phrase("a zip file")),
    (b"\xd0\xcf\x11\xe0", Phrase("an old Excel or Word file")),
    (b"%PDF", Phrase("a PDF")),
    (b"{\\rtf", Phrase("a Word document (RTF)")),
    (b"\x89PNG", Phrase("a picture")),
    (b"\xff\xd8\xff", Phrase("a picture")),
    (b"GIF8", Phrase("a picture")),
    (b"\x1f\x8b", Phrase("a compressed file")),
    (b"SQLite format", Phrase("a database")),
    (b"\x7fELF", Phrase("a program")),
    (b"MZ\x90", Phrase("a program")),
)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|table|script|\?xml|meta|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


class Decoded(Struct, frozen=True):
    """A decoded file and what was said about it; `readable` is False when there is nothing to parse."""

    source: SourceText
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def decode(file: str, raw: bytes) -> Decoded:
    """Return the text of a file: UTF-8, with or without a mark; else UTF-16 or GB18030, with a warning."""
    foreign = _foreign(raw)
    if foreign:
        source = SourceText(file, "")
        finding = Finding(
            rules.OTHER_FORMAT,
            "this file looks like {what}, not like text",
            source.span(0, 0),
            params={"what": foreign, "file": file},
            hint="export it as a UTF-8 text file, and give that here",
        )
        return Decoded(source, (finding,), readable=False)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(file, raw, error.start, cut_off=error.reason == "unexpected end of data")
    if "\0" in text and (encoding := sixteen(raw)):
        return _utf16(file, raw, encoding, "UTF-16")
    return Decoded(SourceText(file, text))


def _foreign(raw: bytes) -> str | None:
    head = raw[:1024].removeprefix(codecs.BOM_UTF8)
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    return Phrase("a web page (HTML)") if _PAGE.match(head) else None


def sixteen(raw: bytes) -> str | None:
    """Return the encoding of a text in UTF-16 without a mark: every other byte of its ASCII is zero. Else None."""
    head = raw[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 8 and even > 8 * odd else None


def _not_utf8(file: str, raw: bytes, first_bad: int, *, cut_off: bool) -> Decoded:
    for mark, encoding, name in _MARKS:
        if raw.startswith(mark):
            return _utf16(file, raw[len(mark) :], encoding, name)
    if encoding16 := sixteen(raw):
        return _utf16(file, raw, encoding16, "UTF-16")
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = "" if cut_off else body.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    before = len(raw[:first_bad].decode("utf-8-sig", "replace"))
    if text and _plausible_chinese(text):
        start = len(body[: first_bad - (len(raw) - len(body))].decode("gb18030", "ignore"))
        source = SourceText(file, text)
        finding = Finding(
            rules.LOOKS_LIKE_GBK,
            "looks like GBK, save it as UTF-8 (line {line})",
            source.span(start, start + 1),
            params={"line": source.line_column(start)[0]},
            hint="in the editor choose: save with encoding, UTF-8",
        )
        return Decoded(source, (finding,))
    source = SourceText(file, body.decode("utf-8", "replace"))
    finding = Finding(
        rules.NOT_UTF8,
        "the characters of this file are damaged or in an unknown encoding, from line {line} on",
        source.span(before, before + 1),
        params={"line": source.line_column(before)[0]},
        hint="in the editor choose: save with encoding, UTF-8",
    )
    return Decoded(source, (finding,))


def _utf16(file: str, raw: bytes, encoding: str, name: str) -> Decoded:
    source = SourceText(file, raw.decode(encoding, "replace").removeprefix("\ufeff"))
    finding = Finding(
        rules.UTF16,
        "this file is saved as {encoding} (called Unicode in some editors)",
        source.span(0, 0),
        params={"encoding": name},
        hint="in the editor choose: save with encoding, UTF-8",
    )
    return Decoded(source, (finding,))


def _plausible_chinese(text: str) -> bool:
    """Return whether nearly all that is not ASCII belongs to GB 2312, the characters in daily use."""
    foreign = [char for char in text[:200_000] if char > "\x7f"]
    if not foreign:
        return False
    common = len("".join(foreign).encode("gb2312", "ignore")) // 2
    return common >= 0.9 * len(foreign)
