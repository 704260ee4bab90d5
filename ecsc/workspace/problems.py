"""What is wrong with paths, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from ecsc.diagnostics import Finding, Severity, Span
from ecsc.workspace.header import is_blank
from ecsc.workspace.scan import Problem, scan

if TYPE_CHECKING:
    from ecsc.source.document import Document


def finding_of(problem: Problem) -> Finding:
    """Return the finding about one path."""
    from ecsc.source import files, rules

    name = problem.name
    if problem.trouble == "loop":
        return files.symlink_loop(name)
    if problem.trouble == "folder_as_file":
        return files.directory_named_yaml(name)
    if problem.trouble == "unreadable":
        return files.unreadable(name, problem.reason)
    message, hint = _OTHERS[problem.trouble]
    return Finding(rules.UNREADABLE_FILE, message, Span(name, 0, 0, 1, 1, 1, 1), {"file": name}, hint=hint)


_OTHERS = {
    "forbidden": ("{file} cannot be read: you may not open it", "ask its owner, or change its permissions"),
    "leaves": (
        "{file} is a link that leads out of the strategy's folder, so it is not read",
        "copy the file into the folder",
    ),
    "not_a_file": ("{file} is not a file that can be read", "give it another ending, or take it away"),
}


def no_strategy(folder: str) -> Finding:
    """Return the finding about a folder in which nobody wrote a strategy."""
    from ecsc.source import files

    return files.folder_without_strategy(folder)


_LOOKED_INTO = 20
"""So many files of a folder without a strategy are read to see why it has none."""


def why_no_strategy(path: str) -> list[Finding]:
    """Return what is wrong with the files of a folder, none of which has a header that could be read.

    A file that is empty, that no YAML can be read from, or that has a name like `strategy`, is most likely the one
    that should have it.
    """
    from ecsc.source import read_document

    entries = next(iter(scan(path))).files
    found: list[Finding] = []
    blank: list[Finding] = []
    for entry in entries[:_LOOKED_INTO]:
        try:
            with open(entry.path, "rb") as file:  # noqa: PTH123
                content = file.read()
        except OSError:  # what can be read says why there is no strategy, or nothing does
            continue
        if is_blank(content):
            blank.append(empty_text(entry.name))
            continue
        document, problems = read_document(entry.name, content)
        errors = [one for one in problems if one.level is Severity.ERROR]
        if errors and not document.whole:
            found += errors[:1]
        found += _misspelt(document)
    return found or (blank if len(blank) == len(entries) else [])


def _misspelt(document: Document) -> list[Finding]:
    """Return the finding about the first key at the top of a file that was most likely meant for the header."""
    from ecsc.source import rules
    from ecsc.source.shape.gate import bundle
    from ecsc.source.shape.suggest import near_fields

    for key, value in document.data.items():
        if isinstance(value, dict) and near_fields(key, bundle())[:1] == ("strategy",):
            return [
                Finding(
                    rules.FOLDER_WITHOUT_STRATEGY,
                    "no strategy found: `{key}` is not the header",
                    document.span((key,), "key"),
                    {"key": key, "file": document.source.file},
                    hint="did you mean strategy:? ecsc check {file} --fix writes it",
                )
            ]
    return []


def stray_file(name: str) -> Finding:
    """Return the finding about a file that stands alone and belongs to no strategy."""
    return structs.replace(
        no_strategy(name), hint="it needs the header strategy:, or a file beside it that has one"
    )


def empty_text(name: str) -> Finding:
    """Return the finding about a file, or standard input, that stands alone and holds nothing."""
    return structs.replace(no_strategy(name), hint="was it saved? it needs the header strategy:")
