"""`ecsc policies`: which policies are in force, and where each one comes from."""

from __future__ import annotations

import click

from ecsc.cli.choices import COLOR, LANGUAGE, Word
from ecsc.cli.failure import Exit


@click.command("policies")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@LANGUAGE
@COLOR
@click.pass_context
def command(
    ctx: click.Context, /, paths: tuple[str, ...], format_name: str, lang: str | None, color: str
) -> None:
    """List the policies a strategy is held to: its own, those of policy files and those of packs.

    PATHS are folders or files, the current folder by default. Files and packs are named in `ecsc.toml`.
    """
    from ecsc.cli.policy_list import PolicyOrder, show

    if not show(PolicyOrder(paths, format_name, lang, color)):
        ctx.exit(Exit.FINDINGS)
