"""The texts of a strategy that findings point into, each read when it is first looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ecsc.pipeline import StrategyInput

if TYPE_CHECKING:
    from ecsc.source import SourceText

_PACK = ("ecsc:", ".yaml")
"""What stands before and after the name of a pack where it is told as a file."""


class Sources(Mapping[str, "SourceText"]):
    """File as shown to people to its text: YAML files, policy files, tables, and packs that ecsc ships.

    A clean strategy is never asked for any of them, and of a large run few texts are in memory at once.
    """

    def __init__(self, given: StrategyInput) -> None:
        self._given = given
        self._texts: dict[str, SourceText] = {}

    def __getitem__(self, file: str) -> SourceText:
        if file not in self._texts:
            from ecsc.source.decode import decode

            self._texts[file] = decode(file, self._content(file)).source
        return self._texts[file]

    def __iter__(self) -> Iterator[str]:
        given = self._given
        yield from (name for name, _ in (*given.files, *given.organisation.files))
        yield from self._tables()
        yield from (name.join(_PACK) for name in given.organisation.packs)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _tables(self) -> dict[str, str]:
        """Return the tables beside the strategy, from the name that people are shown to the one in its folder."""
        given = self._given
        return {given.shown(name): name for name in given.tables}

    def _content(self, file: str) -> bytes:
        given = self._given
        for name, content in (*given.files, *given.organisation.files):
            if name == file:
                return content
        for pack in given.organisation.packs:
            if file == pack.join(_PACK):
                from ecsc.catalogue import pack_text

                return pack_text(pack).encode()
        table = self._tables().get(file)
        if table is None:
            raise KeyError(file)
        try:
            return given.tables[table]()
        except OSError:  # gone since it was read
            raise KeyError(file) from None
