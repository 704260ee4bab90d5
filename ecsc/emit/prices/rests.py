"""What the prices rest on: what nobody can tell and who can supply it, what is left out, what was taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ecsc.emit.money_words import assumption
from ecsc.emit.price_names import meaning
from ecsc.emit.prices.told import Prices
from ecsc.messages import Words
from ecsc.plan.offer_types import NotReckoned

MOST = 5
"""So many names stand in a sentence; the rest are counted."""

_FIELD = re.compile(r"`(products|channels|promotions)\.([^`]+?)\.([a-z_]+(?:\.[a-z_]+)?)`")


def gaps(prices: Prices, person: str) -> tuple[str, ...]:
    """Return what lacks, a sentence a field, with how many prices wait for it; `person` can supply it, if named."""
    w = prices.w
    found: dict[tuple[str, str], tuple[dict[str, None], set[int]]] = {}
    for place, row in enumerate(prices.offers.rows):
        for what in prices.case(row).missing:
            read = _FIELD.fullmatch(what)
            key = (read[1], read[3]) if read else ("", what.strip("`"))
            names, rows = found.setdefault(key, ({}, set()))
            if read:
                names[prices.entry(read[1], read[2])] = None
            rows.add(place)
    told = []
    for (section, field), (names, rows) in found.items():
        what = f"`{field}`"
        if section:
            what = w("`{field}` of {names}", field=field, names=some(list(names), w))
        told.append(
            w.count(
                "{what} is missing: without it nobody can tell what {n} price leaves.",
                "{what} is missing: without it nobody can tell what {n} prices leave.",
                len(rows), what=what,
            )
        )  # fmt: skip
    if told and person:
        told.append(w("{name} can supply it.", name=person))
    return (*uncounted(prices), *told)


def uncounted(prices: Prices) -> tuple[str, ...]:
    """Return which offers are not counted though they could lower a price, a sentence a reason."""
    w = prices.w
    return tuple(
        w("Not counted, though it could lower prices: {names}, because {reason}.", names=names, reason=reason)
        for names, reason in _by_reason(_uncounted(prices), prices)
    )


def uncounted_names(prices: Prices) -> str:
    """Return the names of these offers, nothing where all are counted."""
    names = [prices.entry(one.section, one.id) for one in _uncounted(prices)]
    return some(names, prices.w) if names else ""


def _uncounted(prices: Prices) -> list[NotReckoned]:
    offers = prices.offers
    return [
        offers.left_out[place] for place in sorted({place for one in offers.cases for place in one.uncounted})
    ]


def left_out(prices: Prices) -> tuple[str, ...]:
    """Return what prices are reckoned without, a sentence a reason."""
    w = prices.w
    return tuple(
        w("Left out: {names}, because {reason}.", names=names, reason=reason)
        for names, reason in _by_reason(prices.offers.left_out, prices)
    )


def _by_reason(left_out: Iterable[NotReckoned], prices: Prices) -> Iterator[tuple[str, str]]:
    """Yield the names of what is left out for the same reason, and that."""
    w = prices.w
    found: dict[tuple[str, str], list[str]] = {}
    for one in left_out:
        found.setdefault((one.section, _reason(one, w)), []).append(prices.entry(one.section, one.id))
    for (_, reason), names in found.items():
        yield some(names, w), reason


def granted(prices: Prices) -> tuple[str, ...]:
    """Return what was taken for granted because nothing says otherwise, a sentence a default."""
    return (*_of_margins(prices), *_of_entries(prices))


def _of_margins(prices: Prices) -> Iterator[str]:
    w = prices.w
    for one in prices.offers.granted:
        channels = [name for name in map(prices.channel, one.channels) if name]
        what = assumption(one.what, w)
        yield (
            w("{channels}: assumed that {assumed}", channels=some(channels, w), assumed=what)
            if channels
            else w("Assumed that {assumed}", assumed=what)
        )


def _of_entries(prices: Prices) -> Iterator[str]:
    w = prices.w
    found: dict[tuple[str, str], list[str]] = {}
    for one in prices.offers.assumed:
        found.setdefault((one.field, meaning(one.field, one.value, w)), []).append(
            prices.entry(one.section, one.id)
        )
    for (field, means), names in found.items():
        yield w(
            "`{field}` is not stated for {names}: {meaning}",
            field=field,
            names=some(names, w),
            meaning=means,
        )


def some(names: Sequence[str], w: Words) -> str:
    """Return the first of some names, and how many more there are."""
    names = list(dict.fromkeys(names))
    if len(names) <= MOST:
        return w.show(names)
    return w("{names} and {n} more", names=", ".join(names[:MOST]), n=len(names) - MOST)


def _reason(one: NotReckoned, w: Words) -> str:
    """Return why something is left out, in the reader's language."""
    return w(one.why.text, **one.why.params)


def reasons(w: Words) -> tuple[str, ...]:
    """Return every reason there is, so that each has its place in the catalogues."""
    return (
        w("it could not be read"),
        w("some of its entries could not be read"),
        w("it has no `list_price`"),
        w("`{field}` could not be read"),
        w("its list price is nothing"),
        w("which products it is for cannot be told from `{text}`"),
        w("which products it is for cannot be calculated from `{text}`"),
        w("whether it is for these products cannot be told without {missing}"),
        w("it is for none of the products that have a price"),
        w("it has several kinds of benefit"),
        w("it does not say what the customer gets"),
        w("it takes {share} off"),
        w("it has a `{given}` and no `{lacking}`"),
        w("two of its steps start at {at}"),
        w("`exchange_rates` states no rate of {source} in {target}"),
        w("{amount} is too large to reckon with"),
        w("`{then}` makes nothing cheaper"),
        w("`{then}` takes off more than there is"),
        w(
            "what `{then}` makes of a price is not plain: only a share or an amount off, or a price, is reckoned with"
        ),
    )
