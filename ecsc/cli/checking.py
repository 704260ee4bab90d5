"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypedDict

import click
import msgspec
from msgspec import Struct

from ecsc.cli.failure import UsageProblem, close_words
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write
from ecsc.diagnostics import Finding, Severity
from ecsc.model.header import Baseline
from ecsc.pipeline import NoScenarioError, Result, StrategyInput, compile_strategy
from ecsc.report import Checked, Format, closing_line, render, tally


class _Options(TypedDict):
    """What every compilation of a run has in common."""

    as_of: dt.date | None
    baseline: Baseline | None
    scenario: str | None
    waivers: bool


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
    scenario: str | None = None
    waivers: bool = True


def check(order: CheckOrder) -> bool:
    """Check and report; return whether there is a finding at which the run fails."""
    w = terminal_words(order.lang)
    layout = layout_of(order.color, notes_in_full=order.fail_on == "info")
    strategies, findings = inputs(order.paths, order.stdin_filename)
    everything = [Checked("", findings)] if findings else []
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    progress = Progress(w, quiet=order.quiet)
    results = compiled(
        strategies,
        order.as_of,
        progress,
        baseline=baseline,
        plan=False,
        scenario=order.scenario,
        waivers=order.waivers,
    )
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
    scenario: str | None = None,
    waivers: bool = True,
) -> Iterator[Result]:
    """Yield the result of each strategy, with a sign of life on the terminal where it takes long.

    The options are those of `compile_strategy`; a scenario that there is not ends the run.
    """
    options: _Options = {"as_of": as_of, "baseline": baseline, "scenario": scenario, "waivers": waivers}
    for given in strategies:
        progress.step(given.folder, sum(len(content) for _, content in given.files))
        try:
            if plan:
                yield _planned(given, simulate, options)
            else:
                yield compile_strategy(given, plan=False, **options)
        except NoScenarioError as problem:
            raise _no_scenario(problem, given.folder) from None
    progress.clear()


def _no_scenario(problem: NoScenarioError, folder: str) -> UsageProblem:
    told = {"word": problem.name, "folder": folder, "known": list(problem.known)}
    if not problem.known:
        return UsageProblem(
            "the strategy in {folder} has no scenarios", told, hint="write one under `scenarios`"
        )
    close = close_words(problem.name, problem.known)
    hint = "" if close else "it has {known}"
    return UsageProblem("the strategy in {folder} has no scenario {word}", told, near=close, hint=hint)


def _planned(
    given: StrategyInput, simulate: Mapping[str, int] | Literal[False] | None, options: _Options
) -> Result:
    """Return a strategy with its plan; what it asks for and cannot be computed here ends the run."""
    from ecsc.simulate.extra import MissingExtraError

    try:
        return compile_strategy(given, simulate=simulate, **options)
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
    return Checked(result.folder, findings, result.sources, result.name or None, tasks, goals, result.waived)


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
    """Return `one` without its infos and without what is waived, which the closing line counts."""
    serious = tuple(finding for finding in one.findings if finding.level is not Severity.INFO)
    return msgspec.structs.replace(one, findings=serious, waived=())
