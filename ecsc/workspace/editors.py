"""Editors are told of the language: schema, settings and a task beside the strategies, and nothing lost of theirs."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ecsc.pipeline import StrategyInput
from ecsc.workspace import vscode
from ecsc.workspace.jsonc import JsoncError, added, written
from ecsc.workspace.keeping import write_whole

LARGEST = 10_000_000
"""Bytes of a settings file that are read."""


class Left(Struct, frozen=True):
    """A file that could not be added to: why, as a message template with its values, and what it lacks."""

    path: str
    reason: str
    params: Mapping[str, object]
    lacking: str


class Equipped(Struct, frozen=True):
    """What was written, which keys of which files say something else and still do, and what was left."""

    written: tuple[str, ...]
    kept: tuple[tuple[str, tuple[str, ...]], ...]
    left: tuple[Left, ...]


class _NotOursError(Exception):
    """A file cannot be added to. `reason` is a message template, `params` its values."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def equip(folder: str, strategies: tuple[StrategyInput, ...]) -> Equipped:
    """Write into `folder`, which an editor opens, what it needs for the `strategies` in it. Raises `OSError`.

    Settings that are there are added to; a file that ecsc cannot add to without loss is left as it is.
    """
    home = Path(folder)
    done: list[str] = []
    kept: list[tuple[str, tuple[str, ...]]] = []
    left: list[Left] = []
    wanted = vscode.files_of(*_places(folder, strategies))
    for name, content in {vscode.SCHEMA: _schema(), **wanted}.items():
        path = home / name
        try:
            old = _text_of(path)
            if name == vscode.SCHEMA:
                new = _schema_over(old, content)
            else:
                addition = added(old or "", content)
                new = addition.text
                if addition.kept:
                    kept.append((path.as_posix(), addition.kept))
        except JsoncError as problem:
            reason = "line {line} is not JSON as editors read it"
            left.append(Left(path.as_posix(), reason, {"line": problem.line}, written(content)))
            continue
        except _NotOursError as problem:
            lacking = "" if name == vscode.SCHEMA else written(content)
            left.append(Left(path.as_posix(), problem.reason, problem.params, lacking))
            continue
        if new != old:
            write_whole(path, new.encode())
            done.append(path.as_posix())
    return Equipped(tuple(done), tuple(kept), tuple(left))


def _schema() -> Mapping[str, Any]:
    from ecsc.source.shape.gate import bundle

    return bundle()


def _schema_over(old: str | None, schema: Mapping[str, Any]) -> str:
    """Return the schema as a file, which may replace one of an earlier version of ecsc and nothing else."""
    if old:
        try:
            there = json.loads(old)
        except (ValueError, RecursionError):
            there = None
        if not isinstance(there, dict) or there.get("$id") != schema["$id"]:
            raise _NotOursError("it is no schema that ecsc wrote")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _places(folder: str, strategies: tuple[StrategyInput, ...]) -> tuple[list[str], list[str]]:
    """Return the folders of strategies and the policy files they share, as seen from `folder`, that lie in it."""
    folders = dict.fromkeys(_seen(folder, one.folder) for one in strategies)
    files = dict.fromkeys(_seen(folder, name) for one in strategies for name, _ in one.organisation.files)
    if "." in folders:
        return ["."], []
    return [one for one in folders if _is_below(one)], [one for one in files if _is_below(one)]


def _is_below(path: str) -> bool:
    return path != ".." and not path.startswith("../") and not Path(path).is_absolute()


def _seen(folder: str, path: str) -> str:
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return path


def _text_of(path: Path) -> str | None:
    """Return the text of a file that is added to, None where there is none."""
    if path.is_symlink():
        raise _NotOursError("it is a link, and ecsc does not write through it")
    if not path.exists():
        return None
    if not path.is_file():
        raise _NotOursError("it is no plain file")
    if path.stat().st_size > LARGEST:
        raise _NotOursError("it is too large")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise _NotOursError("it is not UTF-8") from None
