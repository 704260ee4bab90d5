"""Editors are told of the language: schema, settings and a task beside the strategies, and nothing lost of theirs."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ecsc.messages import Words
from ecsc.messages.schema_words import in_words
from ecsc.pipeline import StrategyInput
from ecsc.source.shape.gate import bundle
from ecsc.workspace.editor_settings import Editor, schema_of, settings_of
from ecsc.workspace.jsonc import Addition, JsoncError, added, written
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.whole import write_whole

LARGEST = 10_000_000
"""Bytes of a settings file that are read."""


class Left(Struct, frozen=True):
    """A file that could not be added to: why, as a message template with its values, and what it lacks."""

    reason: str
    params: Mapping[str, object]
    lacking: str


class Equipped(Struct, frozen=True):
    """What was written, which keys of which files say something else and still do, and what was left."""

    written: tuple[str, ...]
    kept: tuple[tuple[str, tuple[str, ...]], ...]
    left: tuple[Left, ...]


def equip(folder: str, editor: Editor, strategies: tuple[StrategyInput, ...], w: Words) -> Equipped:
    """Write into `folder`, which an `editor` opens, what it needs for the `strategies` in it. Raises `OSError`.

    The schema is in the words of `w`, as the editor shows its texts. Settings that are there are added to; a file
    that ecsc cannot add to without loss is left as it is.
    """
    home = Path(folder)
    done: list[str] = []
    kept: list[tuple[str, tuple[str, ...]]] = []
    left: list[Left] = []
    wanted = settings_of(editor, *_places(folder, strategies))
    for name, content in {schema_of(editor): in_words(bundle(), w), **wanted}.items():
        path = home / name
        is_schema = name == schema_of(editor)
        try:
            old = _text_of(path)
            new = _with_schema(path, old, content) if is_schema else _with_settings(path, old, content)
        except PublishError as problem:
            left.append(Left(problem.reason, problem.params, "" if is_schema else written(content)))
            continue
        if new.kept:
            kept.append((path.as_posix(), new.kept))
        if new.text != old:
            write_whole(path, new.text.encode())
            done.append(path.as_posix())
    return Equipped(tuple(done), tuple(kept), tuple(left))


def _with_schema(path: Path, old: str | None, schema: Mapping[str, Any]) -> Addition:
    """Return the schema as a file, which may replace one of an earlier version of ecsc and nothing else."""
    if old:
        try:
            there = json.loads(old)
        except (ValueError, RecursionError):
            there = None
        if not isinstance(there, dict) or there.get("$id") != schema["$id"]:
            raise PublishError("{path} is no schema that ecsc wrote", path=path.as_posix())
    return Addition(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", ())


def _with_settings(path: Path, old: str | None, settings: Mapping[str, Any]) -> Addition:
    try:
        return added(old or "", settings)
    except JsoncError as problem:
        reason = "{path} is left as it is: line {line} is not JSON as editors read it"
        raise PublishError(reason, path=path.as_posix(), line=problem.line) from None


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
    """Return the text of a file that is added to, None where there is none. Raises `PublishError`."""
    name = path.as_posix()
    if path.is_symlink():
        raise PublishError("{path} is a link; ecsc does not write through it", path=name)
    if not path.exists():
        return None
    if path.is_dir():
        raise PublishError("{path} is a folder, where a file of that name is to be written", path=name)
    if not path.is_file():
        raise PublishError("{path} is no plain file", path=name)
    if path.stat().st_size > LARGEST:
        raise PublishError("{path} is too large to be added to", path=name)
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise PublishError("{path} is not UTF-8, and is left as it is", path=name) from None
