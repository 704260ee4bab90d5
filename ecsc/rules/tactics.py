"""What tactics pay for: 510."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.spending import drawn_on
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Money
from ecsc.rules.rule import rule


@rule("ECS510", "tactic-overdrawn", Severity.ERROR)
def tactic_overdrawn(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The tasks that serve a tactic cost no more than the tactic.

    They draw down the tactic's cost, they do not add to it: only the tactic is counted on a budget line. What
    they cost beyond it would be in no limit.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tactics:
      film: {kind: content, window: 2026-05-01..2026-05-31, cost: 10000, budget: marketing}
    tasks:
      shoot: {name: Shoot, owner: lin, duration: 10d, cost: 12000, serves: film}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    tactics:
      film: {kind: content, window: 2026-05-01..2026-05-31, cost: 10000, budget: marketing}
    tasks:
      shoot: {name: Shoot, owner: lin, duration: 10d, cost: 8000, serves: film}
    ```
    """
    for tactic, tasks in drawn_on(assessed.linked.strategy).items():
        cost = assessed.linked.strategy.tactics[tactic].cost
        if cost is None:
            continue
        parts = [(task.id, task.cost) for task in tasks if task.cost and task.cost.currency == cost.currency]
        drawn = sum((amount.amount for _, amount in parts), Decimal(0))
        if drawn > cost.amount:
            yield Finding(
                rule,
                "the tasks for {tactic} cost {drawn}, {over} more than the tactic",
                At("tactics", tactic, ("cost",)),
                params={
                    "tactic": tactic,
                    "drawn": Money(drawn, cost.currency),
                    "over": Money(drawn - cost.amount, cost.currency),
                },
                hint="raise the cost of {tactic}, or lower that of a task",
                related=tuple(
                    Related(At("tasks", task, ("cost",)), "{amount}", {"amount": amount})
                    for task, amount in parts
                ),
            )


RULES = (tactic_overdrawn,)
