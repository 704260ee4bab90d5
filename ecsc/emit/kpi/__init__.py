"""`kpi_targets.md`, `.csv` and `.json`: what is promised, by metric, period and channel.

In: `Compiled` and a language. Out: three artifacts with the committed, stretch and floor levels of every
target, how they are measured, who answers for them and the goal they belong to. May import `compiled`,
`plan`, `assess`, `quantity`, `messages`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the KPI targets as Markdown and CSV in `language`, and as JSON, the same in every language."""
    from ecsc.emit.kpi.document import document
    from ecsc.emit.kpi.page import page
    from ecsc.emit.kpi.sheet import sheet
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    plan = in_language(compiled.plan, w.language)
    text = page(plan, w, notice(compiled, w))
    return (
        Artifact("kpi_targets.md", text, "teams: the targets of every metric, to read"),
        Artifact("kpi_targets.csv", sheet(plan, w), "teams: the targets as a spreadsheet"),
        Artifact("kpi_targets.json", document(compiled), "programs and dashboards: the targets"),
    )


__all__ = ["render"]
