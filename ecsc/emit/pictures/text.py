"""Text for pictures: made legal for XML, measured in pixels, shortened where it does not fit."""

from __future__ import annotations

import re

from ecsc.messages import isolated, settled

ELLIPSIS = "…"

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_ABOVE = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_ABOVE}{{4}}){_ABOVE}+")
"""Accents on accents: no script piles up more than a few, and a pile reaches into the lines above and below."""

_SPACES = re.compile(r"\s+")
_NARROW = frozenset("ijlI.,:;'|!()[]{}/\\ftr-`\"· ")
_BROAD = frozenset("mwMW@%—…")
_SIGNS = frozenset("<>+=~^#&")
_BOLD = 1.12
_JOINER = "\u200d"


def clean(text: str) -> str:
    """Return `text` on one line, without what XML 1.0 forbids (production Char) and without C1 controls.

    Marks that turn the reading direction go too, for they could turn the words beside them around; isolates that
    end (`isolated`) stay. Of accents piled on one letter four stay.
    """
    if not text.isascii():
        text = _PILED.sub(r"\1", settled(text))
    return _SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip()


def escape(text: str) -> str:
    """Return cleaned `text` for XML character data and quoted attributes that are read, in its own direction."""
    return _escaped(isolated(clean(text)))


def verbatim(text: str) -> str:
    """Return cleaned `text` for attributes that are compared: what `escape` returns, without marks of direction."""
    return _escaped(clean(text))


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def _em(char: str) -> float:
    """Return the advance of one character in ems, on the generous side of the usual sans-serif fonts."""
    if char < "\x7f":
        if char in _NARROW:
            return 0.36
        if char in _BROAD:
            return 1.0
        return 0.84 if char in _SIGNS else 0.74 if char.isupper() else 0.63
    from wcwidth import wcwidth

    cells = wcwidth(char)
    if cells <= 0:
        return 0.0
    if ord(char) >= 0x1F000:
        return 1.4
    if cells == 2 or char in _BROAD:
        return 1.0
    return 0.36 if char in _NARROW else 0.66


def _advance(char: str, size: float, bold: bool) -> float:
    """Return the advance of one character in pixels; ideographs are as wide in bold as in regular."""
    return _em(char) * size * (_BOLD if bold and char < "\u1100" else 1.0)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the estimated width of cleaned `text` in pixels at font size `size`."""
    return sum(_advance(char, size, bold) for char in text)


def shorten(text: str, size: float, limit: float, *, bold: bool = False) -> str:
    """Return cleaned `text`, cut with an ellipsis where it is wider than `limit` pixels.

    A character is never parted from its accents, nor a joined emoji from its rest.
    """
    text = clean(text)
    room = limit - _advance(ELLIPSIS, size, bold)
    used = 0.0
    cut = 0
    for index, char in enumerate(text):
        advance = _advance(char, size, bold)
        if advance > 0 and text[index - 1 : index] != _JOINER and used <= room:
            cut = index
        used += advance
        if used > limit + 0.01:  # a column is often exactly as wide as its longest text
            return text[:cut].rstrip() + ELLIPSIS
    return text
