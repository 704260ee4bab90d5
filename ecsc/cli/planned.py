"""The one strategy that a question about work is asked of, and the answer's lines on the screen."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from ecsc.assess.delays import scheduled_tasks
from ecsc.cli.compiling import compiled
from ecsc.cli.failure import Exit, UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, write, write_error
from ecsc.diagnostics import Severity
from ecsc.diagnostics.near import close_matches
from ecsc.messages import Words
from ecsc.pipeline import Result
from ecsc.report import render
from ecsc.report.columns import fold, visible
from ecsc.report.layout import Layout
from ecsc.runs import checked, outside

FEW = 12
"""So many ids are all named where none is like the one that was asked for."""

_PREFIX = re.compile(r"\A(?:tasks|milestones)\s*\.\s*")


def path_and_names(arguments: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the path among `arguments`, the current folder where none is given, and the ids after it."""
    first, *rest = arguments
    is_path = first == "-" or (Path(first).exists() and (rest or not first.isidentifier()))
    names = tuple(
        dict.fromkeys(_PREFIX.sub("", each.strip(), count=1) for each in (rest if is_path else arguments))
    )
    if not names:
        raise UsageProblem(
            "{word} is where a strategy lies: name a task or milestone too",
            {"word": first},
            hint="write its id after the path, as in tasks.first_wave",
        )
    return (first if is_path else "."), names


def planned(
    path: str,
    names: Sequence[str],
    w: Words,
    layout: Layout,
    *,
    plan: bool = True,
    scenario: str | None = None,
) -> Result:
    """Return the one strategy in `path` whose work has all of `names`.

    Raises `UsageProblem` for an id that none has, and where several have them. Where nothing can be planned,
    what is wrong is printed and the run ends as one with findings.
    """
    strategies, findings = inputs((path,))
    results = list(compiled(strategies, None, Progress(w), plan=plan, simulate=False, scenario=scenario))
    known = {number: _ids(one) for number, one in enumerate(results) if one.assessed is not None}
    if not known:
        everything = [*outside(findings, w), *(checked(one, w) for one in results)]
        write(render(everything, "text", w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
        raise click.exceptions.Exit(Exit.FINDINGS)
    owners = [results[number] for number, ids in known.items() if ids.issuperset(names)]
    if len(owners) > 1:
        told = {"word": path, "n": len(owners), "id": names[0]}
        raise UsageProblem("{word} holds {n} strategies with {id}", told, hint="name the folder of one")
    if owners:
        return owners[0]
    every = set().union(*known.values())
    missing = next((name for name in names if name not in every), names[0])
    close = close_matches(missing, sorted(every)) or (sorted(every) if len(every) <= FEW else [])
    raise UsageProblem("there is no task or milestone {word}", {"word": missing}, near=close)


def _ids(result: Result) -> set[str]:
    """Return the ids of a strategy's tasks and milestones."""
    if result.assessed is None:
        return set()
    strategy = result.assessed.linked.strategy
    return {*strategy.tasks, *strategy.milestones}


def refuse_undated(result: Result, names: Sequence[str]) -> None:
    """Raise `UsageProblem` for what cannot be delayed: a milestone, or a task without dates."""
    if result.assessed is None:
        return
    dated = set(scheduled_tasks(result.assessed))
    for name in names:
        if name in result.assessed.linked.strategy.milestones:
            hint = "delay what it waits for: `ecsc why {word}` names it"
            raise UsageProblem(
                "{word} is a milestone: it falls when the work before it ends", {"word": name}, hint=hint
            )
        if (task := result.assessed.linked.strategy.tasks.get(name)) is not None and task.every is not None:
            hint = "it has no length to slip; its dates are in the checklist"
            raise UsageProblem("{word} comes round on dates of its own", {"word": name}, hint=hint)
        if name not in dated:
            hint = "give it a duration, and no `contingent` or `dropped`"
            raise UsageProblem("{word} has no dates that could move", {"word": name}, hint=hint)


def warn_of_errors(result: Result, w: Words) -> None:
    """Say on standard error that a strategy with errors has dates that may not hold."""
    errors = sum(finding.level is Severity.ERROR for finding in result.findings)
    if errors:
        told = w.count(
            "this strategy has {n} error, so its dates may not hold",
            "this strategy has {n} errors, so its dates may not hold",
            errors,
        )
        write_error("warning", w("warning"), told)


def show_lines(lines: Iterable[tuple[int, str]], layout: Layout) -> None:
    """Print lines with their depth; the outermost stand out, long ones are folded to the screen."""
    for depth, text in lines:
        indent = "  " * depth
        line = indent + visible(text)
        if layout.fold:
            line = fold(line, layout.width, indent + "  ")
        write([(layout.paint("strong", line) if not depth else line) + "\n"], layout)


def show_document(document: dict[str, Any] | list[Any], layout: Layout) -> None:
    """Print a document for programs (RFC 8259)."""
    text = json.dumps(document, ensure_ascii=not is_unicode(sys.stdout), indent=2)
    write([text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"], layout)


__all__ = [
    "layout_of",
    "path_and_names",
    "planned",
    "refuse_undated",
    "show_document",
    "show_lines",
    "warn_of_errors",
]
