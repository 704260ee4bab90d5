"""What keeps the strategy safe, worked out: the stock for the unexpected, backups, and the law that was looked at."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.backups import by_system
from ecsc.assess.law import applying, known_checks
from ecsc.model import Strategy
from ecsc.quantity import EXACT, Count, Duration, Rate


class StockPlan(Struct, frozen=True):
    """A stock class: the pieces it keeps, for how long they last, and in which share of the cycles they do.

    `service_level` follows from a normal demand; what is not known for it is in `missing`.
    """

    id: str
    name: str
    policy: str | None
    safety_stock: Count | None
    cover: Duration | None
    service_level: Rate | None
    lead_time: Duration | None
    reorder_point: Count | None
    missing: tuple[str, ...] = ()


class BackupPlan(Struct, frozen=True):
    """The backups of a system (none: of all of them) and the most work that can be lost with it."""

    system: str | None
    backups: tuple[str, ...]
    worst_loss: Duration | None
    restored: bool


class LegalCheckPlan(Struct, frozen=True):
    """A legal check that was made, with the day its text was read: `read`, None where it is general knowledge.

    No legal advice.
    """

    id: str
    region: str
    law: str
    asks: str
    in_force: dt.date
    read: dt.date | None


class SafeguardsPlan(Struct, frozen=True):
    """Stock, backups and law."""

    stock: tuple[StockPlan, ...] = ()
    backups: tuple[BackupPlan, ...] = ()
    law: tuple[LegalCheckPlan, ...] = ()


def safeguards(strategy: Strategy) -> SafeguardsPlan:
    """Return what keeps the strategy safe, in the order written; the law by id."""
    return SafeguardsPlan(_stock(strategy), _backups(strategy), _law(strategy))


def _stock(strategy: Strategy) -> tuple[StockPlan, ...]:
    if not strategy.inventory:
        return ()
    # Statistics are loaded only for a strategy that keeps stock.
    from ecsc.assess.stock import stock_views

    return tuple(
        StockPlan(
            id=view.policy.id,
            name=view.policy.name or view.policy.id,
            policy=view.policy.policy,
            safety_stock=Count(_rounded(view.pieces, 1)) if view.pieces is not None else None,
            cover=Duration(_rounded(view.cover_days, 1), "d", "calendar")
            if view.cover_days is not None and view.cover_days >= 0
            else None,
            service_level=Rate(_rounded(view.level, 3)) if view.level is not None else None,
            lead_time=view.lead_time,
            reorder_point=Count(view.reorder_at) if view.reorder_at is not None else None,
            missing=view.missing,
        )
        for view in stock_views(strategy)
    )


def _rounded(value: float, places: int) -> Decimal:
    return Decimal(repr(round(value, places)))


def _backups(strategy: Strategy) -> tuple[BackupPlan, ...]:
    found = []
    for group in by_system(strategy):
        everything = (*group.full, *group.incremental)
        loss = group.worst_loss_days
        found.append(
            BackupPlan(
                group.system,
                tuple(one.id for one in everything),
                Duration(EXACT.multiply(loss, Decimal(24)), "h") if loss is not None else None,
                any(one.restore_test for one in everything),
            )
        )
    return tuple(found)


def _law(strategy: Strategy) -> tuple[LegalCheckPlan, ...]:
    return tuple(
        LegalCheckPlan(one.id, one.region, one.citation, one.asks, one.in_force, one.read)
        for one in applying(strategy, *known_checks())
    )
