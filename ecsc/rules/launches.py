"""Launches by stages: 650 to 654. Every stage is there, in order, and lets nothing through unseen."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.stages import STAGES, in_period, runs, stage_name
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.diagnostics.slips import meant_by
from ecsc.messages import LANGUAGES, words
from ecsc.rules.rule import rule


@rule("ECS650", "unknown-stage", Severity.ERROR)
def unknown_stage(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A stage is one of the five from idea to launch.

    They are `market_research`, `proof_of_concept`, `prototype`, `small_batch_test` and `launch`, in this order.

    Fails:

    ```yaml
    stage_gates:
      protoype: {duration: 3w, exit: Sample approved, approver: lin}
    ```

    Passes:

    ```yaml
    stage_gates:
      prototype: {duration: 3w, exit: Sample approved, approver: lin}
    ```
    """
    strategy = assessed.linked.strategy
    places = [(stage, At("stage_gates", stage, part="key")) for stage in strategy.stage_gates]
    places += [
        (stage, At("launches", launch.id, ("gates", stage), part="key"))
        for launch in strategy.launches.values()
        for stage in launch.gates
    ]
    for stage, at in places:
        if stage not in STAGES:
            near = _called(stage) or close_matches(stage, STAGES)
            yield Finding(
                rule,
                "{stage} is no stage on the way to a launch",
                at,
                params={"stage": stage, "near": near, "stages": STAGES},
                hint="did you mean {near}?" if near else "the stages are {stages}",
                meant=meant_by(stage, near),
            )


def _called(stage: str) -> list[str]:
    """Return the stages that have this as their name, or a part of it, in some language of ecsc's."""
    said = stage.replace("_", " ").casefold()
    return [
        one
        for one in STAGES
        if any(said in stage_name(one, words(language)).casefold() for language in LANGUAGES)
    ]


@rule("ECS651", "stage-missing", Severity.ERROR)
def stage_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A launch goes through all five stages, or says why it leaves one out.

    A stage is done by a task of yours (`gates.<stage>.task`), by a task that is made from the `duration` in
    `stage_gates` or under the launch's own `gates`, or left out with a reason (`skip`). Work that was dropped,
    that only a risk starts or that comes round does no stage.

    Fails:

    ```yaml
    stage_gates:
      prototype: {duration: 3w, exit: Sample approved, approver: lin}
    launches:
      linen: {date: 2026-06-01, owner: lin}
    ```

    Passes:

    ```yaml
    stage_gates:
      market_research: {duration: 2w, exit: 20 of 30 would buy, approver: lin}
      proof_of_concept: {duration: 1w, exit: Cost under 80, approver: lin}
      prototype: {duration: 3w, exit: Sample approved, approver: lin}
      small_batch_test: {duration: 2w, exit: 80 of 100 sold, approver: lin}
      launch: {duration: 3d, exit: Listed, approver: lin}
    launches:
      linen: {date: 2026-06-01, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    for launch in strategy.launches.values():
        missing = []
        for stage in assessed.stages.get(launch.id, ()):
            if stage.task is not None or stage.skipped is not None or stage.unread:
                continue
            gate = launch.gates.get(stage.id)
            task = strategy.tasks.get((gate.task if gate is not None else None) or "")
            if gate is not None and gate.skip is not None:
                yield Finding(
                    rule,
                    "{launch} skips its stage {stage} without a reason",
                    At("launches", launch.id, ("gates", stage.id, "skip")),
                    params={"launch": launch.id, "stage": stage.id},
                    hint="say why, as in `skip: A new colour of a known style`",
                )
            elif task is not None and not runs(task):
                yield Finding(
                    rule,
                    "{launch} counts on {task} for its stage {stage}, but that may never be finished",
                    At("launches", launch.id, ("gates", stage.id, "task")),
                    params={"launch": launch.id, "task": task.id, "stage": stage.id},
                    hint="name a task that is sure to be done once, or skip the stage with a reason",
                    related=(Related(At("tasks", task.id, part="key"), "defined here"),),
                )
            elif task is None:
                missing.append(stage.id)
        if missing and in_period(strategy, launch):
            yield Finding(
                rule,
                "{launch} does not say how it goes through {stages}",
                At("launches", launch.id, ("gates",) if launch.gates else (), part="key"),
                params={"launch": launch.id, "stages": missing},
                hint="give each a `duration:` in `stage_gates`, or under `gates` a `task:`, a `duration:` "
                "or a reason to `skip:` it",
            )


@rule(
    "ECS652",
    "stages-out-of-order",
    Severity.ERROR,
    "tasks.after|finish_after|start|not_before|duration|effort",
)
def stages_out_of_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A stage starts when the one before it is finished.

    Tasks that ecsc makes for a stage keep the order by themselves; tasks of your own keep the one you give them.

    Fails:

    ```yaml
    tasks:
      interviews: {name: Interviews, owner: lin, duration: 10d}
      sewing: {name: Sewing, owner: lin, duration: 5d}
    launches:
      linen: {date: 2026-06-01, owner: lin, gates: {market_research: {task: interviews}, prototype: {task: sewing}}}
    ```

    Passes:

    ```yaml
    tasks:
      interviews: {name: Interviews, owner: lin, duration: 10d}
      sewing: {name: Sewing, owner: lin, duration: 5d, after: interviews}
    launches:
      linen: {date: 2026-06-01, owner: lin, gates: {market_research: {task: interviews}, prototype: {task: sewing}}}
    ```
    """
    schedule = assessed.timetable.schedule
    for launch in assessed.linked.strategy.launches.values():
        earlier = None
        for stage in assessed.stages.get(launch.id, ()):
            if stage.task is None or stage.task not in schedule.numbers:
                continue
            placed = schedule.placed(stage.task)
            if (
                earlier is not None
                and earlier.task not in (None, stage.task)
                and not (stage.made or earlier.made)
                and placed.start < schedule.placed(str(earlier.task)).finish
            ):
                before = schedule.placed(str(earlier.task))
                yield Finding(
                    rule,
                    "{later} starts on {start}, before {earlier} is finished on {finish}",
                    At("launches", launch.id, ("gates", stage.id, "task")),
                    params={
                        "later": stage.id,
                        "start": placed.first_day,
                        "earlier": earlier.id,
                        "finish": before.last_day,
                        "task": stage.task,
                        "awaited": earlier.task,
                    },
                    hint="let the task wait, as in `after: {awaited}`",
                    related=(
                        Related(
                            At("launches", launch.id, ("gates", earlier.id, "task")),
                            "{earlier} is done by {awaited}",
                        ),
                        Related(At("tasks", stage.task, part="key"), "starts on {start}"),
                    ),
                )
            earlier = stage


@rule("ECS653", "launch-day", Severity.WARNING)
def launch_day(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A launch lies in the strategy's period, and on a day on which somebody works.

    The stages of a launch outside the period are not planned. A launch on a day off is a note only.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    launches:
      linen: {date: 2026-07-15, owner: lin}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    launches:
      linen: {date: 2026-07-15, owner: lin}
    ```
    """
    strategy, calendar = assessed.linked.strategy, assessed.timetable.calendar
    for launch in strategy.launches.values():
        at = At("launches", launch.id, ("date",))
        params = {"launch": launch.id, "date": launch.date, "period": strategy.header.period}
        if not in_period(strategy, launch):
            yield Finding(
                rule,
                "{launch} is on {date}, outside the strategy's period {period}, so its stages are not planned",
                at,
                params=params,
                hint="choose a day inside the period, or extend the period",
            )
        elif not calendar.is_working(launch.date):
            yield Finding(
                rule,
                "{launch} is on {date}, a day off",
                at,
                params=params,
                hint="nobody is there should something go wrong: choose a working day, or add it to "
                "`calendar.extra_workdays`",
                severity=Severity.INFO,
            )


@rule("ECS654", "gate-open", Severity.WARNING, "exit", "approver")
def gate_open(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A stage says what must be shown to pass it, and who decides.

    Without a criterion and somebody who may say no, every product passes.

    Fails:

    ```yaml
    stage_gates:
      prototype: {duration: 3w}
    ```

    Passes:

    ```yaml
    stage_gates:
      prototype: {duration: 3w, exit: Sample approved, approver: lin}
    ```
    """
    for gate in assessed.linked.strategy.stage_gates.values():
        lacking = [field for field in ("exit", "approver") if getattr(gate, field) is None]
        if lacking and gate.id in STAGES:
            yield Finding(
                rule,
                "{stage} says neither what must be shown to pass it nor who decides"
                if len(lacking) == 2
                else "{stage} does not say who decides"
                if lacking == ["approver"]
                else "{stage} does not say what must be shown to pass it",
                At("stage_gates", gate.id, part="key"),
                params={"stage": gate.id, "fields": [f"`{field}:`" for field in lacking]},
                hint="add {fields}",
            )


RULES = (unknown_stage, stage_missing, stages_out_of_order, launch_day, gate_open)
