"""Feeding buffers: 623. Where a chain of work joins the critical one, there is room for its buffer."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.feeding_buffers import feeding_buffers
from ecsc.assess.lengths import exact_days
from ecsc.diagnostics import Finding, Related, Rule, Severity
from ecsc.quantity import Duration
from ecsc.rules.network import work_at
from ecsc.rules.rule import rule

CHAIN_SHOWN = 6
"""Tasks of a feeding chain that a finding shows; a longer chain starts with an ellipsis."""


@rule(
    "ECS623",
    "feeding-buffer-short",
    Severity.WARNING,
    "duration",
    "tasks.after|finish_after",
    "milestones.after",
)
def feeding_buffer_short(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Where other work joins the critical chain, there is room for the buffer that `critical_chain` asks for.

    The buffer is a share of the work on the chain that joins (Goldratt, *Critical Chain*, 1997). It lies between
    that chain's last task and the critical one that waits for it, and covers what room there is: dates are
    not moved for it. Where the room is short, a delay on the side chain soon delays the end of all.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, buffer: {policy: critical_chain, size: 50%}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      photos: {name: Photos, owner: lin, duration: 8d}
      launch: {name: Launch, owner: lin, duration: 5d, after: [shop, photos]}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, buffer: {policy: critical_chain, size: 50%}}
    tasks:
      shop: {name: Shop, owner: lin, duration: 10d}
      photos: {name: Photos, owner: lin, duration: 4d}
      launch: {name: Launch, owner: lin, duration: 5d, after: [shop, photos]}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.header.buffer.policy != "critical_chain":
        return
    for one in feeding_buffers(strategy, assessed.timetable):
        if one.room >= one.size:
            continue
        shown = one.chain[-CHAIN_SHOWN:]
        yield Finding(
            rule,
            "{chain} has a buffer of {size} before {joins}, but room for {room}",
            work_at(strategy, one.after),
            params={
                "chain": " → ".join((*(("…",) if len(shown) < len(one.chain) else ()), *shown)),
                "size": Duration(exact_days(one.size), "d"),
                "room": Duration(exact_days(one.room), "d"),
                "joins": one.joins,
            },
            label="{room} are left before {joins} starts",
            hint="start this chain earlier or shorten it, so that a delay in it does not reach the critical chain",
            related=(Related(work_at(strategy, one.joins), "critical, and waits for it"),),
        )


RULES = (feeding_buffer_short,)
