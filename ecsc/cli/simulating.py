"""What `ecsc simulate` does: strategies from a path to a simulation that a leader can read."""

from __future__ import annotations

import sys

import click
from msgspec import Struct

from ecsc.cli.compiling import compiled
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, write
from ecsc.cli.spoken import words_at
from ecsc.compiled import Compiled
from ecsc.report import render, tally
from ecsc.runs import checked, only_serious, outside


class SimulateOrder(Struct, frozen=True):
    """What is to be simulated: the options of the command, as they were given."""

    path: str
    runs: int | None
    seed: int | None
    format_name: str
    keep_going: bool
    lang: str | None
    color: str
    scenario: str | None = None

    @property
    def settings(self) -> dict[str, int]:
        """Return what the command sets in place of the strategy's header."""
        return settings(self.runs, self.seed)


def settings(runs: int | None, seed: int | None) -> dict[str, int]:
    """Return the settings of a simulation that were given."""
    return {name: value for name, value in (("runs", runs), ("seed", seed)) if value is not None}


def simulate(order: SimulateOrder) -> bool:
    """Compile, simulate and print; return whether there are no errors."""
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    strategies, findings = inputs((order.path,))
    results = list(compiled(strategies, None, Progress(w), simulate=order.settings, scenario=order.scenario))
    everything = outside(findings, w) + [checked(one, w) for one in results]
    sound = tally(everything).errors == 0
    plans = [one.compiled for one in results if one.compiled is not None]
    if not sound:
        told = render([only_serious(one) for one in everything], "text", w, layout)
        if order.format_name == "json":
            click.echo("".join(told), err=True, nl=False)
        else:
            write(told, layout)
        if not order.keep_going:
            click.echo(w("nothing was simulated; --keep-going simulates what can be planned"), err=True)
            return False
    if order.format_name == "json":
        click.echo(_json(plans))
        return sound
    from ecsc.cli.simulation_text import simulation_text
    from ecsc.emit.metric_names import in_language

    for plan in plans:
        write(simulation_text(in_language(plan.plan, w.language), w, layout), layout)
    return sound


def _json(plans: list[Compiled]) -> str:
    """Return the simulations as they stand in `plan.json`, one for each strategy; null where nothing varies."""
    import json

    from ecsc.emit.plain import plain

    rows = [
        {"strategy": one.plan.strategy.id, "simulation": plain(one.plan.work.simulation)} for one in plans
    ]
    return json.dumps({"version": 1, "strategies": rows}, indent=2, ensure_ascii=not is_unicode(sys.stdout))
