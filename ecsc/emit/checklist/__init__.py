"""`checklist.md` and `checklist.csv`: what a team pastes into its wiki or sheet and ticks off.

In: `Compiled` and a language. Out: two artifacts: work by phase, then owner, then week, with dates,
acceptance items and what it waits for; launches by their stages, regular work with how often it comes round,
checks and deadlines by owner (the sheet has their dates); work that is not scheduled stands apart. May import
`compiled`, `plan`, `quantity`, `messages`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the checklist as Markdown and as CSV, in `language`."""
    from ecsc.emit.checklist.page import page
    from ecsc.emit.checklist.sheet import sheet
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    plan = in_language(compiled.plan, w.language)
    text = page(plan, w, notice(compiled, w))
    return (
        Artifact("checklist.md", text, "teams: work by phase, owner and week, to tick off"),
        Artifact("checklist.csv", sheet(plan, w), "teams: the checklist as a spreadsheet"),
    )


__all__ = ["render"]
