"""How low prices can get: the worst of them drawn, the table of all that has room, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.waterfall import waterfall
from ecsc.emit.prices import paid_back
from ecsc.emit.prices.drawn import Picture, pictures
from ecsc.emit.prices.lines import TEXT, cells, heads, lines
from ecsc.emit.prices.rests import gaps, granted, left_out
from ecsc.emit.prices.told import Prices

if TYPE_CHECKING:
    from markupsafe import Markup

OPEN, MOST = 10, 50
"""So many lines of the table are in sight, and so many stand on the page; the spreadsheet has every price."""


class Drawn(Struct, frozen=True):
    """A price drawn: whose, how it stands, for whom and when, the picture, and its figures."""

    place: str
    title: str
    told: str
    when: str
    picture: Markup
    rows: tuple[tuple[str, str, str], ...]


class PriceTable(Struct, frozen=True):
    """The lines in sight and those that fold in, each with the class of its row, and how many prices more there are."""

    heads: tuple[str, ...]
    text: tuple[int, ...]
    first: tuple[tuple[str, ...], ...]
    first_kinds: tuple[str, ...]
    rest: tuple[tuple[str, ...], ...]
    rest_kinds: tuple[str, ...]
    rest_rows: int
    more: int


class Falls(Struct, frozen=True):
    """What price protection pays back: a sentence, and a table of at most so many lines."""

    told: str
    heads: tuple[str, ...]
    text: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int


class PricesShown(Struct, frozen=True):
    """All that stands under the answer."""

    drawn: tuple[Drawn, ...]
    heads: tuple[str, str, str]
    table: PriceTable
    falls: Falls | None
    gaps: tuple[str, ...]
    left_out: tuple[str, ...]
    granted: tuple[str, ...]


def shown(prices: Prices, reader: Reader) -> PricesShown:
    """Return the pictures, the table and the sentences about what prices rest on."""
    w, owner = prices.w, reader.plan.strategy.owner
    return PricesShown(
        drawn=tuple(map(_drawn, pictures(prices))),
        heads=(w("Step"), w("Amount"), w("To pay then")),
        table=_table(prices),
        falls=_falls(prices),
        gaps=gaps(prices, reader.person(owner) if owner else ""),
        left_out=left_out(prices),
        granted=granted(prices),
    )


def _table(prices: Prices) -> PriceTable:
    found = lines(prices)
    first, rest = found[:OPEN], found[OPEN:MOST]
    return PriceTable(
        heads=heads(prices),
        text=TEXT,
        first=tuple(map(cells, first)),
        first_kinds=tuple(one.state for one in first),
        rest=tuple(map(cells, rest)),
        rest_kinds=tuple(one.state for one in rest),
        rest_rows=sum(one.rows for one in rest),
        more=sum(one.rows for one in found[MOST:]),
    )


def _falls(prices: Prices) -> Falls | None:
    told, rows = paid_back.paid_back(prices), paid_back.cells(prices)
    if not told:
        return None
    return Falls(told, paid_back.heads(prices), paid_back.TEXT, rows[:MOST], max(len(rows) - MOST, 0))


def _drawn(one: Picture) -> Drawn:
    from markupsafe import Markup

    picture = Markup(waterfall(one.stages, one.title, one.limits))  # noqa: S704 - escaped where it is drawn
    return Drawn(one.place, one.title, one.told, one.when, picture, one.rows)
