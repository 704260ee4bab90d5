"""The measures: start-up, whole checks beside peers, parts beside the load, growth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bench.processes import Command, Run, ecsc, interleaved, output_of, python, run, tool
from bench.strategies import write_mistakes, write_strategy
from bench.table import Row, Target, peaks, times
from bench.wholes import BLOCK, write_whole

MIDDLE, LARGE = 10_000, 100_000
SLOW = 3
"""Rounds of the slow peers at `MIDDLE`; beyond it they do not run at all."""

LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
LOAD_WITHOUT_COLLECTOR = f"import gc; gc.disable(); {LOAD}"

START, FIRST_FINDING = Target(2), Target(4)
CHECK = Target(0.5)
WHOLE = Target(1)
PEERS = {"yamllint": Target(20, at_least=True), "check-jsonschema": Target(30, at_least=True)}
LINEAR = Target(12)
"""Ten times the tasks may cost at most this many times as much; exactly linear is 10 or less."""


class Plan(Struct, frozen=True):
    """What is to be measured, where, and how often."""

    folder: Path
    sizes: tuple[int, ...]
    rounds: int

    def strategy(self, tasks: int) -> Path:
        """Return the file of the clean strategy of so many tasks, written when it is first asked for."""
        path = self.folder / f"tasks_{tasks}.yaml"
        if not path.exists():
            write_strategy(path, tasks)
        return path

    def whole(self, each: int) -> Path:
        """Return the file of the strategy of so many goals, metrics, tasks and tactics, written when first asked."""
        path = self.folder / f"whole_{each}.yaml"
        if not path.exists():
            write_whole(path, each)
        return path

    def schema(self) -> Path:
        """Return the file of the bundled schema, as the product prints it."""
        path = self.folder / "strategy.schema.json"
        if not path.exists():
            path.write_bytes(output_of(ecsc("schema"), self.folder))
        return path


def check(path: Path, code: int = 0) -> Command:
    """Return the command that checks a file."""
    return Command(ecsc("check", path), code)


def unclean(plan: Plan, tasks: int) -> str:
    """Return what is wrong when anything is found in the strategy of so many tasks, else nothing."""
    return run(Command(ecsc("check", "--fail-on", "info", plan.strategy(tasks))), plan.folder).failure


def start(plan: Plan) -> Iterator[Row]:
    """Yield the start-up, and the way to the first finding."""
    clean = plan.strategy(1)
    mistakes = dict(write_mistakes(plan.folder, clean))
    commands = {
        "base": Command(python("-c", "import yaml, click")),
        "clean": check(clean),
        **{name: check(path, 1) for name, path in mistakes.items()},
    }
    runs = interleaved(commands, plan.rounds * 3, plan.folder)  # they are short, and differ much
    base = runs["base"]
    yield times("check, all clean / import yaml, click", 1, (runs["clean"], base), START)
    for name in mistakes:
        yield times(f"check, {name} / import yaml, click", 1, (runs[name], base), FIRST_FINDING)


def checks(plan: Plan) -> Iterator[Row]:
    """Yield whole checks beside the bare load and the peers, at every size."""
    for tasks in plan.sizes:
        path = plan.strategy(tasks)
        commands = {
            "check": check(path),
            "load": Command(python("-c", LOAD, path)),
            "without": Command(python("-c", LOAD_WITHOUT_COLLECTOR, path)),
            **_peers(plan, path, tasks),
        }
        runs = interleaved(commands, plan.rounds, plan.folder)
        checked = runs["check"]
        aimed = tasks == MIDDLE
        yield times("check / CSafeLoader", tasks, (checked, runs["load"]), CHECK if aimed else None)
        yield times("check / CSafeLoader, collector off", tasks, (checked, runs["without"]), None)
        for name, target in PEERS.items():
            if name in runs:
                yield times(f"{name} / check", tasks, (runs[name], checked), target if aimed else None)
            else:
                why = "too slow for this size" if tool(name) else 'not installed: pip install "ecsc[bench]"'
                yield Row(f"{name} / check", tasks, target=target if aimed else None, note=f"skipped, {why}")
        if tasks >= MIDDLE:
            yield peaks("peak memory, check / CSafeLoader", tasks, (checked, runs["load"]), None)


def whole(plan: Plan) -> Iterator[Row]:
    """Yield checks of strategies in which goals, metrics, tasks and tactics are as many, beside the bare load."""
    middle = min(MIDDLE, max(plan.sizes))
    for each in (middle // 4 // BLOCK * BLOCK, middle):
        path = plan.whole(each)
        title = f"check / CSafeLoader, {each:,} of each"
        clean = Command(ecsc("check", "--fail-on", "info", path))
        if found := run(clean, plan.folder).failure:
            yield Row(title, 4 * each, target=WHOLE, note=found)
            continue
        commands = {"check": clean, "load": Command(python("-c", LOAD, path))}
        runs = interleaved(commands, plan.rounds, plan.folder)
        aimed = middle == MIDDLE
        yield times(title, 4 * each, (runs["check"], runs["load"]), WHOLE if aimed else None)


def _peers(plan: Plan, path: Path, tasks: int) -> dict[str, Command]:
    """Return the commands of the slow peers that are installed, none for a size that is too much for them."""
    arguments = {"yamllint": (), "check-jsonschema": ("--schemafile", str(plan.schema()))}
    return {
        name: Command((found, *arguments[name], str(path)), rounds=SLOW if tasks >= MIDDLE else 0)
        for name in PEERS
        if tasks <= MIDDLE and (found := tool(name)) is not None
    }


def parts(plan: Plan) -> Iterator[Row]:
    """Yield the stages as multiples of the load, all in one process."""
    tasks = min(MIDDLE, max(plan.sizes))
    script = Path(__file__).with_name("parts.py")
    # -P keeps this folder off the path, so that the stages are those of the installed product.
    printed = output_of(python("-P", script, plan.strategy(tasks), str(plan.rounds)), plan.folder)
    runs = {name: [Run(each, 0) for each in found] for name, found in json.loads(printed).items()}
    load = runs.pop("load")
    whole = [Run(sum(each.seconds for each in stages), 0) for stages in zip(*runs.values(), strict=True)]
    for name, found in runs.items():
        yield times(f"in process: {name} / load", tasks, (found, load), None)
    yield times("in process: all stages / load", tasks, (whole, load), None)


def growth(plan: Plan) -> Iterator[Row]:
    """Yield how time and memory grow from the middle size to the large one."""
    large = max(plan.sizes)
    small = large // 10
    named = {"large": check(plan.strategy(large)), "small": check(plan.strategy(small))}
    runs = interleaved(named, plan.rounds, plan.folder)
    pair = (runs["large"], runs["small"])
    target = LINEAR if large == LARGE else None
    yield times(f"time, check of {large:,} / {small:,}", large, pair, target)
    yield peaks(f"peak memory, check of {large:,} / {small:,}", large, pair, target)


MEASURES = {"start": start, "check": checks, "whole": whole, "parts": parts, "growth": growth}
"""The measures by the name that `--only` takes, in the order in which they run."""
