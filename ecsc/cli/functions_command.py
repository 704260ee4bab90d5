"""`ecsc functions`: what formulas can call."""

from __future__ import annotations

import click

from ecsc.cli.choices import LANGUAGE, Word


def _names() -> list[str]:
    from ecsc.expr import FUNCTIONS

    return [function.name for function in FUNCTIONS]


@click.command("functions")
@click.argument("names", nargs=-1, metavar="[NAME]...", type=Word(_names))
@LANGUAGE
def command(names: tuple[str, ...], lang: str | None) -> None:
    """Show the functions of formulas: how they are written, what they give, an example."""
    from ecsc.cli.spoken import words_at
    from ecsc.expr import FUNCTIONS

    w = words_at(lang)
    for function in FUNCTIONS:
        if not names or function.name in names:
            click.echo(f"{function.signature}\n    {w(function.doc)}\n    {function.example}\n")
