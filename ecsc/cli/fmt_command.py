"""`ecsc fmt`: YAML files in one layout."""

from __future__ import annotations

import gc
from typing import Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE
from ecsc.cli.failure import Exit


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@LANGUAGE
@COLOR
@click.option("--stdin-filename", metavar="FILE", help="The file that the text from `-` stands for.")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Bring the layout of YAML files into one shape: indentation, blanks and blank lines.

    PATHS are folders or files, the current folder by default; `-` reads standard input and
    writes to standard output. Keys, order, texts and comments stay as they are, and a file
    that cannot be read is left alone. With --check and --diff a file that would change
    makes the exit code 1.
    """
    gc.disable()  # as in `check`: the process ends with this command
    from ecsc.cli.formatting import FormatOrder, bring_into_form

    if not bring_into_form(FormatOrder(**given)):
        ctx.exit(Exit.FINDINGS)
