"""What could go wrong: the highest risks, thin promises, and what the simulation says."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.chances import in_runs
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Answer
from ecsc.emit.prices.answer import danger
from ecsc.messages import shortened

MOST = 3


def dangers(reader: Reader) -> Answer:
    """Return what could go wrong, the gravest first."""
    w, plan = reader.w, reader.plan
    scored = sorted(
        (risk for risk in plan.risks if risk.score is not None), key=lambda risk: -(risk.score or 0)
    )
    question = w("What could go wrong?")
    points = tuple(_points(reader))
    if not plan.risks:
        return Answer(
            question, w("No risk is stated, so this cannot be answered; add them under `risks`."), points
        )
    if not scored:
        return Answer(
            question, w("The risks have no likelihood and impact, so none can be put first."), points
        )
    worst = scored[0]
    sentence = w(
        "Gravest of {n} risks: {name} (score {score} of 25).",
        n=len(plan.risks), name=shortened(worst.name, 90), score=worst.score,
    )  # fmt: skip
    if worst.owner:
        sentence += ("" if w.language == "zh-CN" else " ") + w(
            "{name} answers for it.", name=reader.person(worst.owner)
        )
    return Answer(question, sentence, points)


def _points(reader: Reader) -> Iterator[str]:
    w, plan = reader.w, reader.plan
    if reader.prices is not None and (told := danger(reader.prices)):
        yield told
    scored = sorted(
        (risk for risk in plan.risks if risk.score is not None), key=lambda risk: -(risk.score or 0)
    )
    for risk in scored[1:MOST]:
        yield w("{name} (score {score} of 25)", name=shortened(risk.name, 90), score=risk.score)
    thin = [
        one for one in plan.work.milestones
        if one.slack is not None and 0 <= one.slack <= plan.work.near_critical
    ]  # fmt: skip
    if thin:
        names = ", ".join(shortened(one.name, 60) for one in thin[:MOST])
        if len(thin) > MOST:
            yield w("{n} milestones have hardly any slack, among them {names}", n=len(thin), names=names)
        else:
            yield w.count(
                "{n} milestone has hardly any slack: {names}", "{n} milestones have hardly any slack: {names}",
                len(thin), names=names,
            )  # fmt: skip
    simulation = plan.work.simulation
    if simulation is not None and simulation.on_time is not None:
        yield w("Simulated, the work ends in time {runs}.", runs=in_runs(simulation.on_time, w))
