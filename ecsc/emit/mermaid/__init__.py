"""The Gantt chart as Mermaid text, for wikis and READMEs that draw it: `gantt.mmd`.

In: `Compiled` and a language. Out: one `Artifact`, or `gantt-1.mmd`, `gantt-2.mmd` … where Mermaid's text
limit asks for it. Dates are computed and absolute, so that no viewer schedules anew. May import `compiled`,
`plan`, `messages` and what outputs share beside the packages of `emit`, nothing of the other outputs.
"""

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the diagrams of a plan in `language` (`en` or `zh-CN`); the same plan gives the same bytes."""
    from ecsc.emit.mermaid.diagram import write_diagrams
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    texts = write_diagrams(in_language(compiled.plan, w.language), w, notice(compiled, w))
    names = (
        ["gantt.mmd"] if len(texts) == 1 else [f"gantt-{number}.mmd" for number in range(1, len(texts) + 1)]
    )
    note = "wikis and READMEs: the schedule as a Mermaid diagram"
    return tuple(Artifact(name, text.encode("utf-8"), note) for name, text in zip(names, texts, strict=True))


__all__ = ["render"]
