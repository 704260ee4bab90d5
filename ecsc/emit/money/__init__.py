"""`budget.md`, `budget.csv`, `contribution.csv` and `cash.csv`: where the money lies and what it leaves.

In: `Compiled` and a language. Out: the budget lines by quarter and month with who spends on them, what the planned
sales of each channel leave over by period, and the cash by month. May import `compiled`, `plan`, `quantity`,
`messages`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the money as a page and as spreadsheets; of cash one only where the strategy says when it moves."""
    from ecsc.emit.money.page import page
    from ecsc.emit.money.sheets import budget_sheet, cash_sheet, contribution_sheet
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w, plan = words(language), compiled.plan
    files = [
        Artifact("budget.md", page(plan, w, notice(compiled, w)), "leaders and finance: the money, to read"),
        Artifact("budget.csv", budget_sheet(plan, w), "finance: budget lines by month, with who spends"),
        Artifact(
            "contribution.csv",
            contribution_sheet(plan, w),
            "finance: what sales leave, by channel and period",
        ),
    ]
    if plan.cash is not None:
        files.append(
            Artifact("cash.csv", cash_sheet(plan.cash, plan.strategy.currency, w), "finance: cash by month")
        )
    return tuple(files)


__all__ = ["render"]
