"""The help of the command line in another language than English: its texts, headings and layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from typing import Any, TypeVar

import click

from ecsc.messages import Words
from ecsc.report.columns import fold, titled, width

AnyCommand = TypeVar("AnyCommand", bound=click.Command)

WIDEST_NAME = 34
"""So many columns the names of options take at most; behind a longer one the help starts on a line of its own."""

_EXTRA = re.compile(r"(?P<help>.*?) ? ?(?:\[default: (?P<default>[^\]]*)\])?", re.DOTALL)


def in_words(command: AnyCommand, w: Words) -> AnyCommand:
    """Return a command that writes its help in the words of a language; the command itself stays as it is."""
    told = copy(command)
    told.context_class = type("ToldContext", (click.Context,), {"formatter_class": partial(_Formatter, w)})
    return told


class _Formatter(click.HelpFormatter):
    """Writes help as click does, in other words, with lines measured in display columns."""

    def __init__(self, w: Words, **given: Any) -> None:
        super().__init__(**given)
        self.w = w

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how the command is written."""
        super().write_usage(prog, args, prefix or titled(self.w("Usage")))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a heading; what is written inside is indented."""
        headings = {"Options": self.w("Options"), "Commands": self.w("Commands")}
        self.write_paragraph()
        self.write(titled(headings.get(name, name)).rstrip() + "\n")
        with self.indentation():
            yield

    def write_text(self, text: str) -> None:
        """Write paragraphs, each folded."""
        parts = [self.w(" ".join(part.split())) for part in text.split("\n\n")]
        self.write("\n\n".join(self._folded(part) for part in parts) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = WIDEST_NAME, col_spacing: int = 2
    ) -> None:
        """Write names in one column and what they are in the next."""
        rows = list(rows)
        column = min(max((width(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, text in rows:
            told = self._told(text)
            start = " " * self.current_indent + name
            if not told:
                self.write(start + "\n")
            elif width(name) > column - col_spacing:
                self.write(start + "\n" + self._folded(told, column) + "\n")
            else:
                lines = self._folded(told, column).lstrip()
                self.write(start + " " * (column - width(name)) + lines + "\n")

    def _folded(self, text: str, indent: int = 0) -> str:
        blanks = " " * (self.current_indent + indent)
        return fold(blanks + text, self.width, blanks)

    def _told(self, text: str) -> str:
        """Return the help of an option or command in words, with what click adds in brackets."""
        of_click = {
            "Show this message and exit.": self.w("Show this message and exit."),
            "Show the version and exit.": self.w("Show the version and exit."),
        }
        if text in of_click:
            return of_click[text]
        found = _EXTRA.fullmatch(text)
        if found is None:
            return self.w(text)
        told = self.w(found["help"])
        if found["default"] is None:
            return told
        default = self.w("default: {value}", value=found["default"])
        return f"{told}  [{default}]".strip()
