"""What `ecsc fmt` does: files from paths into canonical layout."""

from __future__ import annotations

import click
from msgspec import Struct

from ecsc.canonical import Formed, formed
from ecsc.cli.diffing import write_diff
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import standard_input, wrong_usage
from ecsc.cli.screen import layout_of, write, write_error
from ecsc.cli.spoken import words_at
from ecsc.messages import Words
from ecsc.report import Checked, render, tell
from ecsc.workspace.layout_files import SourceFile, SourceFiles, is_excluded, is_yaml, rewrite, yaml_files
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.names import UNSAVED


class FormatOrder(Struct, frozen=True):
    """What is to be laid out: the options of the command, as they were given."""

    paths: tuple[str, ...]
    check: bool
    diff: bool
    lang: str | None
    color: str
    stdin_filename: str | None


def bring_into_form(order: FormatOrder) -> bool:
    """Lay the files out anew; return whether all is well: nothing left alone, and nothing left to do."""
    run = _Run(order)
    if "-" in order.paths:
        return run.standard_input()
    if order.stdin_filename is not None:
        raise UsageProblem("--stdin-filename is for standard input", hint="add - to read from it")
    return run.files(_sources(order.paths))


def _sources(paths: tuple[str, ...]) -> SourceFiles:
    with wrong_usage():
        found = yaml_files(paths or (".",))
    for file in found.files:
        if not is_yaml(file.name):
            hint = "name folders, or files that end in .yaml or .yml"
            raise UsageProblem("{word} is no YAML file", {"word": file.name}, hint=hint)
    return found


class _Run:
    """One run: its words, its screen, and whether all is well so far."""

    def __init__(self, order: FormatOrder) -> None:
        self.order = order
        self.w: Words = words_at(order.lang, next(iter(order.paths), "."))
        self.layout = layout_of(order.color)
        self.well = True

    def files(self, found: SourceFiles) -> bool:
        """Lay out files on disk."""
        if found.findings:
            self._tell(Checked("", tell(found.findings, self.w)))
        for name in found.excluded:
            write_error("info", self.w("info"), self.w("{file} is left out by the settings", file=name))
        waiting = 0
        for file in found.files:
            after = formed(file.name, file.content)
            if self._is_left(file, after) or after.content == file.content or after.foreign:
                continue  # what is no part of a strategy is laid out by whoever it is for
            if self.order.check or self.order.diff:
                waiting += 1
                self.well = False
                self._would_change(file, after)
            else:
                self._write(file, after)
        if waiting and not self.order.diff:
            line = self.w.count(
                "{n} file is not in canonical layout; ecsc fmt brings it there",
                "{n} files are not in canonical layout; ecsc fmt brings them there",
                waiting,
            )
            click.echo(line, err=True)
        return self.well

    def standard_input(self) -> bool:
        """Lay out the text from standard input to standard output; it stays there as it is when it is left alone."""
        if len(self.order.paths) > 1:
            raise UsageProblem("- stands alone: it is one text", hint="name the files in another run")
        name = self.order.stdin_filename
        content = standard_input()
        file = SourceFile(name or UNSAVED, "", content)
        with wrong_usage():
            after = Formed(content) if name and is_excluded(name) else formed(file.name, content)
        left = self._is_left(file, after)
        changed = after.content != content
        if self.order.check or self.order.diff:
            if changed:
                self._would_change(file, after)
            return self.well and not changed
        if not left:
            click.echo(after.content, nl=False)
        return self.well

    def _is_left(self, file: SourceFile, after: Formed) -> bool:
        """Say why a file is left as it is; return whether it is."""
        if after.left is None and not after.odd:
            return False
        if after.left is not None:
            sources = {file.name: after.source} if after.source is not None else {}
            self._tell(Checked("", tell((after.left,), self.w), sources))
            said = self.w(
                "{file} is left as it is; mend it first: ecsc check shows what is wrong", file=file.name
            )
        else:
            said = self.w("{file} is left as it is: another layout would change what it says", file=file.name)
        write_error("info", self.w("info"), said)
        self.well = False
        return True

    def _tell(self, checked: Checked) -> None:
        self.well = False
        for piece in render([checked], "text", self.w, self.layout):
            click.echo(piece, nl=False, err=True, color=self.layout.colour)

    def _would_change(self, file: SourceFile, after: Formed) -> None:
        if self.order.diff:
            write_diff(file.name, file.content, after.content, self.layout)
        else:
            write([self.w("{file} would be laid out anew", file=file.name) + "\n"], self.layout)

    def _write(self, file: SourceFile, after: Formed) -> None:
        try:
            rewrite(file, after.content)
        except PublishError as problem:
            self.well = False
            write_error("error", self.w("error"), self.w(problem.reason, **problem.params))
            return
        write([self.w("{file} is laid out anew", file=file.name) + "\n"], self.layout)
