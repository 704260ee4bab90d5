"""Many small strategies, as a company with a folder for each brand and season has them; always the same ones."""

from __future__ import annotations

from pathlib import Path

FAULTY = 25
"""Of so many strategies one has a mistake in it, as there is always somebody who is still writing."""

_HEAD = """\
# Brand {n}: what it wants of the half-year, and the work that gets there.
ecsc: 1

strategy:
  id: brand_{n}
  name: Brand {n} in the first half-year
  owner: lin
  period: 2026-01-01..2026-06-30
  currency: CNY
  timezone: Asia/Shanghai
  calendar: {{ country: CN }}
  buffer: {{ policy: per_task, size: 10% }}

people:
  lin: {{ name: Lin Wei }}
  zhao: {{ name: Zhao Min }}

objectives:
  grow_online: {{ name: A fifth of all sales is made online, owner: lin }}

data_sources:
  shop: {{ name: Shop back office, kind: shop, refresh: daily }}

metrics:
  gmv: {{ standard: gmv, source: shop }}
  visitors: {{ standard: visitors, source: shop }}
  orders: {{ standard: orders, source: shop }}
  conversion: {{ standard: conversion }}
  aov: {{ standard: aov }}

goals:
  sales:
    name: CNY {target:,} of sales by the end of June
    type: financial
    metric: gmv
    baseline: {before}
    target: {target}
    due: 2026-06-30
    owner: lin
    supports: grow_online
    drivers: {{ visitors: {visitors}, conversion: 2.5%, aov: 100 }}

budgets:
  marketing: {{ name: Marketing, owner: zhao, limit: {limit} }}

tasks:
"""

_TASK = """\
  step_{i}:
    name: Step {i} of brand {n}
    owner: {owner}
    duration: {days}d
    cost: {cost}
    budget: marketing
    serves: [sales]
"""

_END = """\

milestones:
  on_sale: {{ name: The shop sells, due: 2026-05-29, after: step_{last}, serves: [sales] }}
"""


def write_many(folder: Path, strategies: int) -> int:
    """Write so many strategies of 50 to 110 lines below `folder`, twenty to a region; return their bytes."""
    written = 0
    for n in range(strategies):
        home = folder / f"region_{n // 20:02}" / f"brand_{n:04}"
        home.mkdir(parents=True)
        text = _text(n)
        written += (home / "strategy.yaml").write_text(text, encoding="utf-8", newline="\n")
    return written


def _text(n: int) -> str:
    visitors = 200_000 + 4_000 * (n % 50)
    target = visitors * 5 // 2
    costs = [1_000 * (1 + (n + i) % 9) for i in range(1 + n % 7)]
    text = _HEAD.format(
        n=n, target=target, before=target * 3 // 5, visitors=visitors, limit=sum(costs) + 10_000
    )
    for i, cost in enumerate(costs):
        owner = ("lin", "zhao")[i % 2]
        text += _TASK.format(i=i, n=n, owner=owner, days=2 + (n + 3 * i) % 6, cost=cost)
        text += f"    after: step_{i - 1}\n" if i else ""
    text += _END.format(last=len(costs) - 1)
    return text.replace("owner: zhao", "owner: zaho", 1) if n % FAULTY == FAULTY - 1 else text
