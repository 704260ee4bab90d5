"""A table of a TOML file with the lines of its keys, and how a setting is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ecsc.diagnostics.near import close_matches
from ecsc.messages import enumerated

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_HEADER = re.compile(r"\s*\[\s*((?:\"[^\"]*\"|'[^']*'|[^\[\]\"'])*?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_STEP = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")
_BOM = b"\xef\xbb\xbf"


class Place(Struct, frozen=True):
    """A line of a settings file, as shown to people; `table` is the way to the settings inside it."""

    file: str
    table: tuple[str, ...] = ()
    line: int = 1


class SettingsError(Exception):
    """A settings file that says something wrong. `reason` and `hint` are message templates over `params`."""

    def __init__(self, place: Place, reason: str, hint: str, /, **params: object) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason
        self.hint = hint
        self.params = params


class Table(Struct, frozen=True):
    """The settings as plain values, decimals exact; `lines` has the line of each key, of inner ones as `a.b`."""

    place: Place
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    text: str = ""

    def at(self, name: str, word: str = "") -> Place:
        """Return the place of a setting; that of the text `word` in it where its value goes over several lines."""
        while name not in self.lines and "." in name:  # inside a table on one line
            name = name.rpartition(".")[0]
        line = self.lines.get(name, self.place.line)
        below = self.text.splitlines()[line - 1 :] if word else ()
        quoted = (f'"{word}"', f"'{word}'")
        within = next((at for at, text in enumerate(below) if any(one in text for one in quoted)), 0)
        return replace(self.place, line=line + within)


Kind: TypeAlias = Callable[[Table, str, Any, str], Any]
"""Reads the value of a setting: of a table, by its name, with the folder of the file. Raises `SettingsError`."""


def unknown(table: Table, at: str, reason: str, word: str, words: Iterable[str]) -> SettingsError:
    """Return that a word of a setting is none of those there are, with those that may have been meant."""
    words = tuple(words)
    near = close_matches(word, words)
    hint = "did you mean {near}?" if near else "it is one of {words}"
    return SettingsError(
        table.at(at), reason, hint, word=word, near=" / ".join(near), words=enumerated(words)
    )


def read_table(place: Place, content: bytes) -> Table | None:
    """Return the table at `place`, or None where the file has none. Raises `SettingsError`."""
    import tomllib

    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise SettingsError(
            replace(place, line=line),
            "the settings are not saved as UTF-8",
            "save the file with the encoding UTF-8",
        ) from None
    try:
        found: Any = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        raise _not_toml(place, text, problem) from None
    for step in place.table:
        found = found.get(step) if isinstance(found, dict) else None
    if found is None:
        return None
    lines = _lines_of(text, place.table)
    here = replace(place, line=lines.get("", 1))
    if not isinstance(found, dict):
        raise SettingsError(
            here,
            "`{table}` is no table",
            "write `[{table}]` and the settings under it",
            table=".".join(place.table),
        )
    return Table(here, found, lines, text)


def _not_toml(place: Place, text: str, problem: Exception) -> SettingsError:
    said = str(problem)
    where = _AT_LINE.search(said)
    # Of a file that ends too soon, tomllib says "at end of document" and no line.
    line = int(where[1]) if where else len(text.splitlines()) or 1
    reason = _AT_LINE.sub("", said).replace("(at end of document)", "").strip()
    hint = 'a setting is written as `name = value`, a text in quotes: packs = ["handbook"]'
    return SettingsError(replace(place, line=line), "this is no TOML: {reason}", hint, reason=reason)


def _lines_of(text: str, table: tuple[str, ...]) -> dict[str, int]:
    """Return the line of each key below `table`, from 1; that of its header under the empty name.

    tomllib tells no places. A line in a text of several lines that looks like a key can be taken for one; what
    is shown is then a line nearby.
    """
    lines: dict[str, int] = {}
    inside: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            inside = tuple(step.strip("\"'") for step in _STEP.findall(header[1]))
            key = inside
        elif found := _KEY.match(line):
            key = (*inside, *(step.strip("\"'") for step in _STEP.findall(found[1])))
        else:
            continue
        if key[: len(table)] == table:
            rest = key[len(table) :]
            for length in range(len(rest) + 1):
                lines.setdefault(".".join(rest[:length]), number)
    return lines
