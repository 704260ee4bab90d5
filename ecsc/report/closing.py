"""The last line of a run: how it came out, in one breath."""

from __future__ import annotations

from collections.abc import Sequence

from ecsc.messages import Words
from ecsc.report.checked import Checked, Tally, tally


def closing_line(checked: Sequence[Checked], w: Words, *, failed: bool = False) -> str:
    """Return one line, without line end: the counts of findings, or that all is sound and what is planned.

    A run that `failed` calls nothing sound, though it may have failed on notes alone.
    """
    counts = tally(checked)
    waived = sum(len(one.waived) for one in checked)
    if counts.errors or counts.warnings or failed:
        return _found(counts, waived, w)
    strategies = [one for one in checked if one.strategy is not None]
    if not strategies:
        return w("ecsc: nothing was checked")
    planned = [
        w.count("{n} task", "{n} tasks", sum(one.tasks for one in strategies)),
        w.count("{n} goal", "{n} goals", sum(one.goals for one in strategies)),
        w.count("{n} note", "{n} notes", counts.infos) if counts.infos else w("0 findings"),
        *([_waived(waived, w)] if waived else []),
    ]
    if len(strategies) == 1:
        return w(
            "ecsc: {strategy} is sound: {planned}",
            strategy=strategies[0].strategy,
            planned=_listed(planned, w),
        )
    return w("ecsc: {n} strategies are sound: {planned}", n=len(strategies), planned=_listed(planned, w))


def _found(counts: Tally, waived: int, w: Words) -> str:
    parts = []
    if counts.errors:
        parts.append(w.count("{n} error", "{n} errors", counts.errors))
    if counts.warnings:
        parts.append(w.count("{n} warning", "{n} warnings", counts.warnings))
    if counts.infos:
        parts.append(w.count("{n} note", "{n} notes", counts.infos))
    if waived:
        parts.append(_waived(waived, w))
    if not parts or not counts.files:
        return _listed(parts, w) if parts else w("0 findings")
    return w.count("{counts} in {n} file", "{counts} in {n} files", counts.files, counts=_listed(parts, w))


def _waived(waived: int, w: Words) -> str:
    return w.count("{n} waived", "{n} waived", waived)


def _listed(parts: list[str], w: Words) -> str:
    """Return the parts one after another; they are counts, so no "and" comes before the last."""
    text = parts[0]
    for part in parts[1:]:
        text = w("{text}, {part}", text=text, part=part)
    return text
