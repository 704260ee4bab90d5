"""The same work for two schedulers: a strategy of ecsc and a project of TaskJuggler.

Three links a task, an owner each, chains through the whole: what a plan looks like, unlike `strategies.py`, whose
chains are short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

LAYERS = 40
"""Tasks wait for those of the layer before: at most so many follow one another, four years at most."""

TASKS_OF_ONE = 20
"""Tasks of one person, so that nobody is busy for longer than the whole lasts."""

_HEAD = """\
ecsc: 1
strategy: {id: network, name: Network, period: 2026-01-01..2029-12-31, currency: CNY, owner: p0}
people:
"""
_PROJECT = """\
project network "Network" 2026-01-01 - 2030-12-31 {
  timezone "UTC"
  dailyworkinghours 8
  workinghours mon - fri 9:00 - 17:00
  workinghours sat, sun off
}
"""
_REPORT = """\
taskreport "dates" {
  formats csv
  columns id, start, end
}
"""


def write_network(path: Path, tasks: int) -> None:
    """Write the strategy of a network of so many tasks."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        file.writelines(f"  p{n}: {{name: Person {n}}}\n" for n in range(_people(tasks)))
        file.write("tasks:\n")
        for number, (days, tails) in enumerate(_tasks(tasks)):
            after = f", after: [{', '.join(f't{tail}' for tail in tails)}]" if tails else ""
            owner = f"p{number % _people(tasks)}"
            file.write(f"  t{number}: {{name: Task {number}, owner: {owner}, duration: {days}d{after}}}\n")


def write_project(path: Path, tasks: int, *, owners: bool) -> None:
    """Write the same for TaskJuggler: bare lengths, or work of its `owners`, as its users write it."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_PROJECT)
        if owners:
            file.writelines(f'resource p{n} "Person {n}" {{}}\n' for n in range(_people(tasks)))
        for number, (days, tails) in enumerate(_tasks(tasks)):
            work = f"effort {days}d allocate p{number % _people(tasks)}" if owners else f"length {days}d"
            begin = f"depends {', '.join(f't{tail}' for tail in tails)}" if tails else "start 2026-01-01"
            file.write(f'task t{number} "Task {number}" {{ {work} {begin} }}\n')
        file.write(_REPORT)


def _people(tasks: int) -> int:
    return max(tasks // TASKS_OF_ONE, 1)


def _tasks(tasks: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the days and predecessors of each task."""
    random = Random(tasks)
    wide = max(tasks // LAYERS, 1)
    for number in range(tasks):
        before = number // wide * wide
        layer = range(max(before - wide, 0), before)
        yield random.randint(1, 9), sorted(random.sample(layer, min(3, len(layer))))
