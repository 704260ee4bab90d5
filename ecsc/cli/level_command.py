"""`ecsc level`: propose a schedule with which nobody is overloaded."""

from __future__ import annotations

import gc
from typing import Any

import click

from ecsc.cli.choices import AS_OF, COLOR, LANGUAGE, SCENARIO, Word
from ecsc.cli.failure import Exit


@click.command("level")
@click.argument("path", default=".")
@click.option(
    "--engine", type=Word(("serial", "cp-sat")),
    help="How to look for it; by default what the strategy says, else serial.",
)  # fmt: skip
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@click.option("--pins", is_flag=True, help="Also the YAML lines that make the strategy so.")
@AS_OF
@SCENARIO
@LANGUAGE
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Propose a levelled schedule for the strategy in PATH, as differences to the one that stands.

    Nothing is written or changed. The serial scheme is quick; cp-sat looks longer for an earlier end.
    """
    gc.disable()  # as in `check`: the process ends with this command
    from ecsc.cli.levelling import LevelOrder, level

    if level(LevelOrder(**given)):
        ctx.exit(Exit.FINDINGS)
