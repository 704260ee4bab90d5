"""What `ecsc check` does: strategies from paths to a report."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.compiling import compiled
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.outputs import Reported, deliver, outputs_of, spare_sources
from ecsc.cli.progress import Progress
from ecsc.cli.screen import layout_of, terminal_words
from ecsc.diagnostics import Severity
from ecsc.report import tally
from ecsc.runs import checked, outside, told_once


class CheckOrder(Struct, frozen=True):
    """What is to be checked: the options of the command, as they were given."""

    paths: tuple[str, ...]
    format_name: str | None
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
    outputs: tuple[str, ...] = ()


def check(order: CheckOrder) -> bool:
    """Check and report; return whether there is a finding at which the run fails."""
    w = terminal_words(order.lang)
    layout = layout_of(order.color, notes_in_full=order.fail_on == "info")
    outputs = outputs_of(order.format_name, order.outputs)
    strategies, findings = inputs(order.paths, order.stdin_filename)
    spare_sources(outputs, strategies)
    everything = outside(findings, w)
    if order.strict:
        strategies = tuple(replace(one, choices=replace(one.choices, strict=True)) for one in strategies)
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
    everything += told_once(checked(result, w) for result in results)
    fail_on = Severity(order.fail_on)
    failed = tally(everything).reaches(fail_on)
    deliver(outputs, Reported(everything, w, fail_on, failed, order.quiet), layout)
    return failed
