"""`plan.mspdi.xml`: the schedule as Microsoft Project's XML, which ProjectLibre and others read too.

In: `Compiled` and a language. Out: one artifact with the calendar and its exceptions, phases as summary tasks, tasks,
milestones, links with lags, and constraints, so that another scheduler computes the same days from it. Days are whole:
half a day counts as a day there, a buffer as lag. Work without dates and recurring work are left out. May import
`compiled`, `plan`, `quantity`, `messages` and `emit.worklist`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the schedule as MSPDI, texts in `language`."""
    from ecsc.emit.ms_project.project import project
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    content = project(compiled.plan, w, notice(compiled, w))
    return (
        Artifact("plan.mspdi.xml", content, "planners: the schedule for Microsoft Project and ProjectLibre"),
    )


__all__ = ["render"]
