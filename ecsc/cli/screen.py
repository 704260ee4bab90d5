"""What the reader's screen can show, and in which language it speaks. Nothing else of the machine counts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from ecsc.cli.language import language_tag
from ecsc.messages import Words, words
from ecsc.report.columns import titled
from ecsc.report.layout import Fixes, Layout, Tone

PIPE_WIDTH = 120
LEAST_WIDTH = 40


def terminal_words(language: str | None = None) -> Words:
    """Return the words of `language`, else of the machine's (`language_tag`)."""
    return words(language_tag() if language is None else language)


def layout_of(color: str = "auto", *, notes_in_full: bool = False, fixes: Fixes = "none") -> Layout:
    """Return how standard output is laid out.

    `auto` means colours on a terminal; `NO_COLOR` turns them off, `FORCE_COLOR` on, the first wins.
    """
    terminal = is_terminal(sys.stdout)
    fold = terminal or _columns() > 0  # a width that somebody sets is meant, for a pipe too
    colour = has_colour(color, terminal)
    return Layout(_width(), fold=fold, colour=colour, notes_in_full=notes_in_full, fixes=fixes)


def is_terminal(stream: object) -> bool:
    """Return whether a standard stream is a terminal; it may be closed or missing."""
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def has_colour(color: str, terminal: bool) -> bool:
    """Return whether to paint: what the command says, else the environment, else whether it is a terminal."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if (forced := os.environ.get("FORCE_COLOR", "")) not in ("", "0"):
        return bool(forced)
    return terminal and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    """Return the width that the environment sets (POSIX `COLUMNS`), 0 for none."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else 0


def _width() -> int:
    if columns := _columns():
        return max(LEAST_WIDTH, columns)
    try:
        return max(LEAST_WIDTH, os.get_terminal_size(sys.stdout.fileno()).columns or PIPE_WIDTH)
    except (OSError, ValueError, AttributeError):
        return PIPE_WIDTH


def write(pieces: Iterable[str], layout: Layout) -> None:
    """Write pieces of text to standard output."""
    for piece in pieces:
        click.echo(piece, file=sys.stdout, nl=False, color=layout.colour)


def write_error(tone: Tone, title: str, text: str) -> None:
    """Write a titled line to standard error."""
    colour = has_colour("auto", is_terminal(sys.stderr))
    # The stream is named because click would else write UTF-8 to one that says it is ASCII.
    lead = titled(title)
    painted = Layout(colour=colour).paint(tone, lead.rstrip()) + lead[len(lead.rstrip()) :]
    click.echo(painted + text, file=sys.stderr, color=colour)


def is_unicode(stream: object) -> bool:
    """Return whether all text can be written to `stream` as it is."""
    encoding = str(getattr(stream, "encoding", None) or "utf-8")
    return encoding.lower().replace("-", "").replace("_", "").startswith("utf")
