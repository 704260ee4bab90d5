"""What a check has to say, before it is said."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
from msgspec import Struct

from ecsc.cli.screen import write
from ecsc.report import Format, Layout


class Answer(Struct, frozen=True):
    """What came of a check: the report, the lines for people below it, and whether the run fails.

    `shared` are the files outside their folders that strategies share, as far as they exist.
    """

    report: Iterable[str]
    lines: tuple[str, ...]
    failed: bool
    layout: Layout
    format_name: Format
    shared: tuple[str, ...] = ()

    def tell(self) -> None:
        """Write all of it."""
        write(self.report, self.layout)
        for line in self.lines:
            # Programs read the other formats, so there the lines for people go to standard error.
            click.echo(line, file=sys.stdout if self.format_name == "text" else sys.stderr)
