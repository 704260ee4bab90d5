"""What else may come: the scenarios as they are stated, and how to compare them with the plan."""

from __future__ import annotations

from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.scenarios.changes import told
from ecsc.emit.page.section import Section


def section(reader: Reader) -> Section | None:
    """Return the scenarios; None where none is stated.

    How the strategy comes out under each takes a compilation a scenario, which is what `ecsc scenarios` does.
    """
    w, found = reader.w, reader.plan.chapters.learning.scenarios
    if not found:
        return None
    under = reader.plan.strategy.scenario
    scenarios = [
        {
            "name": one.name or one.id,
            "now": under is not None and one.id == under.id,
            "likely": w("Likelihood {share}", share=one.likelihood) if one.likelihood is not None else "",
            "owner": w("Owner: {name}", name=reader.person(one.owner)) if one.owner else "",
            "changes": [
                told(each, reader) for each in reader.plan.scenario_changes if each.scenario == one.id
            ],
            "description": one.description or "",
        }
        for one in found
    ]
    lead = w.count(
        "{n} scenario is stated beside the plan.",
        "{n} scenarios are stated beside the plan.", len(scenarios),
    )  # fmt: skip
    body = fill("scenarios/scenarios.html.j2", w=w, scenarios=scenarios)
    return Section("scenarios", w("Scenarios"), lead, body)
