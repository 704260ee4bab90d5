"""A run parted over several machines: each has its share of the strategies, and together they find what one would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ecsc.diagnostics import Span
from ecsc.pipeline import StrategyInput
from ecsc.report import Checked, Told
from ecsc.runs.telling import Said, said


class Shard(Struct, frozen=True):
    """The share `number`, from 1, of so many."""

    number: int
    count: int

    def indexes(self, strategies: Sequence[StrategyInput]) -> frozenset[int]:
        """Return which of the strategies are in this share: in order of path every so many-th.

        The paths alone decide, so that machines with other line ends, and any order of arguments, agree.
        """
        ordered = sorted(range(len(strategies)), key=lambda index: _path(strategies[index]))
        return frozenset(ordered[self.number - 1 :: self.count])

    @property
    def tells_the_rest(self) -> bool:
        """Return whether this share tells what was found outside every strategy."""
        return self.number == 1


def _path(given: StrategyInput) -> tuple[str, tuple[str, ...]]:
    return given.folder, tuple(name for name, _ in given.files)


def told_here(
    checked: Iterable[Checked],
    strategies: Sequence[StrategyInput],
    indexes: frozenset[int],
    check: Callable[[StrategyInput], Checked],
) -> list[Checked]:
    """Return what this share checked, without what another share tells.

    Strategies share policies, so that several may find the same in one, and a run tells it with the first of them.
    Where this share found any such thing, strategies before are asked whether they tell it: mostly one is enough.
    """
    mine = list(zip(sorted(indexes), checked, strict=True))
    first: dict[Said, int] = {}
    for index, one in mine:
        for finding in _shared(one.findings, strategies[index]):
            first.setdefault(said(finding), index)
    elsewhere: set[Said] = set()
    for index, given in enumerate(strategies):
        asked = {each for each, at in first.items() if at > index and each not in elsewhere}
        if not asked:
            break
        if index not in indexes:
            elsewhere |= asked.intersection(said(finding) for finding in check(given).findings)
    return [_without(one, elsewhere) if elsewhere else one for _, one in mine]


def _shared(findings: Iterable[Told], given: StrategyInput) -> list[Told]:
    """Return what other strategies may find too: in a policy file, a pack, settings, or in no file at all."""
    files = {name for name, _ in given.files}
    beside = [each for each in findings if not (isinstance(each.at, Span) and each.at.file in files)]
    placed = any(isinstance(each.at, Span) for each in beside)  # else nobody needs to look for tables
    tables = set(map(given.shown, given.tables)) if placed else set[str]()
    return [each for each in beside if not (isinstance(each.at, Span) and each.at.file in tables)]


def _without(one: Checked, elsewhere: set[Said]) -> Checked:
    return replace(one, findings=tuple(each for each in one.findings if said(each) not in elsewhere))
