"""The table of prices in words: how all stand, the worst prices with how they come about, what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from ecsc.assess.offers.types import Refunded
from ecsc.emit.price_names import ORDER, SIGNS, paid_back_head, verdict_words
from ecsc.emit.price_rows import Alike, Rows, Told
from ecsc.emit.price_text import Shown, foundations, granted
from ecsc.emit.price_words import PriceWords, few
from ecsc.quantity import Money

_IN_ENTRY = 2
"""A path of more parts is of a field of an entry: `products.belt.fulfilment`."""

WIDE = 100
"""From so many columns on the screen has room for everything."""


def table_text(table: Rows, limit: int, width: int) -> Iterator[Shown]:
    """Yield the worst rows, at most `limit`, for a screen of so many columns, and what is known of the others."""
    words, alike = table.words, table.alike()
    w = words.w
    yield 0, _title(table)
    if not table.rows:
        yield 1, w("no price is like that")
        return
    yield 1, _counts(Counter(one.verdict for one in table.rows), words)
    yield from ((1, one) for one in words.uncounted(one.row for one in table.rows))
    shown, rest = alike[:limit], alike[limit:]
    columns = _Columns(shown, {one.row.channel for one in table.rows}, words, wide=width >= WIDE)
    yield 2, columns.heads()
    groups: dict[object, list[Alike]] = {}
    for one in shown:
        groups.setdefault(_how(one), []).append(one)
    for group in groups.values():
        yield 1, _heading(group[0].told, words)
        yield from ((2, columns.cells(one)) for one in group)
    if rest:
        yield 1, _rest(rest, words)
    yield from _paid_back(table.paid_back, limit, words)
    yield from _beyond([one for one in table.rows if not one.row.worst.exact], words)
    yield from _missing(table.rows, words)
    yield from _products_left_out(words)
    used = {offer for one in table.rows for offer in (*one.offers, *one.row.worst.bound.offers)}
    rests = [*words.assumed(used), *granted((one.margin for one in table.rows), words)]
    yield from foundations(rests, words)


def _title(table: Rows) -> str:
    words = table.words
    w = words.w
    products = len({one.row.product for one in table.rows})
    channels = len({one.row.channel for one in table.rows if one.row.channel})
    told = {
        "products": w.count("{n} product", "{n} products", products),
        "channels": w.count("{n} channel", "{n} channels", channels),
        "currency": words.terms.currency,
    }
    if not channels:
        return w("Lowest prices of {products}, in {currency}", **told)
    return w("Lowest prices of {products} on {channels}, in {currency}", **told)


def _counts(counts: Counter[str], words: PriceWords) -> str:
    return " · ".join(
        f"{SIGNS[verdict]} {counts[verdict]} {verdict_words(verdict, words.w)}"
        for verdict in ORDER
        if counts[verdict]
    )


def _how(one: Alike) -> tuple[object, ...]:
    """Return what rows under one heading have in common."""
    told = one.told
    limit = told.together and told.row.worst.bound.fillers is None
    return (
        told.verdict,
        told.together,
        told.offers,
        told.pieces,
        told.row.loss_leader,
        told.row.worst.exact,
        limit,
    )


def _heading(told: Told, words: PriceWords) -> str:
    """Return the verdict, and the order that it is of: how many pieces with which offers."""
    w = words.w
    parts = [f"{SIGNS[told.verdict]} {verdict_words(told.verdict, w)}"]
    if told.row.loss_leader:
        parts.append(w("loss leader"))
    if not told.row.worst.exact:
        parts.append(w("a safe limit: more combinations than can be looked at"))
        return " · ".join(parts)
    if told.together and told.row.worst.bound.fillers is None:
        parts.append(w("not ruled out with other goods: no order is known that gets there"))
    elif told.together:
        parts.append(w("with other goods in the order"))
    elif told.pieces is not None:
        parts.append(w.count("{n} piece", "{n} pieces", told.pieces))
    parts.append(words.chain(told.offers) if told.offers else w("without offers"))
    return " · ".join(parts)


class _Columns:
    """The columns that have something to tell, as many as the screen has room for."""

    def __init__(self, rows: Sequence[Alike], channels: Set[str], words: PriceWords, *, wide: bool) -> None:
        self._words = words
        self._all = channels
        self._channels = any(set(one.channels) != channels for one in rows)
        self._bound = any(one.told.row.worst.bound.price != one.told.price for one in rows)
        self._floor = any(one.told.row.floor is not None for one in rows)
        self._apart = any(one.told.apart is not None for one in rows)
        self._share = wide

    def heads(self) -> tuple[str, ...]:
        """Return what the columns are called."""
        w = self._words.w
        return self._chosen(
            w("product"), w("on"), w("list"), w("lowest"), w("with others"), w("left"), w("of net price"),
            w("break-even"), w("floor"), w("least left"),
        )  # fmt: skip

    def cells(self, one: Alike) -> tuple[str, ...]:
        """Return the cells of a row: all of the cheapest order, and apart what that leaves which the verdict is of."""
        row, words, margin = one.told.row, self._words, one.told.row.at_worst
        return self._chosen(
            words.product(row.product),
            words.w("all") if set(one.channels) == self._all else few(one.channels, words.w),
            words.figure(row.list_price),
            words.figure(one.told.price),
            ("" if row.worst.bound.fillers is not None else "≥") + words.figure(row.worst.bound.price),
            self._figure(margin.amount),
            words.share(margin.share),
            self._figure(margin.break_even),
            self._figure(row.floor),
            self._least(one.told),
        )

    def _least(self, told: Told) -> str:
        if told.apart is None:
            return ""
        price = self._words.figure(told.apart)
        return self._words.w("{left} at {price}", left=self._figure(told.margin.amount), price=price)

    def _figure(self, amount: Money | None) -> str:
        return "–" if amount is None else self._words.figure(amount)

    def _chosen(self, *cells: str) -> tuple[str, ...]:
        shown = (
            True, self._channels, True, True, self._bound, True, self._share, True, self._floor, self._apart,
        )  # fmt: skip
        return tuple(cell for cell, is_shown in zip(cells, shown, strict=True) if is_shown)


def _rest(rest: Sequence[Alike], words: PriceWords) -> str:
    w = words.w
    counts = _counts(Counter(one.told.verdict for one in rest), words)
    return w.count(
        "and {n} row more: {counts} (--limit all)",
        "and {n} rows more: {counts} (--limit all)",
        len(rest),
        counts=counts,
    )


def _paid_back(found: Sequence[Refunded], limit: int, words: PriceWords) -> Iterator[Shown]:
    """Yield what price protection pays back, the most first, a line for all channels on which a price falls alike."""
    if not found:
        return
    w = words.w
    groups: dict[object, list[Refunded]] = {}
    for one in found:
        alike = (one.product, one.within, one.start, one.paid.amount, one.lowest.amount, one.offers)
        groups.setdefault(alike, []).append(one)
    yield 0, paid_back_head(w)
    yield 2, (w("product"), w("on"), w("within"), w("falls on"), w("paid"), w("then"), w("back"), w("by"))
    for group in list(groups.values())[:limit]:
        one = group[0]
        yield (
            2,
            (
                words.product(one.product),
                few((each.channel for each in group), w),
                w.show(one.within),
                words.instant(one.start),
                words.figure(one.paid),
                words.figure(one.lowest),
                words.figure(one.refund),
                words.chain(one.offers),
            ),
        )
    if len(groups) > limit:
        yield (
            1,
            w.count(
                "and {n} line more (--limit all)", "and {n} lines more (--limit all)", len(groups) - limit
            ),
        )


def _beyond(rows: Sequence[Told], words: PriceWords) -> Iterator[Shown]:
    if not rows:
        return
    w = words.w
    yield 0, w("Beyond the exact limit")
    names = few(dict.fromkeys(one.row.product for one in rows), w)
    yield 1, w("so many offers can be combined that only a safe limit is known: {products}", products=names)


def _missing(rows: Sequence[Told], words: PriceWords) -> Iterator[Shown]:
    """Yield what lacks to tell what is left, a line a field with the products or channels that lack it."""
    w = words.w
    found: dict[str, dict[str, None]] = {}
    for one in rows:
        for what in one.margin.missing:
            place = what.strip("`").split(".")
            field = ".".join((place[0], "*", *place[2:])) if len(place) > _IN_ENTRY else ".".join(place)
            found.setdefault(field, {})[place[1] if len(place) > _IN_ENTRY else one.row.product] = None
    if found:
        yield 0, w("Missing, to tell what is left")
        for field, names in found.items():
            yield 1, w("{what}: {verdict}", what=f"`{field}`", verdict=few(names, w))


def _products_left_out(words: PriceWords) -> Iterator[Shown]:
    w = words.w
    by_reason: dict[str, list[str]] = {}
    for one in words.terms.left_out:
        if one.section == "products":
            by_reason.setdefault(w(one.reason, **dict(one.params)), []).append(one.id)
    if by_reason:
        yield 0, w("Products left out")
        for reason, products in by_reason.items():
            yield 1, w("{offer}: {reason}", offer=few(products, w), reason=reason)
