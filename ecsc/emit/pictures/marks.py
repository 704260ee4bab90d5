"""Marks on paper that every picture is made of: the simplest SVG elements, as text."""

from __future__ import annotations

from ecsc.emit.pictures.text import escape


def num(value: float) -> str:
    """Return a coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rect(kind: str, x: float, y: float, width: float, height: float, more: str = "") -> str:
    """Return a rectangle of class `kind`; `more` is further markup for its start tag."""
    return (
        f'<rect class="{kind}" x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"{more}/>'
    )


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line."""
    return f'<path class="{kind}" d="M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}"/>'


def text(kind: str, x: float, y: float, words: str, anchor: str = "") -> str:
    """Return one line of text on the baseline `y`, from `x` or anchored there by `middle` or `end`."""
    if not words:
        return ""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{num(x)}" y="{num(y)}"{where}>{escape(words)}</text>'


def title(words: str) -> str:
    """Return the tooltip of the element it is put into."""
    return f"<title>{escape(words)}</title>"
