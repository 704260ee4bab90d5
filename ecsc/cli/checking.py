"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import click
import msgspec
from msgspec import Struct

from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write
from ecsc.diagnostics import Finding, Severity
from ecsc.model.header import Baseline
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.report import Checked, Format, closing_line, render, tally


class CheckOrder(Struct, frozen=True):
    """What is to be checked: the options of the command, as they were given."""

    paths: tuple[str, ...]
    format_name: Format
    fail_on: str
    strict: bool
    as_of: dt.date | None
    lang: str | None
    quiet: bool
    color: str
    stdin_filename: str | None
    baseline_file: str | None = None
    baseline_rev: str | None = None


def check(order: CheckOrder) -> bool:
    """Check and report; return whether there is a finding at which the run fails."""
    w = terminal_words(order.lang)
    layout = layout_of(order.color, notes_in_full=order.fail_on == "info")
    strategies, findings = inputs(order.paths, order.stdin_filename)
    everything = [Checked("", findings)] if findings else []
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    progress = Progress(w, quiet=order.quiet)
    results = compiled(strategies, order.as_of, progress, baseline=baseline, plan=False)
    everything += told_once(checked(result, strict=order.strict) for result in results)
    shown = [only_serious(one) for one in everything] if order.quiet else everything
    write(render(shown, order.format_name, w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
    failed = tally(everything).reaches(Severity(order.fail_on))
    if not order.quiet:
        # Programs read the other formats, so there the line for people goes to standard error.
        click.echo(
            closing_line(everything, w, failed=failed),
            file=sys.stdout if order.format_name == "text" else sys.stderr,
        )
    return failed


def compiled(
    strategies: Iterable[StrategyInput],
    as_of: dt.date | None,
    progress: Progress,
    *,
    baseline: Baseline | None = None,
    plan: bool = True,
    simulate: Mapping[str, int] | Literal[False] | None = None,
) -> Iterator[Result]:
    """Yield the result of each strategy, with a sign of life on the terminal where it takes long.

    `simulate` is what `compile_strategy` takes.
    """
    for given in strategies:
        progress.step(given.folder, sum(len(content) for _, content in given.files))
        if plan:
            yield _planned(given, as_of, baseline, simulate)
        else:
            yield compile_strategy(given, as_of=as_of, baseline=baseline, plan=False)
    progress.clear()


def _planned(
    given: StrategyInput,
    as_of: dt.date | None,
    baseline: Baseline | None,
    simulate: Mapping[str, int] | Literal[False] | None,
) -> Result:
    """Return a strategy with its plan; what it asks for and cannot be computed here ends the run."""
    from ecsc.simulate.extra import MissingExtraError

    try:
        return compile_strategy(given, as_of=as_of, baseline=baseline, simulate=simulate)
    except MissingExtraError as missing:
        told = {"library": missing.library, "extra": missing.extra}
        hint = "pip install 'ecsc[{extra}]'"
        raise UsageProblem("a simulation needs {library}, which is not installed", told, hint=hint) from None


def checked(result: Result, *, strict: bool = False) -> Checked:
    """Return what a report needs of `result`; `strict` makes every undecidable rule an error."""
    findings = result.findings
    if strict:
        findings = tuple(map(_strict, findings))
    counts = result.counts
    tasks, goals = counts.get("tasks", 0), counts.get("goals", 0)
    return Checked(result.folder, findings, result.sources, result.name or None, tasks, goals)


def told_once(everything: Iterable[Checked]) -> list[Checked]:
    """Return what was checked, each finding with the first strategy only: several may share a faulty policy."""
    together = list(everything)
    if len(together) < 2:
        return together
    told: set[object] = set()
    kept: list[Checked] = []
    for one in together:
        own = [
            (finding.rule.code, finding.at, finding.message, repr(finding.params)) for finding in one.findings
        ]
        new = tuple(each for each, key in zip(one.findings, own, strict=True) if key not in told)
        told.update(own)
        kept.append(one if len(new) == len(one.findings) else msgspec.structs.replace(one, findings=new))
    return kept


def _strict(finding: Finding) -> Finding:
    return finding.with_severity(Severity.ERROR) if finding.outcome == "undecidable" else finding


def only_serious(one: Checked) -> Checked:
    """Return `one` without its infos."""
    serious = tuple(finding for finding in one.findings if finding.level is not Severity.INFO)
    return msgspec.structs.replace(one, findings=serious)
