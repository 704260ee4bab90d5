"""XML elements as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from ecsc.messages import one_line


def element(name: str, value: str | int) -> str:
    """Return an element with a value; text is on one line, and has no character that XML forbids."""
    text = str(value) if isinstance(value, int) else re.sub("[\ufffe\uffff]", "", one_line(value))
    return f"<{name}>{escape(text)}</{name}>"


def inside(name: str, elements: Iterable[str]) -> str:
    """Return an element with others inside, a line each."""
    return "\n".join((f"<{name}>", *elements, f"</{name}>"))
