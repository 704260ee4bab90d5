"""What would change in a file, as a unified diff on standard output."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator

import click

from ecsc.cli.screen import is_terminal
from ecsc.report.columns import visible
from ecsc.report.layout import Layout, Tone

_TONES: dict[str, Tone] = {"+": "good", "-": "error", "@": "frame"}


def write_diff(name: str, before: bytes, after: bytes, layout: Layout) -> None:
    """Print how a file would change. A patch keeps every byte, but a terminal obeys what a file can hold."""
    shown = layout.colour or is_terminal(sys.stdout)
    for line in _diff(name, before, after):
        text = _painted(line, layout) + "\n" if shown else line
        click.echo(text.encode(), nl=False, color=layout.colour)


def _painted(line: str, layout: Layout) -> str:
    text = visible(line.strip("\r\n"))
    tone = _TONES.get(line[0])
    return text if tone is None else layout.paint(tone, text)


def _diff(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines of a unified diff, as `diff -u` and git write it, each with its end."""
    for line in difflib.unified_diff(_lines(before), _lines(after), name, name):
        yield line if line.endswith("\n") else line + "\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def _lines(content: bytes) -> list[str]:
    """Return the lines of a file with their ends; only a line feed ends one, as git sees it."""
    *whole, last = content.decode("utf-8", "replace").split("\n")
    return [line + "\n" for line in whole] + ([last] if last else [])
