"""The order of phases: 456."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.rule import rule


@rule("ECS456", "phases-out-of-order", Severity.ERROR, "tasks.phase", "phases.after")
def phases_out_of_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Phases come in the order in which they are written, as their tasks are scheduled.

    Phases may overlap. What is told is a phase whose every task is done before the first task of an earlier
    phase begins: then the two are in the wrong order, or a task is in the wrong phase.

    Fails:

    ```yaml
    phases:
      prepare: {name: Prepare}
      design: {name: Design}
    tasks:
      research: {name: Research, owner: lin, duration: 5d, phase: prepare, start: 2026-03-02}
      draft: {name: Draft, owner: lin, duration: 5d, phase: design, start: 2026-01-05}
    ```

    Passes:

    ```yaml
    phases:
      prepare: {name: Prepare}
      design: {name: Design}
    tasks:
      research: {name: Research, owner: lin, duration: 5d, phase: prepare, start: 2026-01-05}
      draft: {name: Draft, owner: lin, duration: 5d, phase: design, start: 2026-03-02}
    ```
    """
    strategy = assessed.linked.strategy
    if (
        len(strategy.phases) < 2
        or not strategy.knows("phases", "tasks")
        or assessed.timetable.schedule.cycles
    ):
        return
    from ecsc.assess.phase_days import phase_days

    days = phase_days(strategy, assessed.timetable)
    latest: tuple[dt.date, str] | None = None
    for phase in strategy.phases:
        if phase not in days:
            continue
        first, last = days[phase]
        if latest is not None and last < latest[0]:
            yield Finding(
                rule,
                "{phase} is over on {last}, before {earlier}, which is written before it, begins on {start}",
                At("phases", phase, part="key"),
                params={"phase": phase, "last": last, "earlier": latest[1], "start": latest[0]},
                hint="write the phases in the order of the work, or move the tasks",
                related=(Related(At("phases", latest[1], part="key"), "begins on {start}"),),
            )
        elif latest is None or first > latest[0]:
            latest = (first, phase)


RULES = (phases_out_of_order,)
