"""The baseline: 675 to 679 and 741. There is one plan to measure against, and it is this strategy's."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.baseline import Baseline, NoBaseline, commitments, slip, unexplained
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.chains import last_day
from ecsc.rules.rule import rule

SLIP_WORTH_TELLING = 5
"""Working days that the end may lie after the baseline's before it is said."""

MOST_SHOWN = 5
"""So many changed targets are pointed at beside the first."""


@rule("ECS675", "baseline-file", Severity.ERROR)
def baseline_file(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The baseline that the strategy names is a file that `ecsc baseline` wrote.

    It lies in the strategy's folder. Without it nobody can say how far the work has slipped.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, baseline: {file: nowhere.json}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    ```
    """
    if isinstance(assessed.baseline, NoBaseline) and assessed.baseline.field == "file":
        named = assessed.linked.strategy.header.baseline
        yield _no_baseline(rule, assessed.baseline, named.file if named is not None else None)


@rule("ECS676", "baseline-revision", Severity.ERROR)
def baseline_revision(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The baseline that the strategy names is a git revision at which it was a strategy.

    A tag, a branch or a commit; what means another commit every day (`main@{yesterday}`) is refused.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, baseline: {revision: "--all"}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    ```
    """
    if isinstance(assessed.baseline, NoBaseline) and assessed.baseline.field == "revision":
        named = assessed.linked.strategy.header.baseline
        yield _no_baseline(rule, assessed.baseline, named.revision if named is not None else None)


def _no_baseline(rule: Rule, trouble: NoBaseline, named: str | None) -> Finding:
    shown = named if named is None or len(named) <= 80 else named[:80] + "…"
    return Finding(
        rule,
        "there is no baseline at `{named}`: {reason}",
        At("strategy", path=("baseline", trouble.field)),
        params={"named": shown, "reason": trouble.reason},
        hint=trouble.hint,
    )


@rule("ECS677", "baseline-unclear", Severity.ERROR)
def baseline_unclear(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A baseline is a file or a revision: one of the two.

    With both nobody could tell which plan the slip is measured against.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY, baseline: {file: a.json, revision: v1.0}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
    ```
    """
    named = assessed.linked.strategy.header.baseline
    if named is not None and named.file is not None and named.revision is not None:
        yield Finding(
            rule,
            "the baseline names a file and a revision",
            At("strategy", path=("baseline",), part="key"),
            hint="keep `file:` or `revision:`",
        )


@rule("ECS678", "baseline-of-another", Severity.WARNING)
def baseline_of_another(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The baseline is of this strategy, and of a plan without errors.

    Ids are all that ties the two together: the dates of another strategy say nothing, and what had errors when
    it was the plan may lack dates.
    """
    baseline, strategy = assessed.baseline, assessed.linked.strategy
    if not isinstance(baseline, Baseline):
        return
    named = strategy.header.baseline
    field = "file" if named is None or named.revision is None else "revision"
    at = At("strategy", path=("baseline", field))
    if baseline.dates.strategy != strategy.header.id:
        yield Finding(
            rule,
            "the baseline is of the strategy {other}, not of {name}",
            at,
            params={"other": baseline.dates.strategy[:200], "name": strategy.header.id},
            hint="write one of this strategy with `ecsc baseline`; if only the id has changed, write it anew",
        )
    elif baseline.errors:
        yield Finding(
            rule,
            "the strategy had {errors} errors at {revision}, so its dates may not be what was planned",
            at,
            params={"errors": baseline.errors, "revision": baseline.source},
            hint="name a revision without errors, or a `file:` that `ecsc baseline` wrote",
        )


@rule("ECS679", "behind-the-baseline", Severity.INFO)
def behind_the_baseline(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The end lies where the baseline had it, give or take five working days.

    It is the forecast end that counts, the planned one where no day counts as today.
    """
    baseline, forecast = assessed.baseline, assessed.forecast
    if not isinstance(baseline, Baseline):
        return
    planned = assessed.timetable.schedule.finish
    end = forecast.finish if forecast is not None else None
    if end is None and planned is not None:
        end = last_day(planned)
    days = slip(assessed.timetable, baseline.dates.finish, end)
    if days is not None and days > SLIP_WORTH_TELLING:
        yield Finding(
            rule,
            "the work ends on {end}, {days} working days after the baseline's {before}",
            At("strategy", path=("baseline",), part="key"),
            params={"end": end, "days": days, "before": baseline.dates.finish},
            hint="see what slipped with `ecsc progress`; agree on a new baseline if that is the plan now",
        )


@rule(
    "ECS741",
    "target-changed-unsaid",
    Severity.WARNING,
    "target",
    "change",
    "committed",
    "revisions.date|reason|changes",
)
def target_changed_unsaid(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A target that is another than it was at the baseline's revision has an entry in `revisions` that says why.

    A target that may be lowered without a word is none. The entry is one that was written since that revision: where
    its `changes` name goals or targets it is about those, else about all. Only a git revision can tell what was
    promised then, a baseline file has dates only. Under a scenario other figures are meant, and nothing is said.
    """
    baseline, strategy = assessed.baseline, assessed.linked.strategy
    if not isinstance(baseline, Baseline) or baseline.commitments is None:
        return
    if baseline.dates.strategy != strategy.header.id:
        return  # told by itself
    now = commitments(strategy)
    names = {one.id: one.name or one.id for one in strategy.goals.values()}
    names |= {each.id: each.name or each.id for each in strategy.targets.values()}
    found = unexplained(baseline.commitments, now, names)
    if not found:
        return
    (section, key, field), *others = found
    place = (section, key, field)
    yield Finding(
        rule,
        "the target of {goal} was {before} at {revision} and is {now}, and no revision says why"
        if not others
        else "{count} targets are not those of {revision}, and no revision says why: {goal} was {before} and is {now}",
        At(section, key, (field,)),
        params={
            "goal": names[key],
            "before": baseline.commitments.values[place],
            "now": now.values[place],
            "revision": baseline.source,
            "count": len(found),
        },
        hint="add an entry to `revisions:` with `date:`, `reason:` and, in `changes:`, what it is about",
        related=tuple(
            Related(At(home, name, (part,)), "changed too") for home, name, part in others[:MOST_SHOWN]
        ),
    )


RULES = (
    baseline_file,
    baseline_revision,
    baseline_unclear,
    baseline_of_another,
    behind_the_baseline,
    target_changed_unsaid,
)
