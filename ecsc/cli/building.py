"""Compiled strategies become published folders, and the reader is told what lies where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from ecsc.cli.compiling import compiled
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import layout_of, write, write_error
from ecsc.cli.simulating import settings
from ecsc.cli.spoken import words_at
from ecsc.compiled import Compiled
from ecsc.diagnostics import Finding
from ecsc.emit import Artifact, emit
from ecsc.messages import Words
from ecsc.pipeline import Result
from ecsc.pipeline.inputs import Organisation
from ecsc.report import Layout, closing_line, render, tally
from ecsc.runs import checked, only_serious, outside
from ecsc.workspace.manifest import PublishError, is_plain
from ecsc.workspace.publish import publish


class BuildOrder(Struct, frozen=True):
    """What is to be built: the options of the command, as they were given."""

    path: str
    output: str
    lang: str | None
    names: tuple[list[str], ...]
    keep_going: bool
    force: bool
    as_of: dt.date | None
    color: str
    simulate: bool = False
    runs: int | None = None
    seed: int | None = None
    baseline_file: str | None = None
    baseline_rev: str | None = None
    scenario: str | None = None
    waivers: bool = True
    stamp: bool = False

    @property
    def simulation(self) -> dict[str, int] | None:
        """Return what the command sets for a simulation; None where it asks for none."""
        given = settings(self.runs, self.seed)
        if given and not self.simulate:
            raise UsageProblem("--runs and --seed are for a simulation", hint="add --simulate")
        return given if self.simulate else None

    @property
    def wanted(self) -> tuple[str, ...] | None:
        """Return the outputs that were named, each once; None for all."""
        return tuple(dict.fromkeys(name for part in self.names for name in part)) or None


def build(order: BuildOrder) -> bool:
    """Compile and write; return whether there are no errors. A strategy among several gets its own folder.

    Nothing of any strategy is written while one has errors, unless the order says to keep going.
    """
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    strategies, findings = inputs((order.path,))
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    planned = compiled(
        strategies,
        order.as_of,
        Progress(w),
        baseline=baseline,
        simulate=order.simulation,
        scenario=order.scenario,
        waivers=order.waivers,
    )
    results = list(planned)
    everything = outside(findings, w) + [checked(one, w) for one in results]
    write(render([only_serious(one) for one in everything], "text", w, layout), layout)
    write([closing_line(everything, w) + "\n"], layout)
    sound = tally(everything).errors == 0
    if not sound and not order.keep_going:
        write([w("nothing was written; --keep-going writes what can be planned") + "\n"], layout)
        return False
    plans = [_stamped(one, order) for one in results if one.compiled is not None]
    if not plans:
        write([w("nothing was written: there is nothing that could be planned") + "\n"], layout)
        return sound
    folders = [order.output] if len(results) == 1 else _folders(order.output, plans)
    if len(folders) > 1:
        _tell_namesakes(plans, folders, w)
    # All of it is made before any of it is written: an output that fails leaves the folder as it was.
    made = [(plan, _emitted(plan, order)) for plan in plans]
    if any(given.organisation.plugins for given in strategies):
        shared = [
            given.organisation
            for given, one in zip(strategies, results, strict=True)
            if one.compiled is not None
        ]
        made, failures = _with_plugins(made, shared, order)
        if failures:
            write(render(outside(failures, w), "text", w, layout), layout)
            return False
    for (plan, artifacts), folder in zip(made, folders, strict=True):
        _publish(plan, artifacts, folder, order)
        write(_listing(artifacts, folder, w, layout), layout)
        if plan.plan.work.simulation is None and (order.simulate or not artifacts):
            write(
                [w("nothing is simulated: no task or driver has an estimate, or nobody asked for it") + "\n"],
                layout,
            )
    return sound


def _stamped(result: Result, order: BuildOrder) -> Compiled:
    """Return a compiled strategy, with the git revision of its sources where the order asks for it."""
    compiled = result.compiled
    if compiled is None:
        raise TypeError("only what was planned can be stamped")
    if not order.stamp:
        return compiled
    from ecsc.pipeline import NotThereError
    from ecsc.workspace.git import stamp_of

    try:
        stamp = stamp_of(result.folder or ".")
    except NotThereError as problem:
        raise UsageProblem(problem.reason, problem.params, hint="build without --stamp") from problem
    head = msgspec.structs.replace(compiled.plan.strategy, revision=stamp)
    plan = msgspec.structs.replace(compiled.plan, strategy=head)
    return msgspec.structs.replace(compiled, plan=plan)


def _emitted(plan: Compiled, order: BuildOrder) -> tuple[Artifact, ...]:
    """Return the files of a plan; what an output needs and is not installed here ends the run."""
    from ecsc.emit.pdf.library import MissingLibraryError
    from ecsc.simulate.extra import MissingExtraError

    try:
        return emit(plan, order.lang or plan.plan.strategy.language, order.wanted)
    except MissingExtraError as missing:
        told = {"library": missing.library, "extra": missing.extra}
        hint = "pip install 'ecsc[{extra}]'"
        raise UsageProblem("a PDF needs {library}, which is not installed", told, hint=hint) from None
    except MissingLibraryError as missing:
        told = {"library": missing.library}
        hint = "install {library}: apt install libpango-1.0-0 libpangoft2-1.0-0, or brew install pango"
        raise UsageProblem(
            "a PDF needs the system's library {library}, which cannot be loaded", told, hint=hint
        ) from None


def _with_plugins(
    made: Sequence[tuple[Compiled, tuple[Artifact, ...]]], shared: Sequence[Organisation], order: BuildOrder
) -> tuple[list[tuple[Compiled, tuple[Artifact, ...]]], list[Finding]]:
    """Return what was made with the files of plug-ins added, and the plug-ins that failed."""
    from ecsc.pipeline.plugins import plugin_artifacts

    more: list[tuple[Compiled, tuple[Artifact, ...]]] = []
    failures: list[Finding] = []
    for (plan, artifacts), organisation in zip(made, shared, strict=True):
        language = order.lang or plan.plan.strategy.language
        added, failed = plugin_artifacts(organisation, plan, language, order.wanted)
        more.append((plan, artifacts + added))
        failures += failed
    return more, failures


def _folders(parent: str, plans: Sequence[Compiled]) -> list[str]:
    """Return a folder of its own for each of several strategies, named by its id."""
    names: list[str] = []
    for plan in plans:
        name = plan.plan.strategy.id
        if not is_plain(name):
            name = "strategy"
        number = sum(each == name or each.startswith(f"{name}-") for each in names)
        names.append(f"{name}-{number + 1}" if number else name)
    return [f"{parent.rstrip('/')}/{name}" for name in names]


def _tell_namesakes(plans: Sequence[Compiled], folders: Sequence[str], w: Words) -> None:
    """Say on standard error which strategies share an id, so that nobody takes one's folder for the other's."""
    places: dict[str, list[str]] = {}
    for plan, folder in zip(plans, folders, strict=True):
        places.setdefault(plan.plan.strategy.id, []).append(folder)
    for strategy, shared in places.items():
        if len(shared) > 1:
            told = w(
                "{n} strategies have the id {strategy}; they go to {folders}",
                n=len(shared), strategy=strategy, folders=shared,
            )  # fmt: skip
            write_error("warning", w("warning"), told)


def _publish(plan: Compiled, artifacts: Sequence[Artifact], folder: str, order: BuildOrder) -> None:
    source_hash = plan.plan.strategy.source_hash
    try:
        publish(artifacts, folder, source_hash, force=order.force, partial=bool(order.names))
    except PublishError as problem:
        hint = "choose another folder with -o"
        raise UsageProblem(problem.reason, problem.params, hint=hint) from problem


def _listing(artifacts: Sequence[Artifact], folder: str, w: Words, layout: Layout) -> list[str]:
    paths = {artifact.name: f"{folder.rstrip('/')}/{artifact.name}" for artifact in artifacts}
    widest = max(map(len, paths.values()), default=0)
    lines = [f"  {paths[one.name]:<{widest}}  {w(one.note)}".rstrip() + "\n" for one in artifacts]
    first = next(
        (one for ending in (".html", ".svg", ".md") for one in artifacts if one.name.endswith(ending)), None
    )
    if first is not None:
        lines.append(w("open {path} first", path=layout.paint("strong", paths[first.name])) + "\n")
    return lines
