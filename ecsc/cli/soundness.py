"""How a command ends that shows something else than findings: whether the strategies are sound, and where to look."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ecsc.cli.screen import write_error
from ecsc.messages import Words
from ecsc.report import Checked, closing_line, tally


def is_sound(everything: Sequence[Checked], w: Words, as_check: str) -> bool:
    """Return whether there are no errors; else say on standard error how many, and that `as_check` shows them."""
    if tally(everything).errors == 0:
        return True
    sys.stdout.flush()
    write_error("error", w("error"), closing_line(everything, w))
    click.echo(w("see them with {command}", command=as_check), err=True)
    return False
