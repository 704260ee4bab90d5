"""The order of the stages: the only place that knows it.

bytes → Document → (shape) → Strategy → LinkedStrategy → Assessed → Plan. Each stage returns its value and
its findings; a stage whose input is missing is left out, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from ecsc.choosing import asked_for, choose
from ecsc.diagnostics import At, Finding, Severity, Span, Suppressed, Waived
from ecsc.locating import Locator
from ecsc.model import SECTIONS, build
from ecsc.model.findings import several_strategies
from ecsc.model.header import Simulation
from ecsc.model.readers import identifier
from ecsc.model.shared import read_shared
from ecsc.pipeline.inputs import StrategyInput, source_hash
from ecsc.pipeline.measuring import baseline_of
from ecsc.pipeline.plugins import plugin_findings, plugin_rules
from ecsc.pipeline.reading import comments_in, header_keys, read_files, sources_of
from ecsc.source import SourceText

if TYPE_CHECKING:
    from ecsc.assess import Assessed
    from ecsc.assess.baseline import Baseline as Measure
    from ecsc.assess.baseline import NoBaseline
    from ecsc.compiled import Compiled
    from ecsc.model import Strategy
    from ecsc.model.header import Baseline
    from ecsc.model.learning import ScenarioPlan


class Result(Struct, frozen=True):
    """What came of one strategy: located, sorted findings, the texts they point into, the plan if any.

    `waived` are the findings that somebody accepts, `suppressed` those that are set aside; neither are among
    `findings`. `unneeded` is what the baseline of findings knows in vain, `fail_on` at what a run fails. `assessed`
    is what the plan is made of, for questions that change it. `name` is the strategy's id where it could be read;
    `counts` how many entries each section has; `baseline_file` the file that the strategy itself names for its
    baseline; `tables` are the tables that it names; `scenarios` are the ids of its scenarios; `policies` where each
    policy in force stands; `locator` leads from entries back to the files.
    """

    folder: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, SourceText]
    compiled: Compiled | None
    name: str = ""
    counts: Mapping[str, int] = {}
    baseline_file: str | None = None
    assessed: Assessed | None = None
    tables: tuple[str, ...] = ()
    waived: tuple[Waived, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    unneeded: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    scenarios: tuple[str, ...] = ()
    policies: Mapping[str, Span] = {}
    locator: Locator | None = None


def compile_strategy(
    given: StrategyInput,
    *,
    as_of: dt.date | None = None,
    baseline: Baseline | None = None,
    plan: bool = True,
    simulate: Mapping[str, int] | Literal[False] | None = None,
    scenario: str | None = None,
    waivers: bool = True,
) -> Result:
    """Compile one strategy.

    `compiled` is None when the header cannot be read, or when no `plan` is wanted. `as_of` replaces the
    strategy's own day, `baseline` its own baseline, an empty one for none; the clock is never asked.
    `simulate` asks for a simulation though the header may not, with these `runs` and `seed` in place of its
    own; False is for who reads no simulation, whatever the header says. Only a plan is simulated, and that
    raises `MissingExtraError` without numpy. `scenario` names the one whose changes are made, which raises
    `NoScenarioError` where there is none of that name; without `waivers` no finding is waived.
    """
    read = read_files(given, scenario)
    shared = read_shared(given.organisation.files, given.organisation.packs)
    headed = [document for document in read.documents if "id" in header_keys(document)]
    if len(headed) > 1:
        headers = [document.span(("strategy",), "key") for document in headed]
        return Result(given.folder, (several_strategies(headers),), sources_of(read, shared), None)
    strategy, findings = build(read.documents, read.bad, read.rows.values(), shared)
    header = strategy.header
    chosen = {
        "as_of": as_of or header.as_of,
        "baseline": header.baseline if baseline is None else baseline,
        "simulation": _simulation(header.simulation, simulate),
        "thresholds": {**given.organisation.thresholds, **header.thresholds},
    }
    strategy = msgspec.structs.replace(
        strategy,
        header=msgspec.structs.replace(header, **chosen),
        plugged=plugin_rules(given.organisation) if given.organisation.plugins else (),
    )
    found = [*read.findings, *shared.findings, *findings]
    assessed, before, about = _judged(given, strategy, scenario)
    found.extend(about)
    locator = Locator(read.documents, read.rows, shared)
    waived: tuple[Waived, ...] = ()
    if waivers and assessed is not None and strategy.waivers:
        from ecsc.rules.waiving import waive

        waiving = waive(found, strategy, tell_unused=scenario is None)
        found = list(waiving.findings)
        waived = waiving.waived
    located, waived = locator.located(found, waived)
    name = strategy.header.id if strategy.header_read else ""
    # Under a scenario other figures are looked at than comments and the baseline were written for.
    whole = assessed is not None and strategy.intact and scenario is None
    counted = choose(
        located,
        given.choices,
        comments_in(read, shared),
        strategy=name,
        complete=frozenset(file for file, _ in given.files) if whole else frozenset(),
        plugged=strategy.plugged,
    )
    waived = asked_for(waived, given.choices)
    compiled: Compiled | None = None
    if plan and assessed is not None:
        from ecsc.compiled import Compiled
        from ecsc.plan.making import make_plan

        under = None if scenario is None else _scenario(strategy, identifier(scenario))
        known = [one.identity for one in counted.suppressed if one.how == "baseline"]
        digest = source_hash(given, read.table_names, before, None if under is None else under.id, known)
        compiled = Compiled(make_plan(assessed, digest, under), counted.findings, waived, counted.suppressed)
    return Result(
        given.folder,
        counted.findings,
        sources_of(read, shared),
        compiled,
        name=name,
        counts={name: len(entries) for name in SECTIONS if (entries := strategy.section(name))},
        baseline_file=header.baseline.file if header.baseline is not None else None,
        assessed=assessed,
        tables=read.table_names,
        waived=waived,
        suppressed=counted.suppressed,
        unneeded=counted.unneeded,
        fail_on=given.choices.fail_on,
        scenarios=tuple(strategy.scenarios),
        policies={name: locator.span(At("policies", name, part="key")) for name in strategy.policies},
        locator=locator,
    )


def _simulation(
    own: Simulation | None, asked: Mapping[str, int] | Literal[False] | None
) -> Simulation | None:
    """Return the simulation to play: the strategy's own, with what was asked for in place of its settings."""
    if asked is False:
        return None
    return own if asked is None else msgspec.structs.replace(own or Simulation(), **asked)


def _scenario(strategy: Strategy, name: str) -> ScenarioPlan:
    """Return the scenario of that id; one that could not be read has its id alone."""
    from ecsc.model.learning import ScenarioPlan

    return strategy.scenarios.get(name) or ScenarioPlan(name)


def _judged(
    given: StrategyInput, strategy: Strategy, scenario: str | None
) -> tuple[Assessed | None, Measure | NoBaseline | None, Iterable[Finding]]:
    """Return a strategy assessed, what it was measured against, and what links and rules found.

    Without a header nothing is assessed; what its references name is checked all the same. Under a
    scenario other figures are meant than were promised, and those of the baseline are not looked at.
    """
    if not strategy.header_read:
        from ecsc.link.references import check_references

        return None, None, check_references(strategy)
    from ecsc.assess import assess
    from ecsc.link import link
    from ecsc.rules import check_all

    linked, findings = link(strategy)
    before = baseline_of(given, strategy.header.baseline, promises=scenario is None)
    assessed = assess(linked, before)
    return (
        assessed,
        before,
        [*findings, *check_all(assessed), *plugin_findings(given.organisation, assessed)],
    )
