"""`ecsc check`: find everything that is wrong."""

from __future__ import annotations

import gc
from typing import Any

import click

from ecsc.cli.choices import (
    AS_OF,
    BASELINE_FILE,
    BASELINE_REV,
    CHANGED_SINCE,
    CHOOSING,
    COLOR,
    JOBS,
    LANGUAGE,
    NO_CACHE,
    NO_WAIVERS,
    SCENARIO,
    SHARD,
    WATCH,
    Word,
)
from ecsc.cli.failure import Exit


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format_name", type=Word(("text", "concise", "json")),
    help="How findings are told; text, unless `ecsc.toml` says.",
)  # fmt: skip
@CHOOSING
@AS_OF
@BASELINE_FILE
@BASELINE_REV
@SCENARIO
@NO_WAIVERS
@LANGUAGE
@click.option("-q", "--quiet", is_flag=True, help="Only errors and warnings, no closing line.")
@COLOR
@click.option("--stdin-filename", metavar="FILE", help="The file that the text from `-` stands for.")
@CHANGED_SINCE
@SHARD
@WATCH
@JOBS
@NO_CACHE
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check strategies and show everything that is wrong.

    PATHS are folders or files, the current folder by default, `-` for standard input.
    """
    # The process ends with this command, and a strategy becomes many small lasting objects that a
    # collector would look through again and again.
    gc.disable()
    from ecsc.cli.checking import CheckOrder, check

    if check(CheckOrder(**given)):
        ctx.exit(Exit.FINDINGS)
