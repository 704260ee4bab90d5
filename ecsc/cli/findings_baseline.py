"""What `ecsc check --update-findings-baseline` writes: what was found, for the strategies of this run alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from ecsc.choosing.known import bytes_of
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import wrong_settings
from ecsc.cli.running import refuse_namesakes
from ecsc.diagnostics import Severity
from ecsc.messages import Words
from ecsc.report import Checked
from ecsc.workspace import SettingsError
from ecsc.workspace.chosen import read_known
from ecsc.workspace.names import shown
from ecsc.workspace.settings import settings_above


def refuse_update(
    *, asked: bool, file: str | None, own: str | None, scenario: str | None, ignores: bool
) -> None:
    """Raise `UsageProblem` where a baseline of findings is to be written and cannot be."""
    if not asked:
        return
    if file is None and own is None:
        hint = "add --findings-baseline FILE, or set `findings-baseline` in ecsc.toml"
        raise UsageProblem("--update-findings-baseline needs a file", hint=hint)
    other = "--scenario" if scenario is not None else "" if ignores else "--no-ignores"
    if other:
        told = {"word": "--update-findings-baseline", "other": other}
        raise UsageProblem("{word} and {other} exclude each other", told, hint="keep one of the two")


def update(everything: Sequence[Checked], file: str | None, w: Words) -> tuple[list[Checked], list[str]]:
    """Write the baselines of what was checked, each strategy's to `file` or where its settings say.

    What is known of other strategies stays, as does what this run did not look for. Return what was checked, which now
    has no entries in vain, and lines that say what was written.
    """
    by_file: dict[str, list[Checked]] = {}
    for one in everything:
        path = file or (settings_above(one.folder).findings_baseline if one.strategy is not None else None)
        if path is not None and one.strategy is not None:
            by_file.setdefault(path, []).append(one)
    for path, strategies in by_file.items():
        refuse_namesakes(strategies, shown(path))
    lines = [_written(path, strategies, w) for path, strategies in by_file.items()]
    left = sum(finding.severity is Severity.ERROR for one in everything for finding in one.findings)
    if left:
        lines.append(
            w.count(
                "{n} error is not taken in: it says that something is not in the plan",
                "{n} errors are not taken in: they say that something is not in the plan",
                left,
            )
        )
    return [replace(one, unneeded=()) for one in everything], lines


def _written(path: str, strategies: Sequence[Checked], w: Words) -> str:
    from ecsc.workspace.keeping import keep
    from ecsc.workspace.locking import HeldError, locked
    from ecsc.workspace.manifest import PublishError

    try:
        with locked(Path(path)):  # another run may update it for other strategies
            known = _updated(read_known(path), strategies)
            changed = keep(path, bytes_of(known), is_own=lambda _: True)
    except HeldError as held:
        told = {"path": shown(path), "lock": shown(str(held.lock))}
        hint = (
            "wait until it ends"
            if held.lock is None
            else "wait until it ends; if there is none, delete {lock}"
        )
        raise UsageProblem("{path} is being updated by another run", told, hint=hint) from None
    except SettingsError as problem:
        raise wrong_settings(problem) from None
    except PublishError as problem:
        hint = "choose another file with --findings-baseline"
        raise UsageProblem(problem.reason, problem.params, hint=hint) from problem
    if not changed:
        return w("{path} is up to date", path=shown(path))
    n = sum(map(len, known.values()))
    return w.count("{path} knows {n} finding", "{path} knows {n} findings", n, path=shown(path))


def _updated(old: Mapping[str, tuple[str, ...]], checked: Iterable[Checked]) -> Mapping[str, set[str]]:
    """Return what is known with what these strategies have."""
    found: dict[str, set[str]] = {}
    for one in checked:
        name = one.strategy or ""
        now = {each.identity for each in one.suppressed if each.how == "baseline"}
        found[name] = now | (set(old.get(name, ())) - set(one.unneeded))
    return {**{name: set(known) for name, known in old.items()}, **found}
