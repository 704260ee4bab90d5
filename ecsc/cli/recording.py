"""What `ecsc baseline` does: a strategy's dates to a file."""

from __future__ import annotations

from msgspec import Struct

from ecsc.assess.baseline import recorded
from ecsc.cli.compiling import compiled
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import layout_of, write
from ecsc.cli.spoken import words_at
from ecsc.messages import Phrase
from ecsc.model.header import Baseline
from ecsc.pipeline import NotThereError, Result, StrategyInput, source_hash
from ecsc.report import closing_line, render, tally
from ecsc.runs import checked, only_serious, outside
from ecsc.source.baseline_file import BaselineDates, bytes_of
from ecsc.workspace.beside import path_beside
from ecsc.workspace.keeping import keep
from ecsc.workspace.manifest import PublishError


class BaselineOrder(Struct, frozen=True):
    """What is to be kept: the options of the command, as they were given."""

    path: str
    output: str | None
    keep_going: bool
    force: bool
    lang: str | None
    color: str


def record(order: BaselineOrder) -> bool:
    """Compile and write; return whether there are no errors. The strategy's own baseline does not count."""
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    strategies, findings = inputs((order.path,))
    if len(strategies) > 1:
        told = {"word": order.path, "n": len(strategies)}
        raise UsageProblem("{word} holds {n} strategies", told, hint="name the folder of one")
    results = list(compiled(strategies, None, Progress(w), baseline=Baseline(), plan=False))
    everything = outside(findings, w) + [checked(one, w) for one in results]
    kept = next((_dates(given, one) for given, one in zip(strategies, results, strict=True)), None)
    sound = tally(everything).errors == 0
    if not sound or kept is None:
        write(render([only_serious(one) for one in everything], "text", w, layout), layout)
        write([closing_line(everything, w) + "\n"], layout)
        if not sound and not order.keep_going:
            write([w("nothing was written; --keep-going writes what can be planned") + "\n"], layout)
            return False
    if kept is None:
        write([w("nothing was written: there is nothing that could be planned") + "\n"], layout)
        return sound
    path = order.output or _own_file(results[0])
    try:
        changed = keep(path, bytes_of(kept), force=order.force)
    except PublishError as problem:
        hint = "choose another file with -o"
        raise UsageProblem(problem.reason, problem.params, hint=hint) from problem
    n = len(kept.tasks) + len(kept.milestones)
    line = w.count("{path} keeps the dates of {n} item", "{path} keeps the dates of {n} items", n, path=path)
    write([(line if changed else w("{path} is up to date", path=path)) + "\n"], layout)
    return sound


def _dates(given: StrategyInput, result: Result) -> BaselineDates | None:
    """Return the dates of a compiled strategy; None where its header could not be read."""
    if result.assessed is None:
        return None
    found = result.assessed
    return recorded(found.linked.strategy, found.timetable, source_hash(given, result.tables))


def _own_file(result: Result) -> str:
    """Return where the strategy wants its baseline: in its folder, whatever it says."""
    name = result.baseline_file or "baseline.json"
    try:
        return path_beside(result.folder, name)
    except NotThereError as problem:
        told = {"word": name, "reason": Phrase(problem.reason, **problem.params)}
        template = "the strategy's baseline {word} cannot be written: {reason}"
        raise UsageProblem(template, told, hint="choose a file with -o") from problem
