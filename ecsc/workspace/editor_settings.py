"""What editors keep for a folder with strategies: where the schema lies, and what their settings must hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

Editor: TypeAlias = Literal["vscode", "zed"]

FOLDERS: Mapping[Editor, str] = {"vscode": ".vscode", "zed": ".zed"}
"""Where an editor looks for settings, below the folder that it opens. What is made from VS Code looks there too."""

CONCISE_LINE = r"^(.+?):(\d+):(\d+): (error|warning|info)\[([A-Z]+\d+)\] (.*)$"
"""A line of `ecsc check --format concise`, as `report.concise` writes it, with the groups of a problem matcher."""

RULE_LINE = r"^[─-]{20,}$"
"""What `--watch` draws before each further report."""

OTHER_LINE = r"^(?!.*: (?:error|warning|info)\[[A-Z]+\d+\])(?![─-]{20}).+$"
"""Any other line, in any language: the report before it is whole."""


def schema_of(editor: Editor) -> str:
    """Return where the schema lies, below the folder that is opened: the editor resolves it from there."""
    return f"{FOLDERS[editor]}/ecsc.schema.json"


def settings_of(editor: Editor, folders: Sequence[str], files: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Return by path what the settings must hold for the strategies in `folders` and single `files`.

    Both are relative to the folder that the editor opens, with `/`; that folder itself is `.`.
    """
    patterns = [pattern for folder in folders for pattern in _yaml_in(folder)] + [
        _literal(one) for one in files
    ]
    return _of_zed(patterns) if editor == "zed" else _of_vscode(patterns)


def _of_vscode(patterns: list[str]) -> dict[str, Mapping[str, Any]]:
    return {
        ".vscode/settings.json": {
            "files.encoding": "utf8",
            "files.associations": {f"**/{pattern}": "yaml" for pattern in patterns},
            "yaml.schemas": {f"./{schema_of('vscode')}": patterns},
        },
        ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        ".vscode/tasks.json": {"version": "2.0.0", "tasks": [_checking(), _watching()]},
    }


def _of_zed(patterns: list[str]) -> dict[str, Mapping[str, Any]]:
    schemas = {f"./{schema_of('zed')}": patterns}
    server = {"settings": {"yaml": {"schemas": schemas}}}
    return {".zed/settings.json": {"lsp": {"yaml-language-server": server}}}


def _yaml_in(folder: str) -> tuple[str, ...]:
    """Return patterns for the YAML files of a folder; hidden ones, which are no sources, match neither."""
    below = "" if folder == "." else f"{_literal(folder)}/**/"
    return f"{below}*.yaml", f"{below}*.yml"


def _literal(path: str) -> str:
    """Return a pattern for a path, with `?` for what has a meaning of its own in patterns or is no character."""
    return re.sub(r"[\x00-\x1f!-,:-@\[-^`{-\x7f\ud800-\udfff]", "?", path)


def _checking() -> dict[str, Any]:
    return {
        "label": "ecsc check",
        "type": "process",
        "command": "ecsc",
        "args": ["check", "--format", "concise", "--color", "never"],
        "group": {"kind": "test", "isDefault": True},
        "presentation": {"reveal": "silent", "clear": True},
        "problemMatcher": _matcher(),
    }


def _watching() -> dict[str, Any]:
    background = {"activeOnStart": True, "beginsPattern": RULE_LINE, "endsPattern": OTHER_LINE}
    return {
        "label": "ecsc check --watch",
        "type": "process",
        "command": "ecsc",
        "args": ["check", "--watch", "--format", "concise", "--color", "never"],
        "isBackground": True,
        "presentation": {"reveal": "silent"},
        "problemMatcher": {**_matcher(), "background": background},
    }


def _matcher() -> dict[str, Any]:
    groups = {"file": 1, "line": 2, "column": 3, "severity": 4, "code": 5, "message": 6}
    return {
        "owner": "ecsc",
        "source": "ecsc",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {"regexp": CONCISE_LINE, **groups},
    }
