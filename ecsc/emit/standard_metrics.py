"""`metrics`: the shipped definitions of metrics in words, one by one or by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ecsc.catalogue import standard_metrics
from ecsc.messages import Words

FORMAT_VERSION = 1


def metrics_text(names: Sequence[str], w: Words) -> Iterator[tuple[int, str]]:
    """Yield lines as (depth, text): every metric by group, or those of `names` in full."""
    shipped = standard_metrics()
    if names:
        for number, name in enumerate(names):
            if number:
                yield 0, ""
            yield from _in_full(name, shipped[name], w)
        return
    groups = dict.fromkeys(metric["group"] for metric in shipped.values())
    for number, group in enumerate(groups):
        if number:
            yield 0, ""
        yield 0, _group(group, w)
        for name, metric in shipped.items():
            if metric["group"] == group:
                yield 1, f"{name}  {_in(metric['name'], w)} · {_measure(metric, w)}"
                if "formula" in metric:
                    yield 2, f"= {metric['formula']}"
                yield 2, _in(metric["definition"], w)
                yield 2, w("Mind: {trap}", trap=_in(metric["traps"], w))


def _in_full(name: str, metric: Mapping[str, Any], w: Words) -> Iterator[tuple[int, str]]:
    yield 0, f"{name}  {_in(metric['name'], w)}"
    yield 1, _in(metric["definition"], w)
    yield 1, w("Mind: {trap}", trap=_in(metric["traps"], w))
    yield 1, w("Unit: {unit}", unit=_unit(metric["unit"], w))
    yield 1, w("Over time: {how}", how=_added(metric["aggregation"], w))
    yield 1, _better(metric["direction"], w)
    if "formula" in metric:
        yield 1, w("Formula: {formula}", formula=metric["formula"])
        parts = [
            word
            for word in metric["formula"].replace("(", " ").replace(")", " ").split()
            if word.isidentifier()
        ]
        yield 2, w("calculated where the strategy defines {parts}", parts=list(dict.fromkeys(parts)))
    if "range" in metric:
        yield 1, w("Values: {range}", range=_range(metric["range"], w))
    yield 1, w("Also called: {names}", names=metric["synonyms"])
    source = "" if "formula" in metric else ", source: shop"
    yield 1, w("Written: {text}", text=f"metrics: {{{name}: {{standard: {name}{source}}}}}")


def _measure(metric: Mapping[str, Any], w: Words) -> str:
    parts = (_unit(metric["unit"], w), _added(metric["aggregation"], w), _better(metric["direction"], w))
    return " · ".join(parts)


def _in(texts: Mapping[str, str], w: Words) -> str:
    return texts.get(w.language) or texts["en"]


def _unit(unit: str, w: Words) -> str:
    """Return a unit of the shipped definitions in words."""
    return {
        "money": w("money"), "percent": w("percent"), "people": w("people"), "orders": w("orders"),
        "visits": w("visits"), "views": w("views"), "clicks": w("clicks"), "units": w("units (pieces)"),
        "ratio": w("ratio"), "score": w("points (score)"), "seconds": w("seconds"), "minutes": w("minutes"),
        "hours": w("hours"), "days": w("days"), "money per order": w("money per order"),
        "money per click": w("money per click"), "money per thousand": w("money per thousand"),
        "money per customer": w("money per customer"), "units per order": w("units per order"),
    }[unit]  # fmt: skip


def _added(aggregation: str, w: Words) -> str:
    """Return how the values of several periods become one."""
    return {
        "sum": w("periods add up"), "last": w("the last value counts"), "average": w("periods are averaged"),
        "distinct": w("periods never add up (counted once each)"), "ratio": w("recomputed from its parts"),
        "min": w("the lowest counts"), "max": w("the highest counts"),
    }[aggregation]  # fmt: skip


def _better(way: str, w: Words) -> str:
    return w("Higher is better") if way == "up" else w("Lower is better")


def _range(limits: Mapping[str, str], w: Words) -> str:
    low, high = limits.get("low"), limits.get("high")
    if "above" in limits:
        return w("more than {low}", low=limits["above"])
    if low is None:
        return w("up to {high}", high=high)
    return w("{low} to {high}", low=low, high=high) if high is not None else w("{low} or more", low=low)


def _group(name: str, w: Words) -> str:
    return {
        "traffic": w("Traffic and brand"), "advertising": w("Advertising"), "sales": w("Sales and returns"),
        "profit": w("Profit"), "customers": w("Customers"), "messages": w("Messages"), "service": w("Service"),
        "stock": w("Stock"),
    }[name]  # fmt: skip


def metrics_document(names: Sequence[str]) -> dict[str, Any]:
    """Return the definitions for programs, as they ship."""
    shipped = standard_metrics()
    chosen = names or list(shipped)
    return {
        "format": "ecsc-metrics",
        "version": FORMAT_VERSION,
        "metrics": [{"id": name, **shipped[name]} for name in chosen],
    }
