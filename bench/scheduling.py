"""The measures of scheduling: from text to dates beside TaskJuggler, and the critical path beside networkx."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measures import LARGE, LINEAR, MIDDLE, Plan, check
from bench.networks import write_network, write_project
from bench.processes import Command, Run, ecsc, interleaved, output_of, python
from bench.table import Row, Target, times

SIZES = (100, 1_000, 5_000, MIDDLE)
TARGETS = {1_000: Target(10, at_least=True), MIDDLE: Target(40, at_least=True)}
PASS = Target(5, at_least=True)
PATIENCE = 300
"""Seconds after which a run of TaskJuggler is ended."""


def dates(plan: Plan) -> Iterator[Row]:
    """Yield TaskJuggler beside `baseline`, which writes the dates, `build`, which writes the whole plan, and
    `check`, which writes none.
    """
    juggler = _tj3()
    for tasks in (size for size in SIZES if size <= max(plan.sizes)):
        strategy = _network(plan, tasks)
        kept = plan.folder / f"baseline_{tasks}.json"
        commands = {
            "baseline": Command(ecsc("baseline", strategy, "-o", kept, "--force")),
            "build": build(plan, strategy),
            "check": check(strategy),
        }
        if juggler is None:
            why = "skipped, not installed: apt-get install tj3"
            yield Row("tj3 / baseline", tasks, target=TARGETS.get(tasks), note=why)
            continue
        for name, owners in (("tj3, owners", True), ("tj3, lengths", False)):
            project = plan.folder / f"{'owners' if owners else 'lengths'}_{tasks}.tjp"
            write_project(project, tasks, owners=owners)
            argv = (juggler, "--silent", "--no-color", "--output-dir", str(plan.folder), str(project))
            commands[name] = Command(argv, rounds=1 if tasks > 1_000 else 0, limit=PATIENCE)
        runs = interleaved(commands, min(plan.rounds, 3), plan.folder)
        for name in ("tj3, owners", "tj3, lengths"):
            target = TARGETS.get(tasks) if name == "tj3, owners" else None
            yield times(f"{name} / baseline", tasks, (runs[name], runs["baseline"]), target)
            yield times(f"{name} / build --emit plan", tasks, (runs[name], runs["build"]), None)
            yield times(f"{name} / check", tasks, (runs[name], runs["check"]), None)
    if max(plan.sizes) == LARGE:
        named = {"large": build(plan, _network(plan, LARGE)), "small": build(plan, _network(plan, MIDDLE))}
        runs = interleaved(named, min(plan.rounds, 3), plan.folder)
        title = f"time, build --emit plan of {LARGE:,} / {MIDDLE:,}"
        yield times(title, LARGE, (runs["large"], runs["small"]), LINEAR)


def paths(plan: Plan) -> Iterator[Row]:
    """Yield the critical path over networkx as a multiple of ours, all in one process."""
    tasks = max(plan.sizes)
    script = Path(__file__).with_name("critical_path.py")
    printed = output_of(python("-P", script, str(tasks), str(plan.rounds)), plan.folder)
    found = {name: [Run(each, 0) for each in seconds] for name, seconds in json.loads(printed).items()}
    rows = (("networkx, pass", "ecsc, pass", PASS), ("networkx, graph and pass", "ecsc, whole", None))
    for first, second, target in rows:
        yield times(f"{first} / {second}", tasks, (found[first], found[second]), target)


def build(plan: Plan, strategy: Path) -> Command:
    """Return the command that writes `plan.json` of a strategy."""
    output = plan.folder / f"dist_{strategy.stem}"
    return Command(ecsc("build", strategy, "--emit", "plan", "-o", output))


def _network(plan: Plan, tasks: int) -> Path:
    path = plan.folder / f"network_{tasks}.yaml"
    if not path.exists():
        write_network(path, tasks)
    return path


def _tj3() -> str | None:
    """Return TaskJuggler's program, installed through apt where this user may; None where there is none."""
    found = shutil.which("tj3")
    if found is None and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing tj3 through apt ...", file=sys.stderr, flush=True)
        subprocess.run(("apt-get", "install", "-y", "-q", "tj3"), capture_output=True, check=False)
        found = shutil.which("tj3")
    return found


SCHEDULING = {"dates": dates, "paths": paths}
"""The measures by the name that `--only` takes."""
