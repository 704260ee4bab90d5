"""Rows of measures and the table they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from msgspec import Struct

from bench.processes import Run

MIB = 1024 * 1024


class Target(Struct, frozen=True):
    """At most, or at least, so much."""

    bound: float
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"

    def met(self, ratio: float) -> bool:
        """Return whether a ratio meets the target."""
        return ratio >= self.bound if self.at_least else ratio <= self.bound


class Row(Struct, frozen=True):
    """One line: two quantities as printed, the rounds' ratios, the target; or in `note` why there are none.

    Further lines of the note are details, which do not stand in the table.
    """

    title: str
    tasks: int
    first: str = ""
    second: str = ""
    ratios: tuple[float, ...] = ()
    target: Target | None = None
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the line; the last one is not aligned."""
        tasks = f"{self.tasks:,}"
        if not self.ratios:
            note = self.note.split("\n")[0]
            return (self.title, tasks, "", "", "", "", str(self.target or ""), note)
        ratio = median(self.ratios)
        verdict = "" if self.target is None else "met" if self.target.met(ratio) else "NOT MET"
        spread = f"{figure(min(self.ratios))} - {figure(max(self.ratios))}" if len(self.ratios) > 1 else ""
        target = str(self.target or "")
        return (
            self.title,
            tasks,
            self.first,
            self.second,
            figure(ratio),
            spread,
            target,
            verdict,
        )


def figure(ratio: float) -> str:
    """Return a ratio with about three digits."""
    return f"{ratio:.0f}" if ratio >= 99.5 else f"{ratio:.1f}" if ratio >= 9.95 else f"{ratio:.2f}"


def seconds(value: float) -> str:
    """Return a time for the eye."""
    return f"{value * 1000:.0f} ms" if value < 0.9995 else f"{value:.2f} s"


def size(value: float) -> str:
    """Return a size in memory for the eye."""
    return f"{value / MIB:.0f} MiB"


def times(title: str, tasks: int, runs: tuple[Sequence[Run], Sequence[Run]], target: Target | None) -> Row:
    """Return the row of first over second in time. Runs of the same round stand beside each other."""
    if note := _failure(runs):
        return Row(title, tasks, target=target, note=note)
    if any(run.cut for run in runs[0]):
        title = f"{title}, first cut off: at least"
    first, second = ([run.seconds for run in each] for each in runs)
    return Row(title, tasks, seconds(median(first)), seconds(median(second)), _ratios(first, second), target)


def peaks(title: str, tasks: int, runs: tuple[Sequence[Run], Sequence[Run]], target: Target | None) -> Row:
    """Return the row of first over second in peak memory."""
    if note := _failure(runs):
        return Row(title, tasks, target=target, note=note)
    first, second = ([run.peak for run in each] for each in runs)
    if not all((*first, *second)):
        return Row(title, tasks, target=target, note="this system does not tell")
    return Row(title, tasks, size(median(first)), size(median(second)), _ratios(first, second), target)


def _ratios(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    return tuple(one / other for one, other in zip(first, second, strict=False))  # slow peers ran less often


def _failure(runs: tuple[Sequence[Run], Sequence[Run]]) -> str:
    return next((run.failure for each in runs for run in each if run.failure), "")


TITLES = ("", "tasks", "first", "second", "ratio", "from - to", "target", "")


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of the table."""
    cells = [TITLES, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(TITLES))]
    for line in cells:
        middle = (cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:-1], strict=True))
        yield "  ".join((line[0].ljust(widths[0]), *middle, line[-1])).rstrip()
