"""Backups by what they save: how they hang together, and how much work the worst moment loses."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.assess.elapsed import recurrence_days
from ecsc.model import Strategy
from ecsc.model.risk import Backup


class SystemBackups(Struct, frozen=True):
    """The backups of one system. Those that name no system save everything and count for each."""

    system: str | None
    full: tuple[Backup, ...]
    incremental: tuple[Backup, ...]

    @property
    def worst_loss_days(self) -> Decimal | None:
        """Return the most days of work that can be lost: the shortest interval (the recovery point)."""
        return min((recurrence_days(one.every) for one in (*self.full, *self.incremental)), default=None)

    @property
    def chain(self) -> Decimal | None:
        """Return how many incremental backups come between two full ones; None without one of the kinds."""
        if not self.full or not self.incremental:
            return None
        longest = min(recurrence_days(one.every) for one in self.full)
        return longest / min(recurrence_days(one.every) for one in self.incremental)


def by_system(strategy: Strategy) -> tuple[SystemBackups, ...]:
    """Return the backups of each system in the order written."""
    found = strategy.security_backups.values()
    general = [one for one in found if one.system is None]
    own: dict[str, list[Backup]] = {}
    for one in found:
        if one.system is not None:
            own.setdefault(one.system, []).append(one)
    # For the systems, the most frequent general backup of each kind stands for all of them.
    best = [
        min(same, key=lambda one: (recurrence_days(one.every), one.restore_test is None))
        for kind in ("full", "incremental")
        if (same := [one for one in general if one.kind == kind])
    ]
    groups: list[tuple[str | None, list[Backup]]] = [
        (system, [*backups, *best]) for system, backups in own.items()
    ]
    if general:
        groups.append((None, general))
    return tuple(
        SystemBackups(
            system,
            tuple(one for one in backups if one.kind == "full"),
            tuple(one for one in backups if one.kind == "incremental"),
        )
        for system, backups in groups
    )
