"""Backups: 917 to 919. An incremental backup hangs on a full one, and a backup is worth what it restores."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.backups import by_system
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import number_threshold
from ecsc.rules.rule import rule


@rule("ECS917", "incremental-without-full", Severity.ERROR, "security.backups.kind|system")
def incremental_without_full(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An incremental backup has a full one to start from.

    It holds only what has changed since; alone it restores nothing.

    Fails:

    ```yaml
    security:
      backups:
        nightly: {kind: incremental, every: day, retention: 90d, restore_test: quarter}
    ```

    Passes:

    ```yaml
    security:
      backups:
        nightly: {kind: incremental, every: day, retention: 90d, restore_test: quarter}
        weekly: {kind: full, every: week, retention: 90d, restore_test: quarter}
    ```
    """
    for group in by_system(assessed.linked.strategy):
        if group.incremental and not group.full:
            first, *others = group.incremental
            yield Finding(
                rule,
                "{backup} saves only what has changed, and no full backup of {system} stands behind it"
                if group.system
                else "{backup} saves only what has changed, and no full backup stands behind it",
                At("security.backups", first.id, part="key"),
                params={"backup": first.name or first.id, "system": group.system},
                hint="add a backup with `kind: full`, for example `every: week`",
                related=tuple(
                    Related(At("security.backups", one.id, part="key"), "nor here") for one in others
                ),
            )


@rule("ECS918", "full-backup-too-rare", Severity.ERROR, "every", thresholds=("incremental_chain",))
def full_backup_too_rare(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A full backup comes round before the chain of incremental ones grows too long.

    Every link of the chain must be whole to restore the last one. The handbook's rhythm, daily incremental and
    weekly full, makes a chain of 7.

    Fails:

    ```yaml
    security:
      backups:
        nightly: {kind: incremental, every: day, retention: 90d, restore_test: quarter}
        yearly: {kind: full, every: year, retention: 5 years, restore_test: quarter}
    ```

    Passes:

    ```yaml
    security:
      backups:
        nightly: {kind: incremental, every: day, retention: 90d, restore_test: quarter}
        weekly: {kind: full, every: week, retention: 90d, restore_test: quarter}
    ```
    """
    strategy = assessed.linked.strategy
    limit = number_threshold(strategy, "incremental_chain")
    seen: set[str] = set()
    for group in by_system(strategy):
        chain = group.chain
        if chain is None or chain <= limit or group.full[0].id in seen:
            continue
        seen.add(group.full[0].id)
        often = group.incremental[0]
        yield Finding(
            rule,
            "{full} comes {every}, and {count} incremental backups would hang on it, more than {limit}",
            At("security.backups", group.full[0].id, ("every",)),
            params={
                "full": group.full[0].name or group.full[0].id,
                "every": group.full[0].every,
                "count": int(chain),
                "limit": limit,
            },
            hint="make the full backup more often",
            related=(
                Related(
                    At("security.backups", often.id, ("every",)),
                    "incremental {often}",
                    {"often": often.every},
                ),
            ),
        )


@rule("ECS919", "backup-untested", Severity.WARNING, "security.backups.restore_test|retention")
def backup_untested(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A backup says how long it is kept, and it is tried out whether it can be restored.

    A backup that was never restored is a hope.

    Fails:

    ```yaml
    security:
      backups:
        weekly: {kind: full, every: week}
    ```

    Passes:

    ```yaml
    security:
      backups:
        weekly: {kind: full, every: week, retention: 90d, restore_test: quarter}
    ```
    """
    told: set[str] = set()
    for group in by_system(assessed.linked.strategy):
        backups = [one for one in (*group.full, *group.incremental) if one.id not in told]
        told.update(one.id for one in backups)
        untested = not any(one.restore_test for one in (*group.full, *group.incremental))
        unkept = [one for one in backups if one.retention is None]
        if not backups or not (untested or unkept):
            continue
        at = unkept[0] if unkept else backups[0]
        yield Finding(
            rule,
            "nobody tries to restore {backup}, and it is not said how long it is kept"
            if untested and unkept
            else "nobody tries to restore {backup}"
            if untested
            else "it is not said how long {backup} is kept",
            At("security.backups", at.id, part="key"),
            params={"backup": at.name or at.id},
            hint="add `restore_test:`, such as `quarter`, and `retention:`, such as `90d`",
            related=tuple(
                Related(At("security.backups", one.id, part="key"), "nor this one") for one in unkept[1:]
            ),
        )


RULES = (incremental_without_full, full_backup_too_rare, backup_untested)
