"""The conditions of triggers, read as formulas: which metrics they watch, and what is no number in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.assess.wording import folded, vague_word
from ecsc.expr import Node, parse
from ecsc.expr.tree import Comparison, Name, children
from ecsc.expr.tree import Literal as Constant
from ecsc.link import LinkedStrategy
from ecsc.model.learning import Trigger
from ecsc.quantity import Rate


class Limit(Struct, frozen=True):
    """A metric held against a share: it sets the trigger off when it is on that `side` of it."""

    metric: str
    side: Literal["below", "above"]
    share: Decimal


class Condition(Struct, frozen=True):
    """What a trigger watches. `wordy` is a word that stands where a number should, with its range in the text."""

    metrics: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    wordy: str = ""
    within: tuple[int, int] | None = None


_BELOW: dict[str, Literal["below", "above"]] = {"<": "below", "<=": "below", ">": "above", ">=": "above"}
_OTHER: dict[str, Literal["below", "above"]] = {"<": "above", "<=": "above", ">": "below", ">=": "below"}


def conditions_of(linked: LinkedStrategy) -> Mapping[str, Condition]:
    """Return what each trigger watches, by its id."""
    return {one.id: condition_of(one, linked) for one in linked.strategy.triggers.values()}


def condition_of(trigger: Trigger, linked: LinkedStrategy) -> Condition:
    """Return what a trigger watches; a condition in plain words is searched for words that stand for numbers."""
    header = linked.strategy.header
    node, _ = parse(trigger.when, header.currency, header.fiscal_year_start)
    if node is None:
        word = None if re.search(r"\d", trigger.when) else vague_word(trigger.when, "amounts_without_number")
        named = tuple(name for name in re.findall(r"\w+", trigger.when) if name in linked.metrics)
        return Condition(tuple(dict.fromkeys(named)), wordy=word or "")
    nodes = tuple(_all(node))
    names = [one for one in nodes if isinstance(one, Name)]
    metrics = tuple(dict.fromkeys(one.path[-1] for one in names if _is_metric(one, linked)))
    wordy = next((one for one in names if _stands_for_a_number(one, linked)), None)
    return Condition(
        metrics,
        tuple(_limits(nodes, linked)),
        wordy.text if wordy is not None else "",
        (wordy.start, wordy.end) if wordy is not None else None,
    )


def _all(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))


def _is_metric(name: Name, linked: LinkedStrategy) -> bool:
    bare = len(name.path) == 1 or (len(name.path) == 2 and name.path[0] == "metrics")
    return bare and name.path[-1] in linked.metrics


def _stands_for_a_number(name: Name, linked: LinkedStrategy) -> bool:
    if len(name.path) > 1 or _is_metric(name, linked):
        return False
    word = vague_word(name.text, "amounts_without_number")
    return word is not None and folded(name.text).endswith(word)


def _limits(nodes: tuple[Node, ...], linked: LinkedStrategy) -> Iterator[Limit]:
    for one in nodes:
        if not isinstance(one, Comparison):
            continue
        for metric, limit, sides in ((one.left, one.right, _BELOW), (one.right, one.left, _OTHER)):
            if (
                isinstance(metric, Name)
                and _is_metric(metric, linked)
                and isinstance(limit, Constant)
                and isinstance(limit.value, Rate)
                and one.relation in sides
            ):
                yield Limit(metric.path[-1], sides[one.relation], limit.value.value)
