"""A shop small enough to calculate by hand: scope and environment out of dictionaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from ecsc.expr import (
    BOOLEAN,
    DATE,
    DURATION,
    NUMBER,
    PERIOD,
    RATE,
    TEXT,
    Ambiguous,
    Environment,
    Missing,
    Resolved,
    Scope,
    Type,
    Value,
    collection,
    count,
    money,
    record,
)
from ecsc.expr.types import RATIO
from ecsc.quantity import Count, Duration, Money, Period, Rate, parse_period


def d(text: str) -> Decimal:
    return Decimal(text)


CNY, PIECES = money("CNY"), count("pieces")

METRICS: dict[str, Type] = {
    "gmv": CNY,
    "ad_spend": CNY,
    "gmv_usd": money("USD"),
    "visitors": count("people"),
    "orders": count("orders"),
    "conversion": RATE,
    "aov": money("CNY", per="orders"),
    "roas": RATIO,
    "score": NUMBER,
    "returns": RATE,
    "units_sold": PIECES,
    "search_volume_growth": RATE,
    "rating": NUMBER,
    "unmeasured": CNY,
    "nothing": PIECES,
    "销售额": CNY,
}
WINDOWED = {"gmv", "conversion", "units_sold", "search_volume_growth"}
FIELDS: dict[str, Type] = {
    "stock": PIECES,
    "reorder_point": PIECES,
    "price": CNY,
    "unit_cost": CNY,
    "category": TEXT,
    "name": TEXT,
    "launched": DATE,
    "active": BOOLEAN,
    "window": DURATION,
    "discount": RATE,
    "rating": NUMBER,
    "lead_time": DURATION,
    "quarter": PERIOD,
    "库存": PIECES,
}
SECTIONS: dict[str, dict[str, Type]] = {
    "products": FIELDS,
    "tactics": {"cost": CNY, "kind": TEXT},
    "tasks": {"cost": CNY, "finish": DATE, "duration": DURATION},
    "channels": {"commission": RATE, "gmv_share": RATE},
}
ENTITIES = {
    "tasks": {"rush_replenishment", "shop_design", "店铺设计"},
    "people": {"lin_wei", "zhao_min"},
    "tactics": {"douyin_feed_ads", "brand_film"},
    "budgets": {"marketing.taobao", "marketing.douyin"},
    "channels": {"taobao", "douyin"},
}

PRODUCTS: dict[str, dict[str, Any]] = {
    "dress_01": {
        "stock": Count(d("12"), "pieces"),
        "reorder_point": Count(d("30"), "pieces"),
        "price": Money(d("199"), "CNY"),
        "unit_cost": Money(d("60"), "CNY"),
        "category": "dress",
        "name": "夏季长裙 限量",
        "active": True,
        "launched": dt.date(2026, 3, 1),
        "window": Duration(d("6"), "month"),
        "discount": Rate(d("0.1")),
        "rating": Count(d("4.5")),
        "lead_time": Duration(d("3"), "w"),
        "quarter": parse_period("2026-Q1"),
        "库存": Count(d("12"), "pieces"),
    },
    "dress_02": {
        "stock": Count(d("40"), "pieces"),
        "price": Money(d("299"), "CNY"),
        "unit_cost": Money(d("90"), "CNY"),
        "category": "dress",
        "name": "Evening dress",
        "active": True,
        "launched": dt.date(2025, 9, 30),
    },
    "shoe_01": {
        "stock": Count(d("5"), "pieces"),
        "price": Money(d("399"), "CNY"),
        "unit_cost": Money(d("150"), "CNY"),
        "category": "shoe",
        "name": "Sandal",
        "active": False,
        "launched": dt.date(2026, 1, 31),
    },
}
VALUES: dict[str, dict[str, dict[str, Any]]] = {
    "products": PRODUCTS,
    "tactics": {
        "douyin_feed_ads": {"cost": Money(d("80000"), "CNY"), "kind": "paid_ads"},
        "brand_film": {"kind": "content"},
    },
    "tasks": {
        "shop_design": {
            "cost": Money(d("20000"), "CNY"),
            "finish": dt.date(2026, 1, 14),
            "duration": Duration(d("10"), "d"),
        },
        "店铺设计": {
            "cost": Money(d("500.50"), "CNY"),
            "finish": dt.date(2026, 2, 28),
            "duration": Duration(d("2"), "w"),
        },
    },
    "channels": {"taobao": {"commission": Rate(d("0.05"))}, "douyin": {"commission": Rate(d("0.05"))}},
}
MEASURED: dict[str, Any] = {
    "gmv": Money(d("1000000"), "CNY"),
    "ad_spend": Money(d("400000"), "CNY"),
    "gmv_usd": Money(d("1000"), "USD"),
    "visitors": Count(d("400000")),
    "orders": Count(d("10000")),
    "conversion": Rate(d("0.025")),
    "aov": Money(d("100"), "CNY"),
    "roas": Count(d("2.5")),
    "score": Count(d("80")),
    "returns": Rate(d("0.03")),
    "units_sold": Count(d("120")),
    "search_volume_growth": Rate(d("2")),
    "rating": Count(d("4")),
    "nothing": Count(d("0")),
    "销售额": Money(d("1000000"), "CNY"),
}


class Shop:
    """A scope: the strategy's own, of a product, or (with `entity`) of one entity of a section."""

    def __init__(self, fields: dict[str, Type], *, entity: bool = False, rate: str = "") -> None:
        self.fields, self.entity_only, self.rate = fields, entity, rate

    def bare(self, name: str) -> Resolved | Ambiguous | None:
        if self.entity_only:
            return Resolved(self.fields[name], ("field", name)) if name in self.fields else None
        if name in self.fields and name in METRICS:
            return Ambiguous((f"products.*.{name}", f"metrics.{name}"))
        if name in self.fields:
            return Resolved(self.fields[name], ("field", name))
        return self.dotted(("metrics", name))

    def dotted(self, path: tuple[str, ...]) -> Resolved | None:
        match path:
            case ("metrics", name) if name in METRICS:
                return Resolved(METRICS[name], ("metric", name), windowed=name in WINDOWED)
            case (section, "*", field) if field in SECTIONS.get(section, {}):
                return Resolved(collection(SECTIONS[section][field]), ("all", section, field))
            case (section, name, field) if name in VALUES.get(section, {}) and field in SECTIONS[section]:
                return Resolved(SECTIONS[section][field], ("one", section, name, field))
        return None

    def section(self, name: str) -> Scope | None:
        return Shop(SECTIONS[name], entity=True) if name in SECTIONS else None

    def entity(self, section: str, path: tuple[str, ...]) -> Resolved | None:
        for kind in [section] if section else ["channels"]:
            if ".".join(path) in ENTITIES[kind]:
                return Resolved(record(kind), (kind, ".".join(path)))
        return None

    def exchange(self, source: str, target: str) -> Resolved | None:
        if self.rate and (source, target) == ("USD", "CNY"):
            return Resolved(NUMBER, ("rate", self.rate))
        return None

    def names(self) -> Iterable[str]:
        yield from self.fields
        if not self.entity_only:
            yield from METRICS
            yield from (f"metrics.{name}" for name in METRICS)
            yield from (f"{kind}.{name}" for kind, names in ENTITIES.items() for name in sorted(names))


class Day:
    """An environment: what is measured on a day, seen from one entity."""

    def __init__(self, fields: dict[str, Any], measured: dict[str, Any] = MEASURED, name: str = "") -> None:
        self.fields, self.measured, self.name = fields, measured, name
        self.asked: list[tuple[object, tuple[object, ...]]] = []
        self.past: Sequence[Environment] | None = None

    def value(self, key: object, arguments: tuple[object, ...] = ()) -> Value | Missing:
        self.asked.append((key, arguments))
        match key:
            case ("field", str(name)):
                found: Value | None = self.fields.get(name)
                return Missing((name,)) if found is None else found
            case ("metric", "gmv") if arguments and isinstance(arguments[0], Period):
                return Money(Decimal(arguments[0].first.year * 1000), "CNY")
            case ("metric", str(name)):
                found = self.measured.get(name)
                return Missing((f"metrics.{name}",)) if found is None else found
            case ("all", str(section), str(field)):
                return tuple(
                    entity.get(field, Missing((f"{section}.{name}.{field}",)))
                    for name, entity in VALUES[section].items()
                )
            case ("one", str(section), str(name), str(field)):
                found = VALUES[section][name].get(field)
                return Missing((f"{section}.{name}.{field}",)) if found is None else found
            case ("rate", str(rate)):
                return Count(Decimal(rate))
        raise AssertionError(key)

    def items(self, section: str) -> Sequence[Environment] | Missing:
        return [Day(fields, name=f"{section}.{name}") for name, fields in VALUES[section].items()]

    def history(self, span: Duration) -> Sequence[Environment] | Missing:
        return Missing((f"the last {span}",)) if self.past is None else self.past


@pytest.fixture
def shop() -> Shop:
    return Shop(FIELDS)


@pytest.fixture
def rich_shop() -> Shop:
    return Shop(FIELDS, rate="7.2")


@pytest.fixture
def day() -> Day:
    return Day(PRODUCTS["dress_01"])


@pytest.fixture
def make_day() -> type[Day]:
    return Day
