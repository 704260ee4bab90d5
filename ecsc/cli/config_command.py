"""`ecsc config`: which settings are in force for a path, and where each comes from."""

from __future__ import annotations

import click

from ecsc.cli.choices import COLOR, LANGUAGE, Word


@click.command("config")
@click.argument("path", default=".")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@LANGUAGE
@COLOR
def command(path: str, format_name: str, lang: str | None, color: str) -> None:
    """Show every setting that is in force for PATH, and where it comes from.

    PATH is a folder or a file, the current folder by default. What is said for some paths is shown with the number
    of files of PATH that it is about.
    """
    from ecsc.cli.configuration import ConfigOrder, show

    show(ConfigOrder(path, format_name, lang, color))
