"""Random sets of offers in which something happens: thresholds near what an order costs, and all kinds of terms."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from ecsc.offers.terms import (
    LEVELS,
    AmountOff,
    Base,
    Benefit,
    BuyAndGet,
    FixedPrice,
    Good,
    Line,
    NoMoneyOff,
    Offer,
    PercentOff,
    Stacking,
    Step,
    Steps,
)

CHANNEL = "shop"
SEGMENTS = ("gold", "new")
GROUPS = (frozenset(("gold",)), frozenset(("new",)), frozenset(SEGMENTS))
FAIR = frozenset(("fair",))
DAYS = tuple(dt.datetime.fromisoformat("2026-11-10") + dt.timedelta(hours=12 * half) for half in range(5))
PRICES = (100, 7, 10, 99, 199, 333, 1000, 1995, 1)
SHARES = tuple(
    Decimal(each) for each in ("0.1", "0.05", "0.125", "0.3", "0.333", "0.5", "0.15", "0.85", "1.2")
)
BASES: tuple[Base, ...] = ("current", "current", "list")

SIZES = {4: (1, 2, 3, 3, 4, 4), 5: (1, 2, 3, 4, 5, 4, 3), 7: (5, 6, 7)}
"""How many offers there are, by how many there may be at most."""

_rare = st.sampled_from((False, False, False, True))
_often = st.sampled_from((True, True, True, False))
_base = st.sampled_from(BASES)


class Market(NamedTuple):
    """What is sold, on what terms, and how many pieces an order may hold."""

    goods: tuple[Good, ...]
    offers: tuple[Offer, ...]
    most_pieces: int


class Order(NamedTuple):
    """An order at a time, by somebody."""

    lines: tuple[Line, ...]
    at: dt.datetime
    segment: str | None


@st.composite
def goods(draw: st.DrawFn, id_: str, *, floors: bool = True) -> Good:
    price = draw(st.sampled_from(PRICES))
    floor = None
    if floors and draw(_rare):
        floor = price * draw(st.sampled_from((3, 5, 8, 9, 10))) // 10
    return Good(
        id_,
        price,
        floor=floor,
        floor_enforced=floor is not None and draw(st.booleans()),
        stock=draw(st.sampled_from((None, None, None, 1, 3))),
    )


def _sums(sold: tuple[Good, ...]) -> st.SearchStrategy[int]:
    """Coins near what one to four pieces cost, in full or less a usual share."""
    return st.builds(
        lambda good, pieces, tenths, more: max(1, good.price * pieces * tenths // 10 + more),
        st.sampled_from(sold),
        st.integers(1, 4),
        st.sampled_from((10, 10, 9, 5)),
        st.sampled_from((0, 0, 0, 1, -1, 50)),
    )


def _amounts(sold: tuple[Good, ...]) -> st.SearchStrategy[int]:
    return st.builds(
        lambda good, tenths, more: max(1, good.price * tenths // 10 + more),
        st.sampled_from(sold),
        st.sampled_from((1, 1, 1, 2, 2, 3, 5)),
        st.sampled_from((0, 0, 1, 3)),
    )


def _prices(sold: tuple[Good, ...]) -> st.SearchStrategy[int]:
    return st.builds(
        lambda good, tenths, less: max(0, good.price * tenths // 10 - less),
        st.sampled_from(sold),
        st.sampled_from((9, 8, 5, 10, 0)),
        st.sampled_from((0, 1)),
    )


def _steps(sold: tuple[Good, ...]) -> st.SearchStrategy[Steps]:
    money = st.builds(Step, at=_sums(sold), amount=_amounts(sold))
    share = st.builds(Step, at=_sums(sold), share=st.sampled_from(SHARES))
    some = st.lists(money | share, min_size=1, max_size=3, unique_by=lambda step: step.at)
    return st.builds(Steps, some.map(lambda each: tuple(sorted(each, key=lambda step: step.at))), _base)


def benefits(sold: tuple[Good, ...]) -> st.SearchStrategy[Benefit]:
    return st.one_of(
        st.builds(PercentOff, st.sampled_from(SHARES), _base),
        st.builds(PercentOff, st.sampled_from(SHARES), _base),
        st.builds(AmountOff, _amounts(sold)),
        st.builds(AmountOff, _amounts(sold)),
        st.builds(FixedPrice, _prices(sold)),
        st.builds(
            BuyAndGet,
            st.integers(1, 2),
            st.integers(1, 2),
            st.sampled_from((Decimal(1), Decimal("0.5"))),
            _rare,
        ),
        _steps(sold),
        st.just(NoMoneyOff()),
    )


def stackings(ids: tuple[str, ...]) -> st.SearchStrategy[Stacking]:
    partners = st.frozensets(st.sampled_from((*ids, *LEVELS)), min_size=1, max_size=3)
    return st.one_of(
        st.just(Stacking()),
        st.just(Stacking(everything=True)),
        st.just(Stacking(everything=True)),
        st.just(Stacking(nothing=True)),
        st.builds(Stacking, partners),
    )


class Kind(NamedTuple):
    """Which limits a set of offers has at all: without most of them, more of the offers are used together."""

    windows: bool = False
    segments: bool = False
    channels: bool = False
    refusals: bool = False
    automatic: bool = False
    spent: bool = False


KINDS = (
    Kind(), Kind(automatic=True), Kind(refusals=True), Kind(refusals=True, automatic=True), Kind(windows=True),
    Kind(segments=True, automatic=True), Kind(windows=True, refusals=True, automatic=True),
    Kind(windows=True, segments=True, channels=True, refusals=True, automatic=True, spent=True),
)  # fmt: skip

_WINDOWS = [
    (first, last)
    for first in (None, *DAYS)
    for last in (None, *DAYS)
    if first is None or last is None or first < last
]


@st.composite
def offers(draw: st.DrawFn, id_: str, sold: tuple[Good, ...], ids: tuple[str, ...], kind: Kind) -> Offer:
    benefit = draw(benefits(sold))
    start, end = draw(st.sampled_from(_WINDOWS)) if kind.windows else (None, None)
    several = [frozenset(good.id for good in sold[:count]) for count in range(1, len(sold) + 1)]
    if len(sold) > 1:
        several += [frozenset(good.id for good in sold[1:])]
    repeating = isinstance(benefit, AmountOff | BuyAndGet)
    capped = not isinstance(benefit, FixedPrice)
    times = (None, None, None, 1, 2, 3, *((0,) if kind.spent else ()))
    return Offer(
        id_,
        draw(st.sampled_from(LEVELS)),
        benefit,
        threshold=draw(st.one_of(st.none(), st.none(), _sums(sold))),
        threshold_pieces=draw(st.sampled_from((None, None, None, None, 1, 2, 3))),
        threshold_on=draw(_base),
        repeats=draw(st.booleans()) if repeating else False,
        cap=draw(st.one_of(st.none(), st.none(), _amounts(sold))) if capped else None,
        times=draw(st.sampled_from(times)),
        goods=draw(st.sampled_from([None, None, None, *several])),
        channels=draw(st.sampled_from((None, None, frozenset((CHANNEL,)), FAIR))) if kind.channels else None,
        segments=draw(st.sampled_from((None, None, *GROUPS))) if kind.segments else None,
        start=start,
        end=end,
        stacking=draw(stackings(ids)) if kind.refusals else Stacking(everything=draw(_often)),
        automatic=draw(st.booleans()) if kind.automatic else False,
        seller_share=draw(st.sampled_from((Decimal(1), Decimal(1), Decimal("0.5"), Decimal(0)))),
        gift=draw(st.sampled_from((None, None, None, 5, 100))),
    )


@st.composite
def markets(
    draw: st.DrawFn, most_goods: int = 3, most_offers: int = 5, most_pieces: int = 5, *, floors: bool = True
) -> Market:
    sold = tuple(draw(goods(id_, floors=floors)) for id_ in "abc"[: draw(st.integers(1, most_goods))])
    ids = tuple(f"offer{number}" for number in range(draw(st.sampled_from(SIZES[most_offers]))))
    kind = draw(st.sampled_from(KINDS))
    terms = tuple(draw(offers(id_, sold, ids, kind)) for id_ in ids)
    return Market(sold, terms, draw(st.integers(min(2, most_pieces), most_pieces)))


@st.composite
def orders(draw: st.DrawFn, market: Market) -> Order:
    lines = tuple(Line(good, draw(st.integers(1, 3))) for good in market.goods)
    return Order(lines, draw(st.sampled_from(DAYS)), draw(st.sampled_from((None, *SEGMENTS))))


@st.composite
def orders_of_markets(draw: st.DrawFn) -> tuple[Market, Order]:
    market = draw(markets())
    return market, draw(orders(market))
