"""Which customers a promotion is for: as it says, else as membership, segments and messages name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ecsc.model import Strategy
from ecsc.model.offer import Promotion
from ecsc.model.reach import MemberTier


class Customers(Struct, frozen=True):
    """Segments by id, none for everybody; `stated` where the promotion says so itself. `channels` as segments."""

    segments: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    stated: bool = True


class CustomersOf:
    """Looks up who gets each promotion of a strategy.

    Its own `segments` come first. What everybody gets for joining is for everybody; what tiers of the membership and
    segments of the market have among their `benefits` is for those; what messages alone bring is for whom they are
    sent to. What comes with the membership holds on the channels where that does.
    """

    def __init__(self, strategy: Strategy) -> None:
        membership = strategy.membership
        self.tiers: Mapping[str, MemberTier] = membership.tiers if membership is not None else {}
        self._welcome = frozenset(membership.welcome) if membership is not None else frozenset[str]()
        self._where = membership.channels if membership is not None else ()
        self._tiers = _named((tier.benefits, (name,)) for name, tier in self.tiers.items())
        self._groups = _named((one.benefits, (one.id,)) for one in strategy.market_segments.values())
        self._messages = _named((one.promotions, one.segments) for one in strategy.messages.values())

    def of(self, promotion: Promotion) -> Customers:
        """Return who gets a promotion, and on which of the channels it holds for them."""
        name = promotion.id
        by_membership = name in self._welcome or name in self._tiers
        channels = promotion.channels or (self._where if by_membership else ())
        if promotion.segments:
            return Customers(tuple(dict.fromkeys(promotion.segments)), channels)
        if name in self._welcome:
            return Customers((), channels)
        if name in self._tiers or name in self._groups:
            both = (*self._tiers.get(name, ()), *self._groups.get(name, ()))
            return Customers(tuple(dict.fromkeys(both)), channels, stated=False)
        sent_to = self._messages.get(name, ())
        return Customers(sent_to, channels, stated=not sent_to)


def _named(
    naming: Iterable[tuple[Iterable[str], tuple[str, ...]]],
) -> Mapping[str, tuple[str, ...]]:
    """Return by promotion the segments of all that name it, none where one of them is for everybody."""
    found: dict[str, tuple[str, ...]] = {}
    for promotions, segments in naming:
        for promotion in promotions:
            before = found.get(promotion)
            both = () if not segments or before == () else (*(before or ()), *segments)
            found[promotion] = tuple(dict.fromkeys(both))
    return found


def segments_of(strategy: Strategy, named: Iterable[str]) -> tuple[str, ...]:
    """Return every segment there is: tiers of the membership, segments of the market, then others that are named."""
    tiers = strategy.membership.tiers if strategy.membership is not None else ()
    return tuple(dict.fromkeys((*tiers, *strategy.market_segments, *named)))
