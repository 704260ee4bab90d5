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
    aside = _aside(checked, w)
    if counts.errors or counts.warnings or failed:
        return _found(counts, aside, w)
    strategies = [one for one in checked if one.strategy is not None]
    if not strategies:
        return w("ecsc: nothing was checked")
    planned = [
        w.count("{n} task", "{n} tasks", sum(one.tasks for one in strategies)),
        w.count("{n} goal", "{n} goals", sum(one.goals for one in strategies)),
        w.count("{n} note", "{n} notes", counts.infos) if counts.infos else w("0 findings"),
        *aside,
    ]
    if len(strategies) == 1:
        return w(
            "ecsc: {strategy} is sound: {planned}",
            strategy=strategies[0].strategy,
            planned=_listed(planned, w),
        )
    return w("ecsc: {n} strategies are sound: {planned}", n=len(strategies), planned=_listed(planned, w))


def _found(counts: Tally, aside: list[str], w: Words) -> str:
    parts = []
    if counts.errors:
        parts.append(w.count("{n} error", "{n} errors", counts.errors))
    if counts.warnings:
        parts.append(w.count("{n} warning", "{n} warnings", counts.warnings))
    if counts.infos:
        parts.append(w.count("{n} note", "{n} notes", counts.infos))
    parts += aside
    if not parts or not counts.files:
        return _listed(parts, w) if parts else w("0 findings")
    return w.count("{counts} in {n} file", "{counts} in {n} files", counts.files, counts=_listed(parts, w))


def _aside(checked: Sequence[Checked], w: Words) -> list[str]:
    """Return the counts of what does not count: waived, ignored by a comment, known to the baseline of findings."""
    waived = sum(len(one.waived) for one in checked)
    known = sum(each.how == "baseline" for one in checked for each in one.suppressed)
    ignored = sum(len(one.suppressed) for one in checked) - known
    unneeded = _unneeded(checked)
    parts = []
    if waived:
        parts.append(w.count("{n} waived", "{n} waived", waived))
    if ignored:
        parts.append(w.count("{n} ignored", "{n} ignored", ignored))
    if known:
        parts.append(w.count("{n} known", "{n} known", known))
    if unneeded:
        parts.append(
            w.count(
                "{n} entry of the baseline no longer needed",
                "{n} entries of the baseline no longer needed",
                unneeded,
            )
        )
    return parts


def _unneeded(checked: Sequence[Checked]) -> int:
    """Return how many entries of the baseline nobody needs; strategies of one id share theirs."""
    by_strategy: dict[str | None, set[str]] = {}
    for one in checked:
        own = set(one.unneeded)
        by_strategy[one.strategy] = by_strategy.get(one.strategy, own) & own
    return sum(map(len, by_strategy.values()))


def _listed(parts: list[str], w: Words) -> str:
    """Return the parts one after another; they are counts, so no "and" comes before the last."""
    text = parts[0]
    for part in parts[1:]:
        text = w("{text}, {part}", text=text, part=part)
    return text
