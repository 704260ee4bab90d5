"""Who supplies each item, in which role, and what the suppliers of one item have in common.

An item is a product or a category of products; who supplies a category supplies its products. A supplier
without a role is the first choice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from msgspec import Struct

from ecsc.assess.elapsed import days_in
from ecsc.model import Strategy
from ecsc.model.resources import Supplier
from ecsc.quantity import Duration


class ItemSuppliers(Struct, frozen=True):
    """The suppliers of one item: the first choices, and those that stand by, with their lead times."""

    item: str
    primary: tuple[Supplier, ...]
    backups: tuple[Supplier, ...]
    primary_lead: Duration | None
    backup_lead: Duration | None


class CommonCause(Struct, frozen=True):
    """What would hit several suppliers of the same items at once: their region, or their owner."""

    kind: str
    value: str
    suppliers: tuple[Supplier, ...]
    items: tuple[str, ...]


def by_item(strategy: Strategy) -> Mapping[str, ItemSuppliers]:
    """Return the suppliers of every item that one is named for, in the order written."""
    named: dict[str, list[tuple[Supplier, int]]] = {}
    for supplier in strategy.suppliers.values():
        for index, supply in enumerate(supplier.supplies):
            for item in dict.fromkeys(supply.products):
                named.setdefault(item, []).append((supplier, index))
    found = {}
    for item, entries in named.items():
        product = strategy.products.get(item)
        wider = named.get(product.category or "", []) if product is not None else []
        found[item] = _roles(item, [*entries, *wider])
    return found


def _roles(item: str, entries: list[tuple[Supplier, int]]) -> ItemSuppliers:
    primary = {s.id: s for s, index in entries if s.supplies[index].role != "backup"}
    backups = {s.id: s for s, index in entries if s.supplies[index].role == "backup" and s.id not in primary}
    leads = [(s.supplies[index].role == "backup", s.supplies[index].lead_time) for s, index in entries]
    first = [lead for stands_by, lead in leads if lead is not None and not stands_by]
    second = [lead for stands_by, lead in leads if lead is not None and stands_by]
    return ItemSuppliers(
        item,
        tuple(primary.values()),
        tuple(backups.values()),
        max(first, key=days_in, default=None),
        min(second, key=days_in, default=None),
    )


def common_causes(items: Mapping[str, ItemSuppliers]) -> Iterator[CommonCause]:
    """Yield what several suppliers of an item share, at least one of them a backup; once for all its items."""
    found: dict[tuple[str, str, tuple[str, ...]], tuple[list[Supplier], list[str]]] = {}
    for view in items.values():
        standing_by = {one.id for one in view.backups}
        for kind in ("region", "parent"):
            groups: dict[str, list[Supplier]] = {}
            for one in (*view.primary, *view.backups):
                for value in _values(one, kind):
                    groups.setdefault(value, []).append(one)
            for value, members in groups.items():
                if len(members) > 1 and not standing_by.isdisjoint(one.id for one in members):
                    key = (kind, value, tuple(one.id for one in members))
                    found.setdefault(key, (members, []))[1].append(view.item)
    for (kind, _, _), (members, names) in found.items():
        shared = next((getattr(one, kind) for one in members if getattr(one, kind)), members[0].id)
        yield CommonCause(kind, shared, tuple(members), tuple(names))


def _values(supplier: Supplier, kind: str) -> tuple[str, ...]:
    """Return the names under which a supplier shares something; a parent may be a supplier itself."""
    texts = (
        (supplier.region,)
        if kind == "region"
        else (supplier.parent, supplier.name or supplier.id, supplier.id)
    )
    plain = (unicodedata.normalize("NFKC", text).strip().casefold() for text in texts if text)
    return tuple(dict.fromkeys(one for one in plain if one))
