"""What VS Code, and the editors that are made from it, keep in `.vscode/` for a folder with strategies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

SCHEMA = ".vscode/ecsc.schema.json"

CONCISE_LINE = r"^(.+?):(\d+):(\d+): (error|warning|info)\[([A-Z]+\d+)\] (.*)$"
"""A line of `ecsc check --format concise`, as `report.concise` writes it, with the groups of a problem matcher."""


def files_of(folders: Iterable[str], files: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Return by path what the settings must hold for the strategies in `folders` and single `files`.

    Both are relative to the folder that the editor opens, with `/`; that folder itself is `.`.
    """
    patterns = [pattern for folder in folders for pattern in _yaml_in(folder)] + [
        _literal(one) for one in files
    ]
    return {
        ".vscode/settings.json": {
            "files.encoding": "utf8",
            "files.associations": {f"**/{pattern}": "yaml" for pattern in patterns},
            "yaml.schemas": {f"./{SCHEMA}": patterns},
        },
        ".vscode/extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        ".vscode/tasks.json": {"version": "2.0.0", "tasks": [_task()]},
    }


def _yaml_in(folder: str) -> tuple[str, ...]:
    """Return patterns for the YAML files of a folder; hidden ones, which are no sources, match neither."""
    below = "" if folder == "." else f"{_literal(folder)}/**/"
    return f"{below}*.yaml", f"{below}*.yml"


def _literal(path: str) -> str:
    """Return a pattern for a path in which some characters have a meaning of their own in patterns."""
    return re.sub(r"[^\w./ -]", lambda sign: sign.group() if ord(sign.group()) > 127 else "?", path)


def _task() -> dict[str, Any]:
    return {
        "label": "ecsc check",
        "type": "process",
        "command": "ecsc",
        "args": ["check", "--format", "concise", "--color", "never"],
        "group": {"kind": "test", "isDefault": True},
        "presentation": {"reveal": "silent", "clear": True},
        "problemMatcher": {
            "owner": "ecsc",
            "source": "ecsc",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": {
                "regexp": CONCISE_LINE,
                "file": 1,
                "line": 2,
                "column": 3,
                "severity": 4,
                "code": 5,
                "message": 6,
            },
        },
    }
