"""What a format is given."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ecsc.messages import Words
from ecsc.report.checked import Checked
from ecsc.report.told import Told


class Report(Struct, frozen=True):
    """What was checked, and what the reader needs to know of the run.

    `prefix` is the way from the root of the repository
    to the working directory, which file names count from, with `/` and empty at the root. `ascii_only` is for an
    output that is not UTF-8.
    """

    checked: tuple[Checked, ...]
    w: Words
    prefix: str = ""
    ascii_only: bool = False

    def findings(self) -> Iterator[tuple[Checked, Told]]:
        """Yield every finding with what it was found in, in the pipeline's order."""
        for one in self.checked:
            for finding in one.findings:
                yield one, finding
