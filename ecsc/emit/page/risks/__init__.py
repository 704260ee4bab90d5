"""What may happen: the matrix, and the register with owner, trigger, prevention, answer, and what it would hit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ecsc.emit.criteria import criterion_words
from ecsc.emit.formula_words import formula_words
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.pictures.risk_matrix import band, risk_matrix
from ecsc.messages import Words
from ecsc.plan.types import RiskPlan

if TYPE_CHECKING:
    from markupsafe import Markup


def section(reader: Reader) -> Section:
    """Return matrix and register; the register is sorted by score and numbered as in the matrix."""
    w, risks = reader.w, sorted(reader.plan.risks, key=lambda risk: -(risk.score or 0))
    title = w("Risks")
    if not risks:
        told = w(
            "Here would stand what may happen, how likely and how bad it is, and who answers: write it under `risks`."
        )
        return Section("risks", title, told, None)
    grave = sum(band(risk.score) in ("grave", "high") for risk in risks if risk.score is not None)
    unscored = sum(risk.score is None for risk in risks)
    lead = w.count("{n} of {all} risks is high.", "{n} of {all} risks are high.", grave, all=len(risks))
    if unscored:
        lead += reader.blank + w.count(
            "{n} is not scored: its likelihood or impact is missing.",
            "{n} are not scored: their likelihood or impact is missing.", unscored,
        )  # fmt: skip
    names = _steps(w)
    rows = [_row(number, risk, reader) for number, risk in enumerate(risks, 1)]
    body = fill("risks/risks.html.j2", w=w, matrix=_matrix(risks, names, w), rows=rows)
    return Section("risks", title, lead, body)


def _matrix(risks: list[RiskPlan], names: dict[str, str], w: Words) -> Markup | str:
    from markupsafe import Markup

    cells: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, risk in enumerate(risks, 1):
        if risk.likelihood and risk.impact:
            cells[risk.likelihood, risk.impact].append(number)
    if not cells:
        return ""
    title = w("Risks by likelihood and impact; the numbers are those of the register")
    return Markup(risk_matrix(cells, (w("Likelihood"), w("Impact")), names, title))  # noqa: S704 - escaped there


def _row(number: int, risk: RiskPlan, reader: Reader) -> dict[str, object]:
    w = reader.w
    words = {"low": w("low"), "middle": w("medium"), "high": w("high"), "grave": w("grave")}
    return {
        "number": number,
        "name": risk.name,
        "cause": risk.cause,
        "score": "–" if risk.score is None else f"{risk.score}",
        "level": w("not scored") if risk.score is None else words[band(risk.score)],
        "band": "unknown" if risk.score is None else band(risk.score),
        "owner": reader.person(risk.owner),
        "notice": risk.signal or _trigger(risk.trigger, reader),
        "prevent": risk.prevent,
        "respond": [reader.name(one) for one in risk.respond],
        "hits": [reader.name(one) for one in risk.hits],
    }


def _trigger(condition: str | None, reader: Reader) -> str:
    """Return the condition that shows the risk has come, with the names of metrics, and units where they are told."""
    if not condition:
        return "–"
    return criterion_words(condition, reader.plan, reader.w) or formula_words(
        condition, reader.plan, reader.w
    )


def _steps(w: Words) -> dict[str, str]:
    """Return the words of the five steps of likelihood and of impact."""
    return {
        "rare": w("rare"), "unlikely": w("unlikely"), "possible": w("possible"), "likely": w("likely"),
        "almost_certain": w("almost certain"), "negligible": w("negligible"), "minor": w("minor"),
        "moderate": w("moderate"), "major": w("major"), "severe": w("severe"),
    }  # fmt: skip
