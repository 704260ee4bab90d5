"""What the options of a question about prices mean: products, pieces, channels, customers, times."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from ecsc.assess.offers.checkout import Question
from ecsc.assess.offers.types import EVERYWHERE, OfferTerms
from ecsc.cli.failure import UsageProblem, close_words
from ecsc.messages import enumerated
from ecsc.model import Strategy

MOST_PIECES = 100_000
FEW = 12
"""So many words are all named where none is like the one that was given."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?\Z", re.ASCII)


class PriceOrder(Struct, frozen=True):
    """What is asked of `ecsc price`: the options of the command, as they were given."""

    path: str
    product: str | None
    pieces: str | None
    basket: str | None
    channel: str | None
    at: str | None
    member: str | None
    worst: bool
    format_name: str
    scenario: str | None
    lang: str | None
    color: str


def asked(order: PriceOrder, strategy: Strategy, terms: OfferTerms) -> Question:
    """Return the question that the options ask. Raises `UsageProblem` for what there is not."""
    if order.product is None and order.basket is None:
        raise UsageProblem("say what is bought", hint="add --product with the id of a product")
    if order.product is None and (order.pieces is not None or order.worst):
        word = "--worst" if order.worst else "--pieces"
        raise UsageProblem(
            "{word} needs --product", {"word": word}, hint="add --product with the id of a product"
        )
    sold: dict[str, int] = {}
    if order.product is not None:
        bought = one_product("--product", order.product, strategy, terms)
        sold[bought] = number("--pieces", "1" if order.pieces is None else order.pieces)
    for word, count in _basket(order.basket):
        found = one_product("--basket", word, strategy, terms)
        sold[found] = sold.get(found, 0) + count
    instant, day = _when(order.at)
    return Question(
        tuple(sold.items()),
        one_channel(order.channel, strategy, terms),
        _segment(order.member, strategy, terms),
        instant,
        day,
    )


def one_channel(word: str | None, strategy: Strategy, terms: OfferTerms) -> tuple[str, ...]:
    """Return the channels that are meant: the one that is named, or all of them."""
    channels = terms.channels or (EVERYWHERE,)
    if word is None:
        return channels
    names = {one: strategy.channels[one].name for one in channels if one in strategy.channels}
    if not names:
        raise UsageProblem("the strategy has no channels", hint="leave --channel away")
    return (_one("there is no channel {word}", word, names),)


def products_of(words: Iterable[str], strategy: Strategy, terms: OfferTerms) -> tuple[str, ...]:
    """Return the products that are named, each by its id or name."""
    return tuple(one_product("--product", word, strategy, terms) for word in words)


def one_product(option: str, word: str, strategy: Strategy, terms: OfferTerms) -> str:
    """Return the id of a product that has a price."""
    names = {one.id: one.name for one in strategy.products.values()}
    found = _one("there is no product {word}", word, names)
    if found not in {good.id for good in terms.goods}:
        left_out = next((one for one in terms.left_out if (one.section, one.id) == ("products", found)), None)
        # Why it has none is a sentence of its own, in the words of what prices are reckoned without.
        why = left_out.reason if left_out is not None else "give it a `list_price`"
        told = {"option": option, "word": found, **dict(left_out.params if left_out is not None else ())}
        raise UsageProblem("{option}: no price is known of {word}", told, hint=why)
    return found


def number(option: str, word: str) -> int:
    """Return a number of pieces or rows. Raises `UsageProblem` for none, for a broken one, for too many."""
    plain = unicodedata.normalize("NFKC", word).strip()
    if (
        plain.isascii()
        and plain.isdigit()
        and len(plain) <= len(str(MOST_PIECES))
        and 1 <= int(plain) <= MOST_PIECES
    ):
        return int(plain)
    told = {"option": option, "word": word, "most": MOST_PIECES}
    raise UsageProblem("{option}: {word} is not a number from 1 to {most}", told, hint="write it as 3")


def _basket(given: str | None) -> list[tuple[str, int]]:
    """Return what a basket holds: `dress:2,belt` has one belt."""
    found = []
    for part in re.split("[,，、]", given or ""):
        if part.strip():
            word, colon, pieces = part.strip().replace("：", ":").rpartition(":")
            found.append((word.strip(), number("--basket", pieces)) if colon else (pieces, 1))
    if given is not None and not found:
        raise UsageProblem("--basket holds nothing", hint="write it as dress:2,belt:1")
    return found


def _when(given: str | None) -> tuple[dt.datetime | None, dt.date | None]:
    if given is None:
        return None, None
    plain = unicodedata.normalize("NFKC", given).strip()
    try:
        if _DAY.match(plain):
            return None, dt.date.fromisoformat(plain)
        if _TIME.match(plain):
            return dt.datetime.fromisoformat(plain), None
    except ValueError:
        raise UsageProblem(
            "--at: there is no {word}", {"word": given}, hint="it is not in the calendar"
        ) from None
    hint = "write it as 2026-05-20T10:30, in the time of the strategy, or as 2026-05-20"
    raise UsageProblem("--at: {word} is not a time", {"word": given}, hint=hint)


def _segment(word: str | None, strategy: Strategy, terms: OfferTerms) -> str | None:
    if word is None:
        return None
    tiers = strategy.membership.tiers if strategy.membership is not None else {}
    names: dict[str, str | None] = {}
    for one in terms.segments:
        entry = tiers.get(one) or strategy.market_segments.get(one)
        names[one] = getattr(entry, "name", None)
    if not names:
        raise UsageProblem("the strategy has no members and no segments", hint="leave --member away")
    return _one("there are no members or segment {word}", word, names)


def _one(template: str, word: str, names: Mapping[str, str | None]) -> str:
    """Return the id that a word means: the id itself, in any case, or the only one of that name."""
    plain = unicodedata.normalize("NFKC", word).strip().casefold()
    for ids in (
        [one for one in names if one == word.strip()],
        [one for one in names if unicodedata.normalize("NFKC", one).casefold() == plain],
        [
            one
            for one, name in names.items()
            if name and unicodedata.normalize("NFKC", name).strip().casefold() == plain
        ],
    ):
        if len(ids) == 1:
            return ids[0]
        if ids:
            told = {"word": word, "words": enumerated(ids)}
            raise UsageProblem("several are called {word}", told, hint="name one by its id: {words}")
    raise _unknown(template, word, list(names), {one: name for one, name in names.items() if name})


def _unknown(template: str, word: str, ids: Sequence[str], names: Mapping[str, str]) -> UsageProblem:
    """Return that there is no such word, with those that are like it, else with those there are."""
    by_name = {name: one for one, name in names.items()}
    close = close_words(word, ids) or [by_name[one] for one in close_words(word, by_name)]
    if close:
        return UsageProblem(
            template, {"word": word, "words": " / ".join(close)}, hint="did you mean {words}?"
        )
    shown = enumerated(ids[:FEW])
    if len(ids) > FEW:
        told = {"word": word, "words": shown, "n": len(ids) - FEW}
        return UsageProblem(template, told, hint="there are {words} and {n} more")
    return UsageProblem(template, {"word": word, "words": shown}, hint="it is one of {words}")
