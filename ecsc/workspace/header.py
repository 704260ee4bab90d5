"""Whether a file opens a strategy, told from its bytes without reading its YAML."""

from __future__ import annotations

import re

# A `strategy` key, quoted or not. In capitals, as 策略 (in UTF-8 or GBK) or with a full-width colon it also
# counts: the author meant a header, and the reader of the file says what is wrong with it.
_KEY = (
    rb"[\"']?(?i:strategy|\xe7\xad\x96\xe7\x95\xa5|\xb2\xdf\xc2\xd4)[\"']?[ \t]*(?::|\xef\xbc\x9a|\xa3\xba)"
)
_MARK = re.compile(rb"(?:\A|[\r\n])[\"']?(?i:ecsc)[\"']?[ \t]*(?::|\xef\xbc\x9a|\xa3\xba)")
_AT_EDGE = re.compile(rb"(?:\A|[\r\n])" + _KEY)
_INDENTED = re.compile(rb"(?:\A|[\r\n])([ \t]+)" + _KEY)
_IN_BRACES = re.compile(rb"[{,\s]" + _KEY)
_LEADING = re.compile(rb"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)|---[ \t]*(?:\r\n?|\n)|%[^\r\n]*(?:\r\n?|\n))*")
_BOM = b"\xef\xbb\xbf"
_BOMS_16 = (b"\xff\xfe", b"\xfe\xff")


def is_blank(content: bytes) -> bool:
    """Return whether `content` holds nothing but blanks, comments and a document's start."""
    content = _in_ascii(content)
    body = _LEADING.match(content)
    last = content[body.end() if body else 0 :].lstrip(b" \t")
    return not last or last.startswith(b"#") or last.rstrip() == b"---"


def has_header(content: bytes) -> bool:
    """Return whether `content` has the key `strategy` at its top level, as far as bytes can tell.

    A file in which every line is indented, one in braces (JSON) and one in UTF-16 are understood too.
    """
    content = _in_ascii(content)
    if _AT_EDGE.search(content):
        return True
    body = _LEADING.match(content)
    start = body.end() if body else 0
    first = content[start : start + 200].lstrip(b" \t")
    if first.startswith(b"{"):
        return _IN_BRACES.search(content, start) is not None
    indent = content[start : len(content) - len(content[start:].lstrip(b" \t"))]
    return bool(indent) and any(
        found[1] == indent for found in _INDENTED.finditer(content, max(0, start - 1))
    )


def has_mark(content: bytes) -> bool:
    """Return whether a line of `content` opens with the key `ecsc`, so that the file is meant for this program."""
    return _MARK.search(_in_ascii(content)) is not None


def _in_ascii(content: bytes) -> bytes:
    """Return `content` in an encoding of which ASCII is a part, without a byte-order mark."""
    if content.startswith(_BOMS_16):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    elif b"\0" in content:
        from ecsc.source.decode import sixteen

        content = content.decode(sixteen(content) or "utf-8", "replace").encode("utf-8", "replace")
    return content.removeprefix(_BOM)
