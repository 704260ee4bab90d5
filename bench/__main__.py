"""`python -m bench`: measure and print one table."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.again import again
from bench.measures import LARGE, MEASURES, MIDDLE, Plan, unclean
from bench.offers import OFFER_MEASURES
from bench.pages import PAGES
from bench.processes import LONGEST, ecsc, output_of, python
from bench.scheduling import SCHEDULING
from bench.table import Row, lines

ALL = {**MEASURES, **SCHEDULING, **PAGES, **OFFER_MEASURES, "again": again}
"""All measures in the order in which they run."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the arguments ask for and print it. Whatever is met or not, the exit code is 0."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="ecsc beside its peers, as ratios.")
    parser.add_argument("--quick", action="store_true", help="1 and 1,000 tasks, fewer repetitions")
    parser.add_argument("--only", choices=ALL, help="one of the measures")
    given = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="ecsc-bench-") as name:
        folder = Path(name)
        sizes, rounds = ((1, 1_000), 2) if given.quick else ((1, 1_000, MIDDLE, LARGE), 5)
        plan = Plan(folder, sizes, rounds)
        try:
            _prepare(folder)
            rows = _measured(plan, [given.only] if given.only else list(ALL))
            print(*_machine(folder), *lines(rows), *_details(rows), sep="\n")
        except subprocess.CalledProcessError as failed:
            print(f"cannot measure: {_told(failed)}")


def _prepare(folder: Path) -> None:
    """Compile the product's bytecode where its processes look for it, as an installation does."""
    package = output_of(python("-c", "import ecsc; print(ecsc.__path__[0], end='')"), folder).decode()
    output_of(python("-m", "compileall", "-q", package), folder)


def _measured(plan: Plan, names: Sequence[str]) -> list[Row]:
    """Return the rows of the measures; before them one for each strategy in which something is found."""
    _say("making sure that the strategies are clean")
    needed = (1,) if set(names) <= {"start", "dates", "paths", "page", "prices", "again"} else plan.sizes
    rows = [
        Row("NOT CLEAN: its rows do not count", tasks, note=found)
        for tasks in needed
        if (found := unclean(plan, tasks))
    ]
    for name in names:
        _say(f"measuring: {name}")
        try:
            rows.extend(ALL[name](plan))
        except subprocess.CalledProcessError as failed:
            rows.append(Row(name, max(needed), note=_told(failed)))
    return rows


def _told(failed: subprocess.CalledProcessError) -> str:
    """Return how a process that had to work ended and, below, what it was and the end of what it said."""
    said = (failed.stderr or b"").decode(errors="replace").strip()
    return f"it ended with {failed.returncode}\n{' '.join(map(str, failed.cmd))}\n{said[-LONGEST:]}"


def _details(rows: Sequence[Row]) -> list[str]:
    """Return what failed processes printed, each once, to stand below the table."""
    notes = dict.fromkeys(row.note for row in rows if "\n" in row.note)
    return [line for note in notes for line in ("", note)]


def _machine(folder: Path) -> tuple[str, str]:
    """Return on what it was measured, and a blank line."""
    version = output_of(ecsc("--version"), folder).decode().strip()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    return f"{version}, Python {platform.python_version()}, {machine}", ""


def _say(text: str) -> None:
    """Say on standard error what is going on: a whole run takes minutes."""
    print(text, "...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
