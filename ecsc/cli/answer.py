"""What a check has to say, before it is said."""

from __future__ import annotations

from msgspec import Struct

from ecsc.cli.outputs import Output, Reported, deliver, said
from ecsc.report import Layout


class Answer(Struct, frozen=True):
    """What came of a check, and where it goes.

    `shared` are the files outside their folders that strategies share, as far as they exist.
    """

    outputs: tuple[Output, ...]
    told: Reported
    layout: Layout
    shared: tuple[str, ...] = ()

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
        deliver(self.outputs, self.told, self.layout)
