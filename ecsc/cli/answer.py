"""What a check has to say, before it is said."""

from __future__ import annotations

import sys
from contextlib import nullcontext, redirect_stdout

from msgspec import Struct

from ecsc.cli.outputs import Output, Reported, deliver, said
from ecsc.report import Layout


class Answer(Struct, frozen=True):
    """What came of a check, and where it goes.

    `shared` are the files outside their folders that strategies share, as far as they exist. With
    `aside` all of it goes to standard error, because standard output is for something else.
    """

    outputs: tuple[Output, ...]
    told: Reported
    layout: Layout
    shared: tuple[str, ...] = ()
    aside: bool = False

    @property
    def failed(self) -> bool:
        """Return whether the run fails."""
        return self.told.failed

    @property
    def said(self) -> tuple[str, ...]:
        """Return what standard output gets, and the lines for people."""
        return (*said(self.outputs, self.told, self.layout), *self.told.lines)

    def tell(self) -> None:
        """Write all of it."""
        with redirect_stdout(sys.stderr) if self.aside else nullcontext():
            deliver(self.outputs, self.told, self.layout)
