"""The Gantt picture: `gantt.svg`, self-contained, for slides, READMEs and mails.

In: `Compiled` and a language. Out: one `Artifact`. The drawing is that of `emit.pictures.gantt`. May import
`compiled`, `plan`, `quantity`, `messages`, `pictures` and what outputs share, nothing of the other outputs.
"""

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return `gantt.svg` in `language` (`en` or `zh-CN`); the same plan gives the same bytes."""
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.pictures.gantt.labels import labels_for
    from ecsc.emit.pictures.gantt.svg import write_svg
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    plan = in_language(compiled.plan, w.language)
    content = write_svg(plan, labels_for(plan, w), language, notice(compiled, w)).encode("utf-8")
    return (Artifact("gantt.svg", content, "leadership and teams: the schedule as one picture"),)


__all__ = ["render"]
