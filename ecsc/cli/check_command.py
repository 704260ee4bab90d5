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


def _formats() -> tuple[str, ...]:
    from ecsc.report import FORMATS

    return FORMATS


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "format_name", type=Word(_formats), metavar="FORMAT",
    help="text (unless `ecsc.toml` says), concise, json, jsonl, sarif, github, gitlab, junit, rdjson or markdown.",
)  # fmt: skip
@click.option(
    "--output", "outputs", multiple=True, metavar="FORMAT=FILE",
    help="Write a report to a file as well, as sarif=findings.sarif; may be given several times.",
)  # fmt: skip
@CHOOSING
@AS_OF
@BASELINE_FILE
@BASELINE_REV
@SCENARIO
@NO_WAIVERS
@LANGUAGE
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="Only errors and warnings, no closing line; formats for programs stay whole.",
)
@COLOR
@click.option("--stdin-filename", metavar="FILE", help="The file that the text from `-` stands for.")
@click.option("--fix", is_flag=True, help="Mend what is beyond doubt, in the files, and show what is left.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="Mend, or show as fixable, also what may change the meaning."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
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
