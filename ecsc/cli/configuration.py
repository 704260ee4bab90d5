"""What `ecsc config` shows: each setting, its value, and the line, option or variable that it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from ecsc import __version__
from ecsc.catalogue import shipped_rules
from ecsc.choosing import Layer, UnknownRuleError, selector_of
from ecsc.cli.chosen import settings_at
from ecsc.cli.inputs import inputs
from ecsc.cli.planned import show_document
from ecsc.cli.screen import layout_of, terminal_words, write
from ecsc.messages import Words
from ecsc.report.rows import Shown, laid_out
from ecsc.workspace.chosen import inside
from ecsc.workspace.names import shown
from ecsc.workspace.setting_kinds import KINDS
from ecsc.workspace.settings import Settings, matcher

FORMAT_VERSION = 1
"""Raised when a key of the JSON document changes its meaning or goes; new keys may come without."""

_TABLES = ("thresholds", "severity")


class ConfigOrder(Struct, frozen=True):
    """The options of the command, as they were given."""

    path: str
    format_name: str
    lang: str | None
    color: str


class InForce(Struct, frozen=True):
    """A setting in force: its values as people write them, and where they are said; `line` is 0 but in a file."""

    name: str
    values: tuple[str, ...]
    origin: Literal["default", "file", "command line", "environment"]
    line: int = 0


class OfPaths(Struct, frozen=True):
    """What is said for files that fit a pattern, and how many of the files in question do."""

    pattern: str
    fits: int
    of: int
    settings: tuple[InForce, ...]


def show(order: ConfigOrder) -> None:
    """Print the settings in force. Raises `UsageProblem` for a path that is not there and for wrong settings."""
    settings = settings_at((order.path,))
    w, layout = terminal_words(order.lang or settings.lang), layout_of(order.color)
    files = _files(order.path)
    rows = tuple(in_force(settings, w, order.lang))
    paths = tuple(of_paths(settings, files))
    if order.format_name == "json":
        show_document(_document(order.path, settings, rows, paths), layout)
        return
    write(laid_out(_lines(order.path, settings, rows, paths, w), layout), layout)


def _files(path: str) -> tuple[str, ...]:
    """Return the files in question, as they are shown: `path` itself, or those of the strategies in it."""
    strategies, _ = inputs((path,))
    if os.path.isfile(path):  # noqa: PTH113 - paths are text on the way in
        return (shown(path),)
    found = {name for one in strategies for name, _ in one.files}
    found |= {one.shown(name) for one in strategies for name in one.tables}
    return tuple(sorted(found))


def in_force(settings: Settings, w: Words, lang: str | None) -> Iterator[InForce]:
    """Yield every setting but those for paths, in the order of the reference."""
    for name in KINDS:
        if name == "per-path":
            continue
        value: Any = getattr(settings, name.replace("-", "_"))
        if name in _TABLES:
            yield from _of_table(settings, name, value, w)
        elif name == "lang":
            yield _language(settings, w, lang)
        else:
            line = settings.origins.get(name, 0)
            yield InForce(name, _values(name, value), "file" if line else "default", line)


def _values(name: str, value: Any) -> tuple[str, ...]:
    if name in ("select", "ignore"):
        return tuple(map(rule_shown, value or ()))
    if name == "policies":
        return tuple(map(shown, value))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if name == "findings-baseline":
        return (shown(value),) if value else ()
    if name == "format":
        return (value or "text",)
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _of_table(settings: Settings, name: str, value: Mapping[str, Any], w: Words) -> Iterator[InForce]:
    if not value:
        yield InForce(
            name, (), "file" if name in settings.origins else "default", settings.origins.get(name, 0)
        )
    for key, one in value.items():
        line = _line_of(settings, name, key)
        label = rule_shown(key) if name == "severity" else key
        yield InForce(
            f"{name}.{label}", (w.show(one) if name == "thresholds" else str(one.value),), "file", line
        )


def _language(settings: Settings, w: Words, lang: str | None) -> InForce:
    if lang is not None:
        return InForce("lang", (lang,), "command line")
    if settings.lang is not None:
        return InForce("lang", (settings.lang,), "file", settings.origins.get("lang", 1))
    said = any(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return InForce("lang", (w.language,), "environment" if said else "default")


def of_paths(settings: Settings, files: Sequence[str]) -> Iterator[OfPaths]:
    """Yield what is said for paths, in the order in which it stands, later ones before earlier ones in force."""
    places = [inside(settings, name) for name in files]
    for pattern, layer in settings.per_path.items():
        fits = matcher((pattern,))
        count = sum(fits is not None and place is not None and fits(place) for place in places)
        yield OfPaths(pattern, count, len(files), tuple(_of_layer(settings, pattern, layer)))


def _of_layer(settings: Settings, pattern: str, layer: Layer) -> Iterator[InForce]:
    at = f"per-path.{pattern}"
    above = settings.origins.get(at, settings.origins.get("per-path", 1))
    for name, rules in (("select", layer.select or ()), ("ignore", layer.ignore)):
        if rules:
            line = settings.origins.get(f"{at}.{name}", above)
            yield InForce(name, tuple(map(rule_shown, rules)), "file", line)
    for rule, severity in layer.severity.items():
        line = _line_of(settings, f"{at}.severity", rule) or above
        yield InForce(f"severity.{rule_shown(rule)}", (severity.value,), "file", line)


def _line_of(settings: Settings, table: str, key: str) -> int:
    """Return the line of a key in a table; a rule may stand there by its name."""
    for name, line in settings.origins.items():
        if name.startswith(f"{table}."):
            word = name[len(table) + 1 :]
            if word == key or _means(word) == key:
                return line
    return settings.origins.get(table, 0)


def _means(word: str) -> str | None:
    try:
        return selector_of(word)
    except UnknownRuleError:
        return None


def rule_shown(selector: str) -> str:
    """Return what a selector is called: a rule by code and name."""
    name = shipped_rules().get(selector)
    return f"{selector} {name[0]}" if name else selector or "ALL"


def _document(
    path: str, settings: Settings, rows: Iterable[InForce], paths: Iterable[OfPaths]
) -> dict[str, Any]:
    """Return the settings for programs: lists of texts where people may write several."""
    return {
        "format": "ecsc-config",
        "version": FORMAT_VERSION,
        "ecsc": __version__,
        "path": path,
        "file": settings.file or None,
        "settings": [_as_data(row, settings) for row in rows],
        "per_path": [
            {
                "pattern": one.pattern,
                "fits": one.fits,
                "of": one.of,
                "settings": [_as_data(row, settings) for row in one.settings],
            }
            for one in paths
        ],
    }


def _as_data(row: InForce, settings: Settings) -> dict[str, Any]:
    place = (
        {"file": settings.file, "line": row.line} if row.origin == "file" else {"file": None, "line": None}
    )
    return {"name": row.name, "values": list(row.values), "origin": row.origin, **place}


def _lines(
    path: str, settings: Settings, rows: Iterable[InForce], paths: Sequence[OfPaths], w: Words
) -> Iterator[Shown]:
    if settings.file:
        yield 0, w("settings in force for {path}, from {file}", path=path, file=settings.file)
    else:
        yield 0, w("settings in force for {path}: there is no ecsc.toml above it", path=path)
    yield 1, (w("setting"), w("value"), w("from"))
    for row in rows:
        yield from _cells(row, settings, w)
    for one in paths:
        yield (
            0,
            w.count(
                "for {pattern}: {fits} of {n} file",
                "for {pattern}: {fits} of {n} files",
                one.of,
                pattern=one.pattern,
                fits=one.fits,
            ),
        )
        yield 1, (w("setting"), w("value"), w("from"))
        for row in one.settings:
            yield from _cells(row, settings, w)


def _cells(row: InForce, settings: Settings, w: Words) -> Iterator[Shown]:
    """Yield the lines of a setting, one for each of several values."""
    empty = {"select": w("every rule"), "findings-baseline": w("none")}
    first, *more = row.values or (empty.get(row.name, w("nothing")),)
    yield 1, (row.name, first, _origin(row, settings, w))
    for value in more:
        yield 1, ("", value, "")


def _origin(row: InForce, settings: Settings, w: Words) -> str:
    if row.origin == "file":
        return f"{settings.file}:{row.line}"
    names = {"default": w("default"), "environment": w("environment"), "command line": w("command line")}
    return names[row.origin]
