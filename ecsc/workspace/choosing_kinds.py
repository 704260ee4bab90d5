"""The settings about which findings count: rules that are selected, ignored and levelled, and where runs fail."""

# ruff: noqa: PTH112, PTH117, PTH118
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from ecsc.choosing import Layer, UnknownRuleError, selector_of, stays
from ecsc.diagnostics import Severity
from ecsc.messages import enumerated
from ecsc.workspace.names import is_inside
from ecsc.workspace.toml import Kind, SettingsError, Table, unknown

_LEVELS: Final = tuple(one.value for one in Severity)
_STAYS: Final = "an error of `{word}` stays whatever is chosen: what it is about is not in the plan"
_MEND: Final = "take it out, and mend what the error tells"


def selected(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:
    """Return the rules that are selected; none at all would be a check of nothing."""
    found = _rules(table, name, value, folder)
    if not found:
        raise SettingsError(
            table.at(name),
            "`{name}` selects nothing",
            'leave it out, or name rules: {name} = ["ECS5"]',
            name=name,
        )
    return found


def ignored(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:
    """Return the rules that are ignored: none whose errors stay whatever is chosen."""
    found = _rules(table, name, value, folder)
    for word, selector in zip(value, found, strict=True):
        if stays(selector):
            raise SettingsError(table.at(name, word), _STAYS, _MEND, word=word)
    return found


def _rules(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:  # noqa: ARG001 - a `Kind`
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SettingsError(
            table.at(name),
            "`{name}` is a list of texts",
            'write {name} = ["ECS5", "owner-missing"]',
            name=name,
        )
    return tuple(_rule(table, name, word) for word in value)


def _rule(table: Table, at: str, word: str) -> str:
    try:
        return _selector(table, word)
    except UnknownRuleError as problem:
        place = table.at(at, word)
        if problem.gone:
            raise SettingsError(place, "`{word}` is a rule no more", "take it out", word=word) from None
        hint = (
            "did you mean {near}?"
            if problem.near
            else "`ecsc rules` lists the rules; ECS5 means all from ECS500 on"
        )
        told = {"word": word, "near": " / ".join(problem.near)}
        raise SettingsError(place, "there is no rule `{word}`", hint, **told) from None


def _selector(table: Table, word: str) -> str:
    """Return what a word means; a plug-in is loaded only for a word that is none of ours."""
    try:
        return selector_of(word)
    except UnknownRuleError:
        plugins = table.values.get("plugins")
        if not isinstance(plugins, list) or not plugins:
            raise
        from ecsc.pipeline.plugins import load

        loaded = load(tuple(str(one) for one in plugins))
        if loaded.failures and word.isalnum() and not word.upper().startswith("ECS"):
            return word.upper()  # that it cannot be loaded is told with the findings
        return selector_of(word, [rule for plugin in loaded.plugged for rule in plugin.rules])


def levels(table: Table, name: str, value: Any, folder: str) -> Mapping[str, Severity]:
    """Return the severity of rules: none lowered whose errors stay."""
    if not isinstance(value, dict):
        raise SettingsError(
            table.at(name),
            "`{name}` is a table",
            'write `[{name}]`, and below it ECS501 = "warning"',
            name=name,
        )
    found = {}
    for word, level in value.items():
        at = f"{name}.{word}"
        if level == "off":
            raise SettingsError(
                table.at(at), "`{word}` cannot be off here", 'write ignore = ["{word}"] instead', word=word
            )
        severity = level_of(table, at, level, folder)
        selector = _rule(table, at, word)
        if stays(selector) and severity is not Severity.ERROR:
            raise SettingsError(table.at(at), _STAYS, _MEND, word=word)
        found[selector] = severity
    return found


def level_of(table: Table, name: str, value: Any, folder: str) -> Severity:  # noqa: ARG001 - a `Kind`
    """Return a severity."""
    return Severity(_one_of(table, name, value, _LEVELS))


def yes_or_no(table: Table, name: str, value: Any, folder: str) -> bool:  # noqa: ARG001 - a `Kind`
    """Return whether something is wanted."""
    if not isinstance(value, bool):
        raise SettingsError(table.at(name), "`{name}` is true or false", "write {name} = true", name=name)
    return value


def language(table: Table, name: str, value: Any, folder: str) -> str:  # noqa: ARG001 - a `Kind`
    """Return a language of the product; `zh` and `zh_CN` are Chinese too."""
    from ecsc.messages import language_of

    plain = value.replace("_", "-").split("-")[0].casefold() if isinstance(value, str) else ""
    return (
        language_of(value) if plain in ("en", "zh", "cmn") else _one_of(table, name, value, ("en", "zh-CN"))
    )


def report_format(table: Table, name: str, value: Any, folder: str) -> str:  # noqa: ARG001 - a `Kind`
    """Return the name of a format that reports have."""
    from ecsc.report import FORMATS

    return _one_of(table, name, value, FORMATS)


def _one_of(table: Table, name: str, value: Any, words: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise SettingsError(
            table.at(name), "`{name}` is one of {words}", 'write {name} = "{first}"',
            name=name.rpartition(".")[2], words=enumerated(words), first=words[0],
        )  # fmt: skip
    if value.casefold() in words:
        return value.casefold()
    raise unknown(table, name, "`{word}` is no value of this setting", value, words)


def file_below(table: Table, name: str, value: Any, folder: str) -> str:
    """Return the real path of a file below the settings' folder, whether or not it is there yet."""
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(
            table.at(name), "`{name}` is the path of a file", 'write {name} = "findings.json"', name=name
        )
    path = os.path.realpath(os.path.join(folder, value)) if "\0" not in value else ""
    if not path or os.path.isabs(value) or not is_inside(path, folder) or os.path.isdir(path):
        raise SettingsError(
            table.at(name), "`{path}` is no file below the folder of {file}",
            "keep it beside the settings, or in a folder below them",
            path=value if value.isprintable() else ascii(value), file=table.place.file,
        )  # fmt: skip
    return path


def per_path(table: Table, name: str, value: Any, folder: str) -> Mapping[str, Layer]:
    """Return what is said about files by pattern, in the order in which it stands."""
    if not isinstance(value, dict):
        raise SettingsError(
            table.at(name), "`{name}` is a table", 'write `[{name}."drafts/**"]`, and below it ignore = ["ECS4"]',
            name=name,
        )  # fmt: skip
    return {
        pattern: _layer(table, f"{name}.{pattern}", pattern, one, folder) for pattern, one in value.items()
    }


def _layer(table: Table, at: str, pattern: str, value: Any, folder: str) -> Layer:
    if not isinstance(value, dict):
        raise SettingsError(
            table.at(at), "`{pattern}` is a table", 'write `[per-path."{pattern}"]`, and below it ignore = ["ECS4"]',
            pattern=pattern,
        )  # fmt: skip
    try:
        from pathspec import GitIgnoreSpec

        about_files = any(one.include is not None for one in GitIgnoreSpec.from_lines([pattern]).patterns)
    except ValueError:
        about_files = False
    if not about_files:
        raise SettingsError(
            table.at(at), "the pattern `{pattern}` cannot be read",
            "patterns are those of .gitignore: `drafts/`, `old_*.yaml`, `**/archive`", pattern=pattern,
        )  # fmt: skip
    for key in value:
        if key not in _OF_PATHS:
            raise unknown(
                table, f"{at}.{key}", "there is no setting called `{word}` for paths", key, _OF_PATHS
            )
    return Layer(**{key: _OF_PATHS[key](table, f"{at}.{key}", one, folder) for key, one in value.items()})


_OF_PATHS: Final[Mapping[str, Kind]] = {"select": selected, "ignore": ignored, "severity": levels}
"""The settings that paths can have of their own."""
