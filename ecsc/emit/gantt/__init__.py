"""The Gantt picture: `gantt.svg`, self-contained, for slides, READMEs and mails.

In: `Compiled` and a language. Out: one `Artifact`. `layout` turns the plan into geometry that knows no
markup; `svg` and its neighbours write it down. May import `compiled`, `plan`, `quantity`, `messages`
and `emit.artifact`, nothing else of `emit`.
"""

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return `gantt.svg` in `language` (`en` or `zh-CN`); the same plan gives the same bytes."""
    from ecsc.emit.gantt.labels import labels_for
    from ecsc.emit.gantt.svg import write_svg
    from ecsc.messages import words

    plan = compiled.plan
    labels = labels_for(plan, words(language))
    content = write_svg(plan, labels, language).encode("utf-8")
    return (Artifact("gantt.svg", content, "leadership and teams: the schedule as one picture"),)


__all__ = ["render"]
