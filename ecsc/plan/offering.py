"""Lowest prices as the plan shows them: the worst first, what is alike told once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Context, Decimal
from fractions import Fraction

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.assess.offers.types import Margin, OfferRow, OfferTerms, Refunded
from ecsc.assess.offers.ways import Reach, reach_of
from ecsc.assess.rounding import to_round_on
from ecsc.assess.verdicts import Remark
from ecsc.offers import Path
from ecsc.plan.losses import answered, badness, loss_of
from ecsc.plan.offer_types import (
    NotReckoned,
    OffersPlan,
    OfferStep,
    OrderWay,
    PaidBack,
    PieceMargin,
    PriceBound,
    PriceCase,
    PriceRow,
    PriceWay,
    TakenDefault,
    TakenOffer,
    TakenOfMargins,
)

_BEYOND_COINS = 2
_WIDE = Context(prec=80)
_SHARES = 6


def offers_plan(assessed: Assessed) -> OffersPlan | None:
    """Return the prices of a strategy; None without promotions and price rules, or without a price."""
    view = assessed.offers
    if view is None:
        return None
    maker = _Maker(view.terms)
    rows = [maker.row(row) for row in view.rows]
    answer = answered([maker.cases[row.case] for row in rows])
    rows.sort(key=lambda row: badness(maker.cases[row.case]))
    return OffersPlan(
        currency=view.terms.currency,
        answer=answer,
        offers=tuple(TakenOffer(one.id, one.level, one.automatic) for one in view.terms.offers),
        rows=tuple(rows),
        cases=tuple(maker.cases),
        ways=tuple(maker.ways),
        assumed=tuple(TakenDefault(one.section, one.id, one.field, one.value) for one in view.terms.assumed),
        granted=_granted(view.rows),
        left_out=tuple(
            NotReckoned(one.section, one.id, ".".join(one.path), Remark(one.reason, dict(one.params)))
            for one in view.terms.left_out
        ),
        paid_back=tuple(map(_paid_back, view.paid_back)),
    )


def _paid_back(one: Refunded) -> PaidBack:
    return PaidBack(
        one.product,
        one.channel,
        one.within,
        one.paid.amount,
        one.until,
        one.lowest.amount,
        one.start,
        one.offers,
    )


def _granted(rows: Sequence[OfferRow]) -> tuple[TakenOfMargins, ...]:
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for what in row.at_list.assumed:
            found.setdefault(what, {})[row.channel] = None
    return tuple(TakenOfMargins(what, tuple(channels)) for what, channels in found.items())


class _Maker:
    """Makes cases of rows, one of all rows that are the same but for product and channel."""

    def __init__(self, terms: OfferTerms) -> None:
        self._terms = terms
        self._goods = {good.id: good for good in terms.goods}
        self._offers = {offer.id: offer for offer in terms.offers}
        self._unit = Decimal(1).scaleb(-terms.places - _BEYOND_COINS)
        self._found: dict[Hashable, int] = {}
        self._ways: dict[Hashable, int] = {}
        self.cases: list[PriceCase] = []
        self.ways: list[PriceWay] = []

    def row(self, row: OfferRow) -> PriceRow:
        """Return a row, and put its prices among the cases if they are not there."""
        reaches = tuple(
            self._reach(row, path) for path in (row.worst.attainable, row.worst.dearest_to_seller)
        )
        alike = (
            replace(row, product="", channel="", worst=replace(row.worst, good="", channel="")), *reaches,
        )  # fmt: skip
        if alike not in self._found:
            self._found[alike] = len(self.cases)
            self.cases.append(self._case(row, *reaches))
        return PriceRow(row.product, row.channel, self._found[alike])

    def _reach(self, row: OfferRow, path: Path | None) -> Reach | None:
        """Return who can buy at a price, and when; it may differ though all figures are the same."""
        if path is None:
            return None
        return reach_of(path, self._goods[row.product], row.channel, self._offers)

    def _case(self, row: OfferRow, lowest: Reach | None, poorest: Reach | None) -> PriceCase:
        worst, decisive = row.worst, row.for_seller
        poorer = worst.dearest_to_seller is not None and worst.dearest_to_seller != worst.attainable
        way = self._way(row, lowest, poorest)
        left, bound_left = self._left(decisive), self._left(row.at_bound)
        return PriceCase(
            way=way,
            at_list=self._margin(row.at_list),
            at_lowest=self._margin(row.at_worst),
            at_poorest=self._margin(decisive) if poorer else None,
            left=left,
            share=_share(decisive),
            break_even=self._even(decisive),
            bound_left=bound_left,
            missing=decisive.missing,
            uncounted=tuple(self._terms.left_out.index(one) for one in row.uncounted),
            verdict=row.verdict,
            bound_verdict=row.bound_verdict,
            loss=loss_of(left, bound_left, self.ways[way], counted=not row.uncounted),
            meant=row.loss_leader,
        )

    def _way(self, row: OfferRow, when_lowest: Reach | None, when_poorest: Reach | None) -> int:
        """Return the place of a row's prices, which are put among the ways if they are not there."""
        worst, bound = replace(row.worst, good="", channel=""), row.worst.bound
        key = (row.list_price, row.floor, worst, when_lowest, when_poorest)
        if key not in self._ways:
            lowest, poorest = worst.attainable, worst.dearest_to_seller
            self._ways[key] = len(self.ways)
            self.ways.append(
                PriceWay(
                    list_price=self._plain(row.list_price.amount),
                    floor=self._plain(row.floor.amount) if row.floor is not None else None,
                    lowest=self._order(lowest, when_lowest),
                    poorest=self._order(poorest, when_poorest) if poorest != lowest else None,
                    bound=PriceBound(
                        self._coins(bound.price),
                        bound.offers,
                        self._coins(Fraction(bound.fillers)) if bound.fillers is not None else None,
                    ),
                    exact=worst.exact,
                )
            )
        return self._ways[key]

    def _order(self, path: Path | None, reach: Reach | None) -> OrderWay | None:
        """Return an order a piece; its steps sum up to the price but for what rounding takes."""
        if path is None or reach is None:
            return None
        steps = tuple(
            OfferStep(
                one.offer,
                self._coins(Fraction(one.off, path.pieces)),
                self._coins(Fraction(one.left, path.pieces)),
            )
            for one in path.receipt.taken
        )
        return OrderWay(self._coins(path.price), path.pieces, reach.segment, reach.start, reach.end, steps)

    def _margin(self, margin: Margin) -> PieceMargin:
        steps = {one.key: self._plain(one.amount.amount) for one in margin.steps}
        return PieceMargin(steps, self._left(margin), _share(margin), self._even(margin))

    def _even(self, margin: Margin) -> Decimal | None:
        return None if margin.break_even is None else self._plain(margin.break_even.amount)

    def _coins(self, coins: Fraction) -> Decimal:
        """Return coins as an amount of the currency."""
        whole = Decimal(coins.numerator).scaleb(-self._terms.places, _WIDE)
        return self._plain(_WIDE.divide(whole, Decimal(coins.denominator)))

    def _left(self, margin: Margin) -> Decimal | None:
        return None if margin.amount is None else self._plain(margin.amount.amount)

    def _plain(self, amount: Decimal) -> Decimal:
        """Return an amount so rounded that no further rounding goes wrong, and no loss becomes none."""
        return to_round_on(amount, self._unit)


def _share(margin: Margin) -> Decimal | None:
    if margin.share is None:
        return None
    return to_round_on(margin.share.value, Decimal(1).scaleb(-_SHARES))
