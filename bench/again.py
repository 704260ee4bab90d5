"""The same check again: many small strategies of which none, or one, has changed since the last run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.many import write_many
from bench.measures import Plan
from bench.processes import Command, Run, ecsc, interleaved, output_of, run
from bench.table import Row, Target, times

STRATEGIES = 1_000
AGAIN = Target(0.03)


def again(plan: Plan) -> Iterator[Row]:
    """Yield the check of unchanged strategies beside the same without a cache, and what several processes save."""
    home = plan.folder / "many"
    home.mkdir()
    write_many(home, STRATEGIES)
    if found := _differences(plan, home):
        yield Row("NOT THE SAME: the rows do not count", STRATEGIES, note=found)
    commands = {
        "again": _check(home),
        "alone": _check(home, "--no-cache", "--jobs", "1"),
        "all": _check(home, "--no-cache"),
    }
    runs = interleaved(commands, plan.rounds, plan.folder)
    unchanged = runs["again"]
    yield times("check, unchanged / --no-cache --jobs 1", STRATEGIES, (unchanged, runs["alone"]), AGAIN)
    yield times("check, unchanged / --no-cache", STRATEGIES, (unchanged, runs["all"]), None)
    yield times("check --no-cache / the same --jobs 1", STRATEGIES, (runs["all"], runs["alone"]), None)
    yield times("check, one changed / unchanged", STRATEGIES, (_one_changed(plan, home), unchanged), None)


def _one_changed(plan: Plan, home: Path) -> list[Run]:
    """Return runs before each of which one strategy was changed."""
    path = sorted(home.rglob("strategy.yaml"))[STRATEGIES // 2]
    runs = []
    for number in range(plan.rounds):
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"# changed for the {number}. time\n")
        runs.append(run(_check(home), plan.folder))
    return runs


def _check(home: Path, *options: str) -> Command:
    return Command(ecsc("check", home, "-q", "--format", "concise", "--fail-on", "info", *options), code=1)


def _differences(plan: Plan, home: Path) -> str:
    """Return what is amiss when a report from the cache, which this fills, differs from one without; else nothing."""
    arguments = ("check", home, "--format", "json", "--as-of", "2026-03-31")
    said = [_said(home, *arguments, "--no-cache"), _said(home, *arguments), _said(home, *arguments)]
    run(_check(home), plan.folder)  # what is asked for below
    return "" if said[0] == said[1] == said[2] else "the reports differ"


def _said(home: Path, *arguments: str | Path) -> bytes:
    command = ("sh", "-c", '"$@"; test $? -eq 1', "sh", *ecsc(*arguments))
    return output_of(command, home)
