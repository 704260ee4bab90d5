"""`ecsc baseline`: keep the dates of a plan."""

from __future__ import annotations

from typing import Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE
from ecsc.cli.failure import Exit


@click.command("baseline")
@click.argument("path", default=".")
@click.option(
    "-o", "--output", metavar="FILE",
    help="Where to write; by default the file that `strategy.baseline` names, else baseline.json beside it.",
)  # fmt: skip
@click.option("--keep-going", is_flag=True, help="Write what dates there are though there are errors.")
@click.option("--force", is_flag=True, help="Overwrite a file that is no baseline.")
@LANGUAGE
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Write the dates of the strategy in PATH to a file, to measure progress against.

    Name the file in the strategy as `baseline: {file: baseline.json}`, and keep it in version control.
    """
    from ecsc.cli.recording import BaselineOrder, record

    if not record(BaselineOrder(**given)):
        ctx.exit(Exit.FINDINGS)
