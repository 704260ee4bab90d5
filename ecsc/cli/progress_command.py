"""`ecsc progress`: how the work stands."""

from __future__ import annotations

from typing import Any

import click

from ecsc.cli.choices import AS_OF, BASELINE_FILE, BASELINE_REV, COLOR, LANGUAGE, SCENARIO, Word
from ecsc.cli.failure import Exit


@click.command("progress")
@click.argument("path", default=".")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@AS_OF
@BASELINE_FILE
@BASELINE_REV
@SCENARIO
@LANGUAGE
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Show what is done, when the work will end, what has slipped and which promises are in danger.

    The day comes from --as-of or the strategy's `as_of`, never from the clock.
    """
    from ecsc.cli.standing import ProgressOrder, show

    if not show(ProgressOrder(**given)):
        ctx.exit(Exit.FINDINGS)
