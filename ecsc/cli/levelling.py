"""What `ecsc level` does: a strategy from its path to a proposal."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Literal

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.assess.levelling import engine_of, propose
from ecsc.assess.proposal import Engine, Proposal
from ecsc.cli.compiling import compiled
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, write, write_error
from ecsc.cli.spoken import words_at
from ecsc.report import render
from ecsc.report.level_json import level_json
from ecsc.report.level_text import level_text
from ecsc.runs import checked, only_serious, outside
from ecsc.schedule.levelling import EngineMissingError


class LevelOrder(Struct, frozen=True):
    """What is to be levelled: the options of the command, as they were given."""

    path: str
    engine: Literal["serial", "cp-sat"] | None
    format_name: Literal["text", "json"]
    pins: bool
    as_of: dt.date | None
    lang: str | None
    color: str
    scenario: str | None = None


def level(order: LevelOrder) -> bool:
    """Propose and show; return whether a strategy has errors, on which a proposal stands less firmly."""
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    strategies, findings = inputs((order.path,))
    errors = 0
    proposals: list[tuple[str, str, Proposal]] = []
    if findings:
        errors += len(findings)
        write(render(outside(findings, w), "text", w, layout), layout)
    for result in compiled(strategies, order.as_of, Progress(w), plan=False, scenario=order.scenario):
        wrong = sum(finding.level == "error" for finding in result.findings)
        errors += wrong
        if result.assessed is None:
            write(render([only_serious(checked(result, w))], "text", w, layout), layout)
            continue
        if wrong:
            told = w.count(
                "{n} error of `ecsc check` comes first: it may change these dates",
                "{n} errors of `ecsc check` come first: they may change these dates",
                wrong,
            )
            write_error("warning", w("warning"), told)
        proposals.append((result.folder, result.name, _proposal(result.assessed, order)))
    if order.format_name == "json":
        write(level_json(proposals, ascii_only=not is_unicode(sys.stdout)), layout)
    else:
        for _, name, proposal in proposals:
            write(level_text(name, proposal, w, layout, pins=order.pins), layout)
    return errors > 0


def _proposal(assessed: Assessed, order: LevelOrder) -> Proposal:
    strategy = assessed.linked.strategy
    engines: dict[str | None, Engine | None] = {None: None, "serial": "serial", "cp-sat": "cp_sat"}
    try:
        engine = engine_of(strategy, engines[order.engine])
    except EngineMissingError as problem:
        hint = "pip install 'ecsc[level]'"
        raise UsageProblem("the engine cp-sat needs OR-Tools, which is not installed", hint=hint) from problem
    return propose(strategy, assessed.timetable, assessed.load, engine)
