"""The register of risks, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ecsc.assess.risks import IMPACTS, LIKELIHOODS
from ecsc.emit.spreadsheet.cells import WHOLE, Cell, Column, Formula, Number, Sheet
from ecsc.emit.worklist.directory import directory, named
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan, RiskPlan


def risks_sheet(plan: Plan, w: Words) -> Sheet:
    """Return the risks by score; those without one come last."""
    names = directory(plan)
    columns = (
        Column(w("Id"), 22), Column(w("Risk"), 44), Column(w("Score"), 8), Column(w("Likelihood (1-5)"), 12),
        Column(w("Impact (1-5)"), 12), Column(w("Category"), 16), Column(w("Owner"), 16), Column(w("Cause"), 36),
        Column(w("Trigger"), 36), Column(w("Prevented by"), 44), Column(w("Answered by"), 44), Column(w("Hits"), 36),
    )  # fmt: skip

    def row(number: int, risk: RiskPlan) -> tuple[Cell, ...]:
        def work(ids: tuple[str, ...]) -> str:
            return w.show([shortened(name) for name in named(ids, names.work)]) if ids else ""

        score = "" if risk.score is None else Decimal(risk.score)
        hit = (
            w.show([shortened(name) for name in named(risk.hits, names.work | names.openings | names.aims)])
            if risk.hits
            else ""
        )
        return (
            risk.id, risk.name, Formula(f'=IF(COUNT(D{number}:E{number})=2,D{number}*E{number},"")', score, WHOLE),
            _place(risk.likelihood, LIKELIHOODS), _place(risk.impact, IMPACTS), risk.category,
            names.people.get(risk.owner or "", risk.owner), risk.cause,
            risk.signal or risk.trigger, work(risk.prevent), work(risk.respond), hit,
        )  # fmt: skip

    ranked = sorted(plan.risks, key=lambda risk: -(risk.score or 0))
    return Sheet(w("Risks"), columns, tuple(row(number, risk) for number, risk in enumerate(ranked, 2)))


def _place(word: str | None, words: Sequence[str]) -> Cell:
    return Number(words.index(word) + 1, WHOLE) if word in words else None
