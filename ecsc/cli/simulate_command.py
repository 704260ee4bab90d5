"""`ecsc simulate`: how likely dates and goals are."""

from __future__ import annotations

import gc
from typing import Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE, RUNS, SCENARIO, SEED, Word
from ecsc.cli.failure import Exit


@click.command("simulate")
@click.argument("path", default=".")
@RUNS
@SEED
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@click.option("--keep-going", is_flag=True, help="Simulate what can be planned though there are errors.")
@SCENARIO
@LANGUAGE
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Simulate when the work in PATH is finished, and how likely its goals are.

    Plays the plan many times with the lengths that the estimates of its tasks allow, and its goals
    with what their drivers may come to. The same seed gives the same figures on every machine.
    """
    gc.disable()  # as in `check`: the process ends with this command
    from ecsc.cli.simulating import SimulateOrder, simulate

    if not simulate(SimulateOrder(**given)):
        ctx.exit(Exit.FINDINGS)
