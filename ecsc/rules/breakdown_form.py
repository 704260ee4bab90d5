"""What a breakdown is cut by, and whether its numbers are nested that way: the words of ECS416 on the form."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from ecsc.assess import Assessed
from ecsc.assess.breakdowns import runs_along_no_time
from ecsc.assess.wholes import AXES
from ecsc.diagnostics import At, Finding, PathStep, Rule
from ecsc.diagnostics.slips import meant_by
from ecsc.model.goals import Breakdown

FORMS = ("values", "shares", "cumulative_shares")


def misshapen(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Yield what keeps breakdowns from being read: no or unknown axes, wrong nesting, two sets of numbers."""
    for goal in assessed.linked.strategy.goals.values():
        for index, one in enumerate(goal.breakdown):
            at = At("goals", goal.id, ("breakdown", index))
            wrong = (*_wrong_axes(one, at, rule), *_wrong_cumulation(one, at, rule))
            yield from wrong or _wrong_numbers(one, at, rule)
    yield from _wrong_shares(assessed, rule)


def _wrong_axes(one: Breakdown, at: At, rule: Rule) -> Iterator[Finding]:
    if not one.split:
        yield Finding(
            rule,
            "the breakdown does not say what it is split by",
            _below(at, "split"),
            params={"axes": list(AXES)},
            hint="write for example `split: quarter`; a goal can be split by {axes}",
        )
    for number, axis in enumerate(one.split):
        if axis in AXES and axis not in one.split[:number]:
            continue
        near = difflib.get_close_matches(axis, AXES, n=3)
        yield Finding(
            rule,
            "`{axis}` stands twice" if axis in AXES else "a goal cannot be split by `{axis}`",
            _below(at, "split", number),
            params={"axis": axis, "near": near, "axes": list(AXES)},
            hint="did you mean {near}?" if near and axis not in AXES else "it can be split by {axes}",
            meant=meant_by(axis, near) if axis not in AXES else None,
        )


def _wrong_cumulation(one: Breakdown, at: At, rule: Rule) -> Iterator[Finding]:
    if one.split and runs_along_no_time(one) and one.cumulative_shares is not None:
        yield Finding(
            rule,
            "cumulative shares run along one row of periods, not along {axes}",
            _below(at, "cumulative_shares", part="key"),
            params={"axes": list(one.split)},
            hint="split it by quarter or month alone, or write `shares:`, what falls to each part",
        )


def _wrong_shares(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    for goal, found in assessed.breakdowns.items():
        for view in found.views:
            if view.no_shares:
                yield Finding(
                    rule,
                    "{metric} does not add up, so a share of it says nothing",
                    At("goals", goal, (*view.path, view.form), part="key"),
                    params={"metric": assessed.linked.strategy.goals[goal].metric},
                    hint="write `values:`, what is to be reached in each part",
                )


def _wrong_numbers(one: Breakdown, at: At, rule: Rule) -> Iterator[Finding]:
    given = [form for form in FORMS if getattr(one, form) is not None]
    if len(given) > 1:
        yield Finding(
            rule,
            "one breakdown has {forms}, and only the first of them counts",
            _below(at, given[1], part="key"),
            params={"forms": given},
            hint="keep one, or make two breakdowns of it",
        )
    for path in _odd(getattr(one, given[0]), len(one.split)) if given else ():
        short = len(path) < len(one.split)
        yield Finding(
            rule,
            "`{key}` is not split by {axis}" if short else "`{key}` is split further than by {axis}",
            _below(at, given[0], *path, part="key"),
            params={"key": path[-1], "axis": one.split[len(path)] if short else one.split[-1]},
            hint="nest the numbers once for each word of `split:`, in the same order",
        )


def _odd(tree: Mapping[str, Any], depth: int, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths at which a tree ends before `depth` or goes on beyond it."""
    for key, child in tree.items():
        here = (*path, key)
        nested = isinstance(child, Mapping)
        if nested and len(here) < depth:
            yield from _odd(child, depth, here)
        elif nested or len(here) < depth:
            yield here


def _below(at: At, *path: PathStep, part: str = "value") -> At:
    return At(at.section, at.id, (*at.path, *path), part="key" if part == "key" else "value")
