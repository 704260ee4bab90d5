"""`ecsc price`: what an order costs."""

from __future__ import annotations

from typing import Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE, SCENARIO, Word


@click.command("price")
@click.argument("path", default=".")
@click.option("--product", metavar="ID", help="The product that is bought.")
@click.option("--pieces", metavar="N", help="How many pieces of it, 1 by default.")
@click.option("--basket", metavar="ID:N,...", help="What else is in the order, as dress:2,belt:1.")
@click.option("--channel", metavar="ID", help="Where it is bought; without it every channel is shown.")
@click.option(
    "--at", metavar="TIME", help="When, as 2026-05-20T10:30, or the cheapest time of a day, as 2026-05-20."
)
@click.option("--member", metavar="ID", help="Who buys: a tier of the membership, or a segment.")
@click.option("--worst", is_flag=True, help="Show the lowest price there can be, and how it comes about.")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@SCENARIO
@LANGUAGE
@COLOR
def command(**given: Any) -> None:
    """Show the receipt a customer gets: each offer that is used, and why each other one is not.

    PATH is the strategy, the current folder by default. Without --at it is the time of the lowest price.
    """
    from ecsc.cli.asked import PriceOrder
    from ecsc.cli.pricing import price

    price(PriceOrder(**given))
