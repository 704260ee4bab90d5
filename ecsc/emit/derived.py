"""What follows from a section as a whole, for `explain`: complaints by frequency, launches, budget shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ecsc.assess import Assessed
from ecsc.emit.figures import figure_line
from ecsc.messages import Words
from ecsc.plan.figures import figures
from ecsc.plan.shares import BudgetShare, feedback_shares, launch_counts, shares_plan

FIGURED = (
    "market",
    "goals",
    "launch_plan",
    "tactics",
    "messages",
    "actuals",
    "issues",
    "operations",
    "campaigns",
)
"""Sections that figures follow from."""


def derived(assessed: Assessed, section: str, w: Words) -> Iterator[tuple[int, str]]:
    """Yield lines as (depth, text) about what a section as a whole comes to; none for most sections."""
    strategy = assessed.linked.strategy
    if section == "feedback" and strategy.feedback is not None and strategy.feedback.counts:
        yield 0, w("Most frequent first")
        for rank, one in enumerate(feedback_shares(strategy.feedback), 1):
            yield 1, w(
                "{rank}. {name}: {count} ({share}; {cumulative} together)",
                rank=rank, name=one.name, count=one.count, share=one.share, cumulative=one.cumulative,
            )  # fmt: skip
    if section == "launch_plan" and (counts := launch_counts(assessed)):
        yield 0, w("Launches planned")
        for each in counts:
            yield 1, w(
                "{period}: {n} of {wanted} {launches}",
                period=each.period, n=len(each.launches), wanted=each.wanted, launches=list(each.launches),
            ).rstrip()  # fmt: skip
    if section == "messages" and (together := figures_of(assessed, section, w).get("")):
        yield 0, w("All messages")
        yield from ((1, line) for line in together)
    if section == "tactics":
        shares = shares_plan(assessed)
        if shares.tactics:
            yield 0, w("Share of the tactics' budget")
            yield from _shares(shares.tactics, w)
            yield 0, w("By stage")
            yield from _shares(shares.stages, w)
            yield 0, w("By kind")
            yield from _shares(shares.kinds, w)


def figures_of(assessed: Assessed, section: str, w: Words) -> Mapping[str, Sequence[str]]:
    """Return lines about what follows from the entries of a section, by id; of a section as a whole under no id."""
    if section not in FIGURED:
        return {}
    found: dict[str, list[str]] = {}
    for one in figures(assessed):
        if one.section == section:
            found.setdefault(one.id, []).append(figure_line(one, w))
    return found


def _shares(parts: tuple[BudgetShare, ...], w: Words) -> Iterator[tuple[int, str]]:
    for one in parts:
        name = one.name if one.name is not None else w("not stated")
        yield 1, w("{name}: {share} ({cost})", name=name, share=one.share, cost=one.cost)
