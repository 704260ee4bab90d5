"""Findings about files and folders as such: for those who open them, since nothing here touches the disk."""

from __future__ import annotations

from ecsc.diagnostics import Finding, Rule, Span
from ecsc.source import rules


def _at(rule: Rule, file: str, message: str, hint: str, **params: object) -> Finding:
    return Finding(rule, message, Span(file, 0, 0, 1, 1, 1, 1), params={"file": file, **params}, hint=hint)


def unreadable(file: str, reason: str) -> Finding:
    """Return the finding of a file that cannot be opened; `reason` is in words the author knows."""
    return _at(
        rules.UNREADABLE_FILE, file, "{file} cannot be read: {reason}",
        "check that the file is there and that you may open it", reason=reason,
    )  # fmt: skip


def empty_file(file: str) -> Finding:
    """Return the finding of a file without content."""
    return _at(
        rules.EMPTY_FILE, file, "{file} is empty", "was it saved? write a section into it, or delete it"
    )


def folder_without_strategy(folder: str) -> Finding:
    """Return the finding of a folder in which no file has the `strategy:` header."""
    return _at(
        rules.FOLDER_WITHOUT_STRATEGY, folder, "no strategy found in {file}",
        "one of its .yaml files needs the header strategy:",
    )  # fmt: skip


def directory_named_yaml(folder: str) -> Finding:
    """Return the finding of a folder whose name ends like a file's."""
    return _at(
        rules.DIRECTORY_NAMED_YAML, folder, "{file} is a folder, though its name ends like a file's",
        "give the folder another name, without .yaml",
    )  # fmt: skip


def symlink_loop(path: str) -> Finding:
    """Return the finding of a link that leads back to itself."""
    return _at(
        rules.SYMLINK_LOOP, path, "{file} is a link that leads back to itself",
        "delete the link, or let it point to a file or folder",
    )  # fmt: skip
