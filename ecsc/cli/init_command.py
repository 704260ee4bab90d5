"""`ecsc init`: a strategy to start from."""

from __future__ import annotations

import click

from ecsc.cli.choices import LANGUAGE, Word


@click.command("init")
@click.argument("folder", metavar="DIR")
@click.option("--template", type=Word(("minimal", "brand_launch")), default="minimal", show_default=True)
@LANGUAGE
def command(folder: str, template: str, lang: str | None) -> None:
    """Start a strategy in the folder DIR from a template with comments.

    `minimal` is one file, `brand_launch` a whole launch in several. Nothing is overwritten.
    """
    from ecsc.cli.failure import UsageProblem
    from ecsc.cli.screen import layout_of, terminal_words, write
    from ecsc.workspace.starters import StarterError, start

    w = terminal_words(lang)
    try:
        names = start(folder, template, w.language)
    except StarterError as problem:
        raise UsageProblem(problem.reason, problem.params, hint="choose another folder") from None
    layout = layout_of()
    write([f"  {name}\n" for name in names], layout)
    write([w("next: change the names and numbers, then ecsc check {folder}", folder=folder) + "\n"], layout)
