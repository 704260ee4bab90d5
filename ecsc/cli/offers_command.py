"""`ecsc offers`: the lowest price of every product on every channel."""

from __future__ import annotations

from typing import Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE, SCENARIO, Word
from ecsc.cli.failure import Exit

VERDICTS = ("below_floor", "below_cost", "below_break_even", "not_decidable", "thin", "safe")


@click.command("offers")
@click.argument("path", default=".")
@click.option("--channel", metavar="ID", help="This channel only.")
@click.option(
    "--product", "products", multiple=True, metavar="ID", help="This product only; may be repeated."
)
@click.option(
    "--verdict", type=Word(VERDICTS, many=True), metavar="WORDS", help="These only: below_floor,thin."
)
@click.option("--limit", metavar="N", help="Show so many rows, the worst 20 by default; `all` for all.")
@click.option(
    "--format", "format_name", type=Word(("text", "json", "csv")), default="text", show_default=True
)
@SCENARIO
@LANGUAGE
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Show the lowest price of every product on every channel, what is left of it, and whether that will do.

    PATH is the strategy, the current folder by default. Exit code 1 tells that a product can be had under its
    floor, its cost or its break-even, or that an offer which may lower its price could not be counted; what only
    an order with other goods gets to is shown, and no failure.
    """
    from ecsc.cli.pricing import OffersOrder, offers

    if not offers(OffersOrder(**given)):
        ctx.exit(Exit.FINDINGS)
