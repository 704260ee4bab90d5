"""`calendar.ics`: what Outlook, Apple and Google calendars show of a plan.

In: `Compiled` and a language. Out: one artifact. Work, milestones, launches and duties are whole days, promotions
the instants of their windows. An entry keeps its UID, `section.id@strategy`, from one version of a plan to the
next, so that what is imported again replaces what is there. No clock: DTSTAMP is the day of assessment, else the
first day of the strategy. May import `compiled`, `plan`, `quantity`, `messages` and `emit.worklist`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the calendar of a plan in `language`."""
    from ecsc.emit.calendar.entries import entries
    from ecsc.emit.calendar.ics import calendar
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w, plan = words(language), compiled.plan
    head = plan.strategy
    stamp = head.as_of or head.period.first
    content = calendar(head.name, head.timezone, stamp, entries(plan, w, notice(compiled, w)))
    return (
        Artifact("calendar.ics", content, "teams: work, milestones, meetings and promotions in a calendar"),
    )


__all__ = ["render"]
