"""`plan.xlsx`: the plan as a workbook that computes.

In: `Compiled` and a language. Out: one artifact with a sheet each for the plan at a glance, goals, KPI targets (with
a column to fill in, and formulas that hold it against the target), tasks, budgets (sums as formulas), prices under
offers, where there are any, and risks.
Numbers, money, percentages and days are of their own kinds, text is never a formula. The same plan gives the same
bytes: the workbook is dated with the day of assessment, else the first day of the strategy. May import `compiled`,
`plan`, `quantity`, `messages` and the sentences that stand beside the packages of `emit`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the workbook of a plan in `language`."""
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.prices.told import Prices
    from ecsc.emit.spreadsheet.aims import goals_sheet, targets_sheet
    from ecsc.emit.spreadsheet.book import book
    from ecsc.emit.spreadsheet.budgets import budgets_sheet
    from ecsc.emit.spreadsheet.glance import glance_sheet
    from ecsc.emit.spreadsheet.offers import offers_sheet
    from ecsc.emit.spreadsheet.risks import risks_sheet
    from ecsc.emit.spreadsheet.tasks import tasks_sheet
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    plan = in_language(compiled.plan, w.language)
    sheets = (
        glance_sheet(plan, w, notice(compiled, w)),
        goals_sheet(plan, w),
        targets_sheet(plan, w),
        tasks_sheet(plan, w),
        budgets_sheet(plan, w),
        *([offers_sheet(Prices(plan, plan.offers, w, whole=True))] if plan.offers is not None else ()),
        risks_sheet(plan, w),
    )
    content = book(sheets, plan.strategy.name, plan.strategy.as_of or plan.strategy.period.first)
    return (
        Artifact("plan.xlsx", content, "leaders, finance and teams: goals, targets, tasks, budgets, risks"),
    )


__all__ = ["render"]
