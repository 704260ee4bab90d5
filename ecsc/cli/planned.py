"""The one strategy that a question about work is asked of, and the answer's lines on the screen."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from ecsc.cli.checking import checked, compiled
from ecsc.cli.failure import Exit, UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write, write_error
from ecsc.diagnostics.near import close_matches
from ecsc.messages import Words
from ecsc.pipeline import Result
from ecsc.report import Checked, render
from ecsc.report.columns import fold, visible
from ecsc.report.layout import Layout

_PREFIX = re.compile(r"(?:tasks|milestones)\s*\.\s*")


def path_and_names(arguments: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the path among `arguments`, the current folder where none is given, and the ids after it."""
    first, *rest = arguments
    is_path = Path(first).exists() and (rest or not first.isidentifier())
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


def planned(path: str, names: Sequence[str], as_of: dt.date | None, w: Words, layout: Layout) -> Result:
    """Return the first strategy in `path` whose work has all of `names`.

    Raises `UsageProblem` for an id that none has. Where nothing can be planned, what is wrong is printed and the
    run ends as one with findings.
    """
    strategies, findings = inputs((path,))
    results = [
        one for one in compiled(strategies, as_of, Progress(w)) if one.compiled is not None or one.findings
    ]
    plans = [one for one in results if one.compiled is not None]
    if not plans:
        everything = [*([Checked("", findings)] if findings else []), *map(checked, results)]
        write(render(everything, "text", w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
        raise click.exceptions.Exit(Exit.FINDINGS)
    known = [_ids(one) for one in plans]
    for result, ids in zip(plans, known, strict=True):
        if ids.issuperset(names):
            return result
    ids = set().union(*known)
    missing = next((name for name in names if name not in ids), names[0])
    close = close_matches(missing, sorted(ids)) or (sorted(ids) if len(ids) <= 12 else [])
    raise UsageProblem("there is no task or milestone {word}", {"word": missing}, near=close)


def _ids(result: Result) -> set[str]:
    if result.compiled is None:
        return set()
    work = result.compiled.plan.work
    return {one.id for one in work.tasks} | {one.id for one in work.milestones}


def warn_of_errors(result: Result, w: Words) -> None:
    """Say on standard error that a strategy with errors has dates that may not hold."""
    from ecsc.emit.standing import notice

    if result.compiled is not None and (told := notice(result.compiled, w)):
        write_error("warning", w("warning"), told)


def show_lines(lines: Iterable[tuple[int, str]], layout: Layout) -> None:
    """Print lines with their depth; the outermost stand out, long ones are folded to the screen."""
    for depth, text in lines:
        indent = "  " * depth
        line = indent + visible(text)
        if layout.fold:
            line = fold(line, layout.width, indent + "  ")
        write([(layout.paint("strong", line) if not depth else line) + "\n"], layout)


def show_document(document: dict[str, Any], layout: Layout) -> None:
    """Print a document for programs (RFC 8259)."""
    text = json.dumps(document, ensure_ascii=not is_unicode(sys.stdout), indent=2)
    write([text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"], layout)


__all__ = [
    "layout_of",
    "path_and_names",
    "planned",
    "show_document",
    "show_lines",
    "terminal_words",
    "warn_of_errors",
]
