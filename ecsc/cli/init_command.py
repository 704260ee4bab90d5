"""`ecsc init`: a strategy to start from, and what an editor needs for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ecsc.cli.choices import LANGUAGE, Word

if TYPE_CHECKING:
    from ecsc.workspace.editor_settings import Editor


@click.command("init")
@click.argument("folder", metavar="DIR")
@click.option(
    "--template", type=Word(("minimal", "brand_launch")),
    help="The strategy to start from, minimal unless given.",
)  # fmt: skip
@click.option(
    "--editor", type=Word(("vscode", "zed")),
    help="Set up this editor for DIR: completion, and findings in the text. Its own settings stay.",
)  # fmt: skip
@LANGUAGE
@click.pass_context
def command(
    ctx: click.Context, folder: str, template: str | None, editor: Editor | None, lang: str | None
) -> None:
    """Start a strategy in the folder DIR from a template with comments.

    `minimal` is one file, `brand_launch` a whole launch in several. Nothing is overwritten. With --editor
    DIR may hold strategies already; they stay as they are.
    """
    from ecsc.cli.starting import StartOrder, begin

    if not begin(StartOrder(folder, template, editor, lang)):
        from ecsc.cli.failure import Exit

        ctx.exit(Exit.USAGE)
