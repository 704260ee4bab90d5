"""What `ecsc price` and `ecsc offers` do: the one strategy that is asked, and its answer on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
from msgspec import Struct

from ecsc.assess.offers.checkout import orders
from ecsc.assess.offers.types import OfferView
from ecsc.assess.offers.view import offer_view
from ecsc.cli.asked import PriceOrder, asked, one_channel, products_of
from ecsc.cli.compiling import compiled
from ecsc.cli.failure import Exit, UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.planned import show_document
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, write, write_error
from ecsc.cli.spoken import words_at
from ecsc.diagnostics import Finding, Severity
from ecsc.emit.price_words import PriceWords
from ecsc.link import LinkedStrategy
from ecsc.messages import Words
from ecsc.report import Layout, closing_line, render
from ecsc.report.rows import laid_out
from ecsc.runs import checked, outside

SHOWN = 20

_JUDGED = "ECS400"
"""The first code of a rule that judges what was read; those before it tell what could not be."""


class OffersOrder(Struct, frozen=True):
    """What is asked of `ecsc offers`: the options of the command, as they were given."""

    path: str
    channel: str | None
    products: tuple[str, ...]
    verdict: list[str] | None
    limit: str | None
    format_name: str
    scenario: str | None
    lang: str | None
    color: str


class _Asked(Struct, frozen=True):
    """The strategy that is asked, with its prices."""

    name: str
    linked: LinkedStrategy
    view: OfferView
    words: PriceWords
    layout: Layout


def price(order: PriceOrder) -> None:
    """Show the receipt of an order, or the lowest price of a product."""
    from ecsc.emit.price_document import lowest_document, price_document
    from ecsc.emit.price_lowest import lowest_text
    from ecsc.emit.price_text import price_text

    one = _asked(order.path, order.scenario, order.lang, order.color)
    question = asked(order, one.linked.strategy, one.view.terms)
    if order.worst:
        product = _alone(order)
        rows = [
            row
            for row in one.view.rows
            if row.product == question.basket[0][0] and row.channel in question.channels
        ]
        if not rows:
            raise UsageProblem("{word} is not sold there", {"word": product}, hint="leave --channel away")
        if order.format_name == "json":
            show_document(lowest_document(one.name, rows, one.words), one.layout)
        else:
            write(laid_out(lowest_text(rows, one.words), one.layout), one.layout)
        return
    found = orders(one.linked, one.view.terms, question)
    if found[0].receipt is None:
        raise _no_receipt(found[0].channel, found[0].not_sold)
    if order.format_name == "json":
        show_document(price_document(one.name, found, question, one.words), one.layout)
    else:
        write(laid_out(price_text(found, question, one.words), one.layout), one.layout)


def _alone(order: PriceOrder) -> str:
    """Return the product whose lowest price is asked for; that price finds everything else by itself."""
    given = {"--pieces": order.pieces, "--basket": order.basket, "--at": order.at, "--member": order.member}
    for option, value in given.items():
        if value is not None:
            hint = "leave one of the two away"
            raise UsageProblem("--worst finds out by itself what {word} says", {"word": option}, hint=hint)
    return order.product or ""


def _no_receipt(channel: str, not_sold: tuple[str, ...]) -> UsageProblem:
    told = {"word": list(not_sold), "channel": channel}
    if not_sold:
        return UsageProblem(
            "{word} is not sold on {channel}", told, hint="its `channels` say where it is sold"
        )
    hint = "say with what the offers go together in `stacks_with`, or ask for an hour with --at"
    return UsageProblem("so many offers can be combined that not all can be looked at", hint=hint)


def offers(order: OffersOrder) -> bool:
    """Show the table of products by channels; return whether every price holds."""
    from ecsc.emit.price_rows import Rows

    one = _asked(order.path, order.scenario, order.lang, order.color)
    strategy, terms = one.linked.strategy, one.view.terms
    channels = one_channel(order.channel, strategy, terms)
    products = set(products_of(order.products, strategy, terms))
    rows = [
        row for row in one.view.rows if row.channel in channels and (not products or row.product in products)
    ]
    table = Rows(rows, one.words, order.verdict, one.view.paid_back)
    if order.format_name == "csv":
        from ecsc.emit.price_table_document import offers_csv

        click.echo(offers_csv(table).decode("utf-8"), nl=False)
    elif order.format_name == "json":
        from ecsc.emit.price_table_document import offers_document

        show_document(offers_document(one.name, table), one.layout)
    else:
        from ecsc.emit.price_table import table_text

        limit = _limit(order.limit, len(rows))
        write(laid_out(table_text(table, limit, one.layout.width), one.layout), one.layout)
    return table.holds


def _limit(given: str | None, rows: int) -> int:
    if given is None:
        return SHOWN
    if given.casefold() == "all":
        return rows
    from ecsc.cli.asked import number

    return number("--limit", given)


def _asked(path: str, scenario: str | None, lang: str | None, color: str) -> _Asked:
    """Return the one strategy in `path` with its prices.

    Raises `UsageProblem` where there are several, or nothing has a price. Where it cannot be read, what is wrong is
    printed and the run ends as one with findings.
    """
    w, layout = words_at(lang, path), layout_of(color)
    strategies, findings = inputs((path,))
    if len(strategies) > 1:
        told = {"word": path, "n": len(strategies)}
        raise UsageProblem("{word} holds {n} strategies", told, hint="name the folder of one")
    results = list(compiled(strategies, None, Progress(w), plan=False, scenario=scenario))
    assessed = results[0].assessed if results else None
    if assessed is None:
        everything = [*outside(findings, w), *(checked(one, w) for one in results)]
        write(render(everything, "text", w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
        write([closing_line(everything, w) + "\n"], layout)
        raise click.exceptions.Exit(Exit.FINDINGS)
    _warn(results[0].findings, w)
    view = assessed.offers or offer_view(assessed.linked)
    if view is None:
        hint = "write `list_price` at a product"
        raise UsageProblem("no product of this strategy has a list price", hint=hint)
    words = PriceWords(assessed.linked.strategy, view.terms, w)
    return _Asked(results[0].name, assessed.linked, view, words, layout)


def _warn(findings: Iterable[Finding], w: Words) -> None:
    """Say on standard error that something could not be read, which prices then are reckoned without."""
    unread = [one for one in findings if one.level is Severity.ERROR and one.rule.code < _JUDGED]
    if unread:
        told = w.count(
            "{n} error in what is written comes first (`ecsc check`): these prices may not hold",
            "{n} errors in what is written come first (`ecsc check`): these prices may not hold",
            len(unread),
        )
        write_error("warning", w("warning"), told)
