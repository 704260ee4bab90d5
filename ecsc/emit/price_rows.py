"""The rows of the table of prices: the verdict that is told of each, the worst first, what is alike together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from ecsc.assess.offers.types import Margin, OfferRow, PriceVerdict, Refunded, of_any_order
from ecsc.assess.offers.view import BAD
from ecsc.emit.price_names import ORDER
from ecsc.emit.price_words import PriceWords
from ecsc.offers import Path


class Told(Struct, frozen=True):
    """A row with the `verdict` told of it: `together` where that is of an order with other goods.

    `proven` is false where no order is known that gets there.
    """

    row: OfferRow
    verdict: PriceVerdict
    together: bool
    proven: bool

    @property
    def broken(self) -> bool:
        """Return whether the product alone can be had under its floor, or at a loss that is not meant."""
        meant = self.row.loss_leader and self.verdict != "below_floor"
        found = not self.proven and self.row.reached_verdict in BAD and not self.row.loss_leader
        return found or (self.proven and not self.together and self.verdict in BAD and not meant)

    @property
    def untold(self) -> bool:
        """Return whether an offer that is not counted leaves it open how low the price is."""
        return bool(self.row.uncounted) and self.verdict == "not_decidable"

    @property
    def price(self) -> Fraction:
        """Return the lowest price of the product alone in coins, the bound where no more is known."""
        path = self.row.worst.attainable
        return path.price if path is not None else self.row.worst.bound.price

    @property
    def path(self) -> Path | None:
        """Return the order that the verdict is of, None for one with other goods, or where none is known."""
        worst = self.row.worst
        if self.together:
            return None
        return worst.attainable if self.verdict == "below_floor" else worst.dearest_to_seller

    @property
    def margin(self) -> Margin:
        """Return what is left of a piece in that order."""
        if self.together:
            return self.row.at_bound
        return self.row.at_worst if self.verdict == "below_floor" else self.row.for_seller

    @property
    def apart(self) -> Fraction | None:
        """Return the price in that order in coins, where it is another than the cheapest and leaves something else."""
        if self.margin == self.row.at_worst:
            return None
        return self.row.worst.bound.price if self.path is None else self.path.price

    @property
    def offers(self) -> tuple[str, ...]:
        """Return the offers of that order."""
        return self.row.worst.bound.offers if self.path is None else self.path.offers

    @property
    def pieces(self) -> int | None:
        """Return how many pieces are in that order, None with other goods."""
        return None if self.path is None else self.path.pieces


class Alike(Struct, frozen=True):
    """Rows of one product that are the same on several channels."""

    told: Told
    channels: tuple[str, ...]


class Rows:
    """Rows, the worst first; of some `verdicts` only, where any are named.

    `paid_back` is what price protection pays back of the products and channels that are among them.
    """

    def __init__(
        self,
        rows: Iterable[OfferRow],
        words: PriceWords,
        verdicts: Collection[str] | None = None,
        paid_back: Iterable[Refunded] = (),
    ) -> None:
        self.words = words
        told = (one for one in map(_told, rows) if not verdicts or one.verdict in verdicts)
        self.rows: Sequence[Told] = sorted(told, key=_badness)
        self.counts = Counter(one.verdict for one in self.rows)
        shown = {(one.row.product, one.row.channel) for one in self.rows}
        self.paid_back = tuple(one for one in paid_back if (one.product, one.channel) in shown)
        self.holds = not any(one.broken or one.untold for one in self.rows)

    def alike(self) -> list[Alike]:
        """Return the rows, those of one product on several channels together where all their figures are the same."""
        found: dict[object, list[Told]] = {}
        for one in self.rows:
            row = one.row
            margins = [
                (each.amount, each.share, each.break_even)
                for each in (row.at_worst, one.margin, row.at_bound)
            ]
            key = (
                row.product,
                one.verdict,
                one.price,
                row.worst.bound.price,
                one.offers,
                one.pieces,
                *margins,
            )
            found.setdefault(key, []).append(one)
        return [Alike(group[0], tuple(one.row.channel for one in group)) for group in found.values()]


def _told(row: OfferRow) -> Told:
    """Return the verdict on a row: that of an order with other goods where that is worse."""
    verdict = of_any_order(row.verdict, row.bound_verdict)
    return Told(row, verdict, verdict != row.verdict, row.worst.exact)


def _badness(one: Told) -> tuple[bool, int, Decimal]:
    left = one.margin.amount
    meant = one.row.loss_leader and not one.broken
    # A loss that is meant stands behind every price that somebody must look at.
    return meant, ORDER.index(one.verdict), left.amount if left is not None else Decimal(0)
