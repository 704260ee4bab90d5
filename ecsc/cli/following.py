"""What `ecsc check --watch` does: the check again after every change, for as long as somebody looks at it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click import ClickException

from ecsc.cli.failure import UsageProblem, complain, report_bug, told
from ecsc.cli.screen import is_unicode, layout_of, terminal_words, write
from ecsc.report import Layout
from ecsc.runs.observed import forget_commits
from ecsc.workspace.settings import settings_places

if TYPE_CHECKING:
    from ecsc.cli.answer import Answer

FOLLOWED = ("text", "concise")
"""The formats that make sense one below the other."""

LINE = 60
"""Columns of the line between two reports."""


def need_watchfiles() -> None:
    """Raise `UsageProblem` where the library is missing that tells of changes."""
    try:
        import_module("watchfiles")
    except ImportError:
        hint = "pip install 'ecsc[serve]'"
        raise UsageProblem("following files needs watchfiles, which is not installed", hint=hint) from None


def follow(
    paths: Sequence[str], format_name: str, answer: Callable[[], Answer], language: str | None = None
) -> None:
    """Check now and after every change in `paths`, and tell it unless it is what was told last.

    Whatever is wrong after a change is told and ends nothing; what is wrong from the start raises `UsageProblem`. It
    ends when somebody interrupts.
    """
    if format_name not in FOLLOWED:
        told = {"option": "--watch", "word": format_name}
        raise UsageProblem(
            "{option} is for people, and {word} is not", told, hint="choose --format text or concise"
        )
    need_watchfiles()
    from ecsc.serving import changes

    desk = _Desk(answer, language)
    desk.tell(desk.look())
    w = terminal_words(language)
    click.echo(w("every change is checked; Ctrl-C ends it"), err=True)
    for _ in changes(desk.folders(paths), desk.elsewhere):
        desk.again()


class _Desk:
    """What was told last, and where it came from."""

    def __init__(self, answer: Callable[[], Answer], language: str | None) -> None:
        self._answer = answer
        self._language = language
        self._here = Path.cwd()
        self._folders: tuple[str, ...] = ()
        self._shared: tuple[str, ...] = ()
        self._said: tuple[str, ...] = ()

    def folders(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return the folders to look at, those of single files too; none that lies in another one."""
        places = [self._here / path for path in paths]
        found = dict.fromkeys(place if place.is_dir() else place.parent for place in places)
        self._folders = tuple(str(one) for one in found if not any(above in found for above in one.parents))
        return self._folders

    def elsewhere(self) -> tuple[str, ...]:
        """Return the files outside the folders that count: settings above them, policies that are shared."""
        return tuple(dict.fromkeys((*self._settings(), *self._shared)))

    def _settings(self) -> Iterator[str]:
        for folder in self._folders:
            yield from settings_places(folder)

    def look(self) -> Answer:
        """Return what there is to tell now."""
        forget_commits()
        found = self._answer()
        self._shared = tuple(str(self._here / name) for name in found.shared)
        return found

    def tell(self, found: Answer) -> None:
        """Tell it, apart from what was told before."""
        said = found.said
        if said != self._said:
            self._part(found.layout)
            found.tell()
            sys.stdout.flush()
        self._said = said

    def again(self) -> None:
        """Look again after a change, and tell what is wrong, whatever it is."""
        try:
            os.chdir(self._here)  # paths count from it, and it may have gone and come back
            self.tell(self.look())
        except ClickException as problem:
            self._fail(problem)
        except OSError as problem:
            self._fail(ClickException(f"{problem.strerror}: {problem.filename}"))
        except Exception as bug:
            self._said = (repr(bug),)
            self._part(layout_of())
            report_bug(bug, self._language)
        gc.collect()  # nothing else does, and nobody knows how often a file will change

    def _fail(self, problem: ClickException) -> None:
        said = told(problem, terminal_words(self._language))
        if said != self._said:
            self._part(layout_of())
            complain(problem, self._language)
        self._said = said

    def _part(self, layout: Layout) -> None:
        """Draw a line below what was told before."""
        if self._said:
            line = "─" if is_unicode(sys.stdout) else "-"
            write([layout.paint("frame", line * min(layout.width, LINE)) + "\n"], layout)
            sys.stdout.flush()
