"""Strategies of any size with goals, metrics, tasks and tactics alike: what every family of rules has to do with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

BLOCK = 10
"""A block is ten goals, ten metrics, ten tasks and ten tactics of one person: a team's part of a large plan."""

_LONGEST = 6
_CHANNELS = 20
_COST = 1_000

_HEAD = """\
ecsc: 1
strategy:
  id: whole_year
  name: A whole year of a large company
  owner: lead
  period: 2026-01-01..2026-12-31
  currency: CNY
objectives:
  online: {{name: A fifth of all sales online, owner: lead, dimension: market_positioning, horizon: long}}
  loyal: {{name: Customers come again, owner: lead, dimension: customer_relations, horizon: long}}
  known: {{name: Known in every town, owner: lead, dimension: brand_building, horizon: long}}
  quick: {{name: Every question answered, owner: lead, dimension: operating_efficiency, horizon: short}}
data_sources:
  shop: {{name: Shop, kind: shop, refresh: daily, owner: lead}}
  crm: {{name: Customer files, kind: crm, refresh: daily, owner: lead}}
budgets:
  marketing:
    name: Marketing
    owner: lead
    limit: {limit}
    lines:
      work: {{name: Work, limit: {work}}}
      reach: {{name: Reach, limit: {reach}}}
reports:
  monthly:
    name: Figures of the month
    every: month
    day: last
    owner: lead
    recipients: [lead]
    metrics: [{reported}]
"""

_METRICS = """\
  revenue_{n}: {{name: Revenue {n}, unit: money, aggregation: sum, direction: up, source: shop, frequency: daily}}
  visitors_{n}: {{name: Visitors {n}, unit: people, aggregation: sum, direction: up, source: shop, frequency: daily}}
  orders_{n}: {{name: Orders {n}, unit: orders, aggregation: sum, direction: up, source: shop, frequency: daily}}
  conversion_{n}: {{name: Rate {n}, unit: percent, formula: orders_{n} / visitors_{n}, direction: up, source: shop}}
  basket_{n}: {{name: Basket {n}, unit: money, formula: revenue_{n} / orders_{n}, direction: up, source: shop}}
  members_{n}: {{name: New members {n}, unit: people, aggregation: sum, direction: up, source: crm, frequency: weekly}}
  buyers_{n}: {{name: Buyers {n}, unit: people, aggregation: distinct, direction: up, source: crm, frequency: weekly}}
  refunds_{n}: {{name: Refund rate {n}, unit: percent, aggregation: ratio, direction: down, source: shop}}
  answer_{n}: {{name: First answer {n}, unit: minutes, aggregation: average, direction: down, source: crm}}
  known_{n}: {{name: Known to {n}, unit: percent, aggregation: last, direction: up, source: crm, frequency: monthly}}
"""

_NAMES = (
    "revenue",
    "visitors",
    "orders",
    "conversion",
    "basket",
    "members",
    "buyers",
    "refunds",
    "answer",
    "known",
)
_GOALS = {
    "revenue": (
        "0",
        "1000000",
        "online",
        "values: {2026-Q1: 150000, 2026-Q2: 250000, 2026-Q3: 250000, 2026-Q4: 350000}",
    ),
    "visitors": ("0", "400000", "online", "shares: {2026-Q1: 10%, 2026-Q2: 20%, 2026-Q3: 30%, 2026-Q4: 40%}"),
    "orders": (
        "0",
        "8000",
        "online",
        "cumulative_shares: {2026-Q1: 15%, 2026-Q2: 40%, 2026-Q3: 65%, 2026-Q4: 100%}",
    ),
    "conversion": ("1.5%", "2%", "online", ""),
    "basket": ("100", "125", "online", ""),
    "members": (
        "0",
        "20000",
        "loyal",
        "values: {2026-Q1: 2000, 2026-Q2: 4000, 2026-Q3: 6000, 2026-Q4: 8000}",
    ),
    "buyers": ("4000", "6000", "loyal", ""),
    "refunds": ("8%", "5%", "quick", ""),
    "answer": ("15 minutes", "8 minutes", "quick", ""),
    "known": ("20%", "30%", "known", "values: {2026-Q1: 22%, 2026-Q2: 24%, 2026-Q3: 27%, 2026-Q4: 30%}"),
}
"""Baseline, target, objective and breakdown of the goal on each metric of a block."""


def write_whole(path: Path, each: int) -> None:
    """Write a strategy of so many goals, metrics, tasks and tactics, each a multiple of `BLOCK`."""
    blocks = range(each // BLOCK)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        cost = each * _COST
        reported = ", ".join(f"{name}_{n}" for n in blocks for name in _NAMES)
        file.write(_HEAD.format(limit=2 * cost, work=cost, reach=cost, reported=reported))
        for section, write in _SECTIONS.items():
            file.write(f"{section}:\n")
            for n in blocks:
                file.writelines(write(n))


def _people(n: int) -> Iterator[str]:
    if not n:
        yield "  lead: {name: Lin Wei}\n"
    yield f"  person_{n}: {{name: Person {n}, team: team_{n // BLOCK}}}\n"


def _teams(n: int) -> Iterator[str]:
    if not n % BLOCK:
        yield f"  team_{n // BLOCK}: {{name: Team {n // BLOCK}, lead: person_{n}}}\n"


def _channels(n: int) -> Iterator[str]:
    if n < _CHANNELS:
        yield (
            f"  channel_{n}: {{name: Channel {n}, kind: marketplace, platform: taobao, audience: people of town {n}, "
            "commission: 5%, price_policy: promotions_may_differ, owner: lead}\n"
        )


def _metrics(n: int) -> Iterator[str]:
    yield _METRICS.format(n=n)


def _goals(n: int) -> Iterator[str]:
    for name, (baseline, target, objective, breakdown) in _GOALS.items():
        yield (
            f"  {name}_goal_{n}:\n"
            f"    name: {name} {n} reaches {target}\n"
            f"    metric: {name}_{n}\n"
            f"    baseline: {baseline}\n"
            f"    target: {target}\n"
            f"    due: 2026-12-31\n"
            f"    owner: person_{n}\n"
            f"    supports: {objective}\n"
            f"    evidence: market report of town {n}\n"
        )
        if breakdown:
            yield f"    breakdown: [{{split: quarter, {breakdown}}}]\n"
        if name == "revenue":
            yield f"    drivers: {{visitors_{n}: 400000, conversion_{n}: 2%, basket_{n}: 125}}\n"


def _tasks(n: int) -> Iterator[str]:
    for number in range(BLOCK):
        after = f"    after: task_{n}_{number - 1}\n" if number else ""
        yield (
            f"  task_{n}_{number}:\n"
            f"    name: Task {number} of person {n}\n"
            f"    owner: person_{n}\n"
            f"    duration: {(n + number) % _LONGEST + 1}d\n"
            f"    cost: {_COST}\n"
            f"    budget: marketing.work\n"
            f"    serves: [{_NAMES[number]}_goal_{n}]\n"
            f"{after}"
        )


def _tactics(n: int) -> Iterator[str]:
    for number in range(BLOCK):
        month = number + 1
        yield (
            f"  tactic_{n}_{number}:\n"
            f"    name: Search words {number} of person {n}\n"
            f"    stage: acquire\n"
            f"    kind: paid_ads\n"
            f"    channel: channel_{n % _CHANNELS}\n"
            f"    window: 2026-{month:02}-01..2026-{month:02}-28\n"
            f"    cost: {_COST}\n"
            f"    budget: marketing.reach\n"
            f"    visits: {_COST}\n"
            f"    cost_per_click: 1\n"
            f"    serves: [{_NAMES[number]}_goal_{n}]\n"
            f"    owner: person_{n}\n"
        )


def _milestones(n: int) -> Iterator[str]:
    served = ", ".join(f"{name}_goal_{n}" for name, said in _GOALS.items() if not said[3])
    yield (
        f"  half_way_{n}:\n"
        f"    name: Half of the work of person {n}\n"
        f"    due: 2026-06-30\n"
        f"    after: task_{n}_4\n"
        f"    owner: person_{n}\n"
        f"    serves: [{served}]\n"
    )


_SECTIONS = {
    "people": _people,
    "teams": _teams,
    "channels": _channels,
    "metrics": _metrics,
    "goals": _goals,
    "tasks": _tasks,
    "tactics": _tactics,
    "milestones": _milestones,
}
