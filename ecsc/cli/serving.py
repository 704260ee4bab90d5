"""What `ecsc serve` does: strategies from a path to pages in a browser, again after every change."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TypeAlias

from click import ClickException
from msgspec import Struct
from msgspec.structs import replace

from ecsc.cli.chosen import settings_at
from ecsc.cli.compiling import compiled
from ecsc.cli.failure import UsageProblem, complain, report_bug, told
from ecsc.cli.following import need_watchfiles
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import layout_of, write
from ecsc.cli.spoken import words_at
from ecsc.emit import Artifact, emit
from ecsc.messages import Words, words
from ecsc.pipeline import Result, StrategyInput
from ecsc.report import Checked, Layout, closing_line, render
from ecsc.runs import checked, only_serious, outside
from ecsc.serving import Server, Site, Stage, Trouble, View, changes, site_of, troubles
from ecsc.workspace.settings import settings_places

Key: TypeAlias = tuple[str, str]


class ServeOrder(Struct, frozen=True):
    """What is to be shown: the options of the command, as they were given."""

    path: str
    port: int
    lang: str | None
    as_of: dt.date | None
    color: str
    scenario: str | None = None


def serve(order: ServeOrder) -> None:
    """Show and follow until somebody interrupts. Raises `UsageProblem` for what is wrong from the start."""
    need_watchfiles()
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    desk, stage = _Desk(order, w, layout), Stage()
    server = _server(stage, order.port)
    try:
        stage.show(desk.first())
        server.start()
        address = layout.paint("strong", server.address)
        told = w("{address} shows the plan and follows every change; Ctrl-C ends it", address=address)
        write([told + "\n"], layout)
        sys.stdout.flush()
        for _ in changes((desk.folder,), desk.elsewhere):
            stage.show(desk.again())
    finally:
        server.stop()


def _server(stage: Stage, port: int) -> Server:
    try:
        return Server(stage, port)
    except OSError as problem:
        given = {"port": str(port), "reason": problem.strerror or str(problem)}
        hint = "--port 0 takes any free one"
        raise UsageProblem("port {port} cannot be had: {reason}", given, hint=hint) from None


class _Desk:
    """Makes a site of what the files say now and, of what they say no more, of what they said last."""

    def __init__(self, order: ServeOrder, w: Words, layout: Layout) -> None:
        self._order, self._w, self._layout = order, w, layout
        self._views: dict[Key, View] = {}
        self._shared: tuple[str, ...] = ()
        self._said: list[str] = []
        self._here = Path.cwd()
        path = self._here / order.path
        self.folder = str(path if path.is_dir() else path.parent)

    def elsewhere(self) -> tuple[str, ...]:
        """Return the files outside the folder that count: settings above it, policies and a baseline of findings."""
        return (*settings_places(self.folder), *self._shared)

    def first(self) -> Site:
        """Return the first site. Raises `UsageProblem` where the command is wrong."""
        return self._compiled()

    def again(self) -> Site:
        """Return the site after a change. Whatever is wrong now is shown, and never ends the command."""
        try:
            os.chdir(self._here)  # paths count from it, and it may have gone and come back
            return self._compiled()
        except UsageProblem as problem:
            found = self._failed(problem)
        except OSError as problem:
            found = self._failed(ClickException(f"{problem.strerror}: {problem.filename}"))
        except Exception as bug:
            report_bug(bug)
            found = Trouble(
                self._w("error"), self._w("ecsc itself failed here; your strategy is not to blame")
            )
        self._said = []
        return site_of(tuple(self._views.values()), self._w, (found,))

    def _failed(self, problem: ClickException) -> Trouble:
        complain(problem)
        message, hint = told(problem, self._w)
        return Trouble(self._w("error"), message, hint=hint)

    def _compiled(self) -> Site:
        order, w = self._order, self._w
        strategies, findings = inputs((order.path,))
        results = list(compiled(strategies, order.as_of, Progress(w), scenario=order.scenario))
        everything = outside(findings, w) + [checked(one, w) for one in results]
        views: dict[Key, View] = {}
        for given, result in zip(strategies, results, strict=True):
            key = _key(given)
            views[key] = self._view(result, self._views.get(key))
        baseline = settings_at((order.path,)).findings_baseline
        shared = [name for given in strategies for name, _ in given.organisation.files]
        self._shared = (*shared, *([baseline] if baseline else []))
        # What was there and cannot be read any more stays to be looked at, below what is said of it.
        self._views = views if views or not findings else self._views
        self._tell(everything)
        return site_of(tuple(self._views.values()), w, troubles(outside(findings, w), w))

    def _view(self, result: Result, before: View | None) -> View:
        """Return what to show of a strategy: its plan, or while it has errors the last one without any."""
        language = self._language(result, before)
        found = troubles([checked(result, words(language))], words(language))
        if found and before is not None and before.sound:
            return replace(before, found=found)
        files: tuple[Artifact, ...] = ()
        if result.compiled is not None:
            files = emit(result.compiled, language)
        elif before is not None:
            files = before.files
        return View(Path(result.folder).absolute().name, files, language, not found, found)

    def _language(self, result: Result, before: View | None) -> str:
        if self._order.lang is not None:
            return self._order.lang
        if result.compiled is not None:
            return result.compiled.plan.strategy.language
        return self._w.language if before is None else before.language

    def _tell(self, everything: list[Checked]) -> None:
        """Say in the terminal how it came out, unless that is what was said last."""
        w, layout = self._w, self._layout
        said = [*render([only_serious(one) for one in everything], "text", w, layout)]
        said.append(closing_line(everything, w) + "\n")
        if said != self._said:
            write(said, layout)
            sys.stdout.flush()
        self._said = said


def _key(given: StrategyInput) -> Key:
    """Return what a strategy is known by from one change to the next: its folder, and its file if it is one."""
    return given.folder, given.files[0][0] if len(given.files) == 1 else ""
