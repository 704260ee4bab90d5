"""A run over many strategies as a command asks for it: which of them, how they are checked, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ecsc.cli.failure import Broken, UsageProblem
from ecsc.cli.progress import Progress
from ecsc.diagnostics import Finding
from ecsc.messages import Words
from ecsc.pipeline import NoScenarioError, NotThereError, StrategyInput
from ecsc.report import Checked
from ecsc.runs import Asked, Cache, check_all, told_once
from ecsc.runs.failing import WorkerDiedError
from ecsc.workspace.beside import shared_by

if TYPE_CHECKING:
    from ecsc.runs.shards import Shard


class Run:
    """How strategies are checked: what is asked of them, the cache if it may be used, and how many at a time."""

    def __init__(
        self, asked: Asked, progress: Progress, *, cache: Cache | None = None, jobs: int | None = None
    ) -> None:
        self._asked = asked
        self._progress = progress
        self._cache = cache
        self._jobs = jobs

    def check(self, strategies: Sequence[StrategyInput], *, save: bool = True) -> Iterator[Checked]:
        """Yield each strategy as checked, and `save` the cache after them.

        A scenario that there is not ends the run, as does a process that dies.
        """
        try:
            yield from check_all(
                strategies, self._asked, self._progress, cache=self._cache, jobs=self._jobs, save=save
            )
        except NoScenarioError as problem:
            from ecsc.cli.compiling import no_scenario

            raise no_scenario(problem, problem.folder) from None
        except WorkerDiedError as died:
            raise Broken(
                "a process was ended from outside while it checked {folder}, most likely because memory ran out",
                {"folder": died.folder},
                hint="give it more memory, or less to do at a time: --jobs 1",
            ) from None
        finally:
            self._progress.clear()

    def check_share(self, strategies: Sequence[StrategyInput], shard: Shard | None) -> list[Checked]:
        """Return the strategies of a share as checked, of all without one; what several say is told once."""
        if shard is None:
            return told_once(self.check(strategies))
        from ecsc.runs.shards import told_here

        indexes = shard.indexes(strategies)
        mine = self.check([strategies[index] for index in sorted(indexes)], save=False)

        def ask(given: StrategyInput) -> Checked:
            return next(self.check((given,), save=False))

        try:
            return told_once(told_here(mine, strategies, indexes, ask))
        finally:
            if self._cache is not None:
                self._cache.save()


def refuse_input(
    paths: Sequence[str], *, watch: bool, revision: str | None, share: tuple[int, int] | None
) -> None:
    """Raise `UsageProblem` where standard input is named beside an option that is about files."""
    options = {"--watch": watch, "--changed-since": revision is not None, "--shard": share is not None}
    for option, given in options.items():
        if given and "-" in paths:
            hint = "name the files or folders themselves"
            raise UsageProblem("{option} is for files, not for standard input", {"option": option}, hint=hint)


def refuse_mending(*, asked: bool, watch: bool, share: tuple[int, int] | None, update: bool) -> None:
    """Raise `UsageProblem` where files are to be mended in a run that must not change what it checks."""
    others = {"--watch": watch, "--shard": share is not None, "--update-findings-baseline": update}
    for option, given in others.items():
        if given and asked:
            told = {"word": "--fix", "other": option}
            raise UsageProblem("{word} and {other} exclude each other", told, hint="keep one of the two")


def shared_files(strategies: Iterable[StrategyInput], *named: str | None) -> tuple[str, ...]:
    """Return the files outside their folders that count for strategies, and those that a command names."""
    found = dict.fromkeys(name for name in named if name is not None)
    for one in strategies:
        found |= dict.fromkeys(shared_by(one))
    return tuple(found)


def shard_of(share: tuple[int, int] | None) -> Shard | None:
    """Return the share that a command asks for, if any."""
    if share is None:
        return None
    from ecsc.runs.shards import Shard

    return Shard(*share)


def changed_since(
    strategies: Sequence[StrategyInput], revision: str | None, extra: Iterable[str | None] = ()
) -> Sequence[StrategyInput]:
    """Return those strategies that changes since a revision touch, all without one.

    `extra` are files that the command names beside them, None for none.
    """
    if revision is None or not strategies:
        return strategies
    from ecsc.runs.touched import touched

    try:
        return touched(strategies, revision, tuple(file for file in extra if file is not None))
    except NotThereError as problem:
        raise UsageProblem(problem.reason, {"word": revision, **problem.params}, hint=problem.hint) from None


def concerned_since(
    findings: Sequence[Finding],
    strategies: Sequence[StrategyInput],
    touched: Sequence[StrategyInput],
    revision: str | None,
) -> Sequence[Finding]:
    """Return those findings about paths that changes since a revision concern, all without one."""
    if revision is None or not findings:
        return findings
    from ecsc.runs.beyond import concerned

    try:
        return concerned(findings, strategies, touched, revision)
    except NotThereError as problem:
        raise UsageProblem(problem.reason, {"word": revision, **problem.params}, hint=problem.hint) from None


def refuse_namesakes(everything: Iterable[Checked], path: str) -> None:
    """Raise `UsageProblem` where strategies that share an id are to share the baseline of findings at `path`."""
    for strategy, folders in namesakes(everything).items():
        told = {"n": len(folders), "strategy": strategy, "folders": folders, "path": path}
        raise UsageProblem(
            "{n} strategies have the id {strategy}: {folders}; {path} cannot tell them apart",
            told,
            hint="give each strategy an id of its own",
        )


def namesakes(everything: Iterable[Checked]) -> dict[str, list[str]]:
    """Return the ids that several strategies have, with their folders."""
    places: dict[str, list[str]] = {}
    for one in everything:
        if one.strategy is not None:
            places.setdefault(one.strategy, []).append(one.folder)
    return {strategy: folders for strategy, folders in places.items() if len(folders) > 1}


def lines_about_namesakes(everything: Iterable[Checked], w: Words) -> Iterator[str]:
    """Yield what to say of strategies that share an id."""
    for strategy, folders in namesakes(everything).items():
        yield w(
            "{n} strategies have the id {strategy}: {folders}; a baseline of findings cannot tell them apart",
            n=len(folders), strategy=strategy, folders=folders,
        )  # fmt: skip


def nothing_to_check(
    strategies: Sequence[StrategyInput], revision: str | None, shard: Shard | None, w: Words
) -> str | None:
    """Return what to say where a choice of strategies leaves none of them; None where it does not."""
    if revision is not None and not strategies:
        return w("ecsc: no strategy has changed since {revision}", revision=revision)
    if shard is not None and not shard.indexes(strategies):
        share = f"{shard.number}/{shard.count}"
        return w("ecsc: there are no strategies for share {share}", share=share)
    return None
