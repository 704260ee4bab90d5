"""Plug-ins: packages that are installed beside ecsc and named in `ecsc.toml`, with rules or outputs of their own.

A package offers them as entry points of the groups `ecsc.rules` (an iterable of `Check`) and `ecsc.emitters` (an
`Emitter`), under the plug-in's name. What nobody names is not loaded, and nothing is loaded from the working
directory: a strategy that somebody sends must not bring its own program along.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ecsc.diagnostics import Finding, Place, Rule, Span
from ecsc.pipeline.inputs import Organisation

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from ecsc.assess import Assessed
    from ecsc.compiled import Compiled
    from ecsc.emit import Artifact, Emitter
    from ecsc.rules.plugged import Plugged

RULES = "ecsc.rules"
OUTPUTS = "ecsc.emitters"


class Loaded(Struct, frozen=True):
    """The plug-ins that could be loaded, and why the others could not: name and reason."""

    plugged: tuple[Plugged, ...] = ()
    outputs: Mapping[str, Emitter] = {}
    failures: tuple[tuple[str, str], ...] = ()


def installed() -> Mapping[str, tuple[EntryPoint, ...]]:
    """Return the plug-ins that are installed, by name in order, with their entry points."""
    from importlib.metadata import distributions

    found: dict[str, list[EntryPoint]] = {}
    for distribution in distributions(path=_paths()):
        for point in distribution.entry_points:
            if point.group in (RULES, OUTPUTS) and point not in found.get(point.name, ()):
                found.setdefault(point.name, []).append(point)
    return {name: tuple(found[name]) for name in sorted(found)}


def plugin_rules(organisation: Organisation) -> tuple[Rule, ...]:
    """Return the rules of the plug-ins that an organisation names."""
    return tuple(rule for plugin in load(organisation.plugins).plugged for rule in plugin.rules)


def plugin_findings(organisation: Organisation, assessed: Assessed) -> Iterator[Finding]:
    """Yield what the rules of plug-ins find, and which plug-in failed."""
    if not organisation.plugins:
        return
    from ecsc.rules import plugged

    loaded, at = load(organisation.plugins), _place(organisation)
    for name, reason in loaded.failures:
        yield plugged.failed(name, at, "the plug-in {plugin} cannot be loaded: {reason}", reason=reason)
    yield from plugged.run(loaded.plugged, assessed, at)


def plugin_artifacts(
    organisation: Organisation, compiled: Compiled, language: str, names: Sequence[str] | None = None
) -> tuple[tuple[Artifact, ...], tuple[Finding, ...]]:
    """Return the files of the outputs of plug-ins, of all or of `names`, and which of them failed."""
    from ecsc.emit import Artifact
    from ecsc.rules import plugged

    made: list[Artifact] = []
    findings: list[Finding] = []
    for name, render in load(organisation.plugins).outputs.items():
        if names is not None and name not in names:
            continue
        try:
            with redirect_stdout(sys.stderr):
                files = tuple(render(compiled, language))
            if not all(isinstance(one, Artifact) and isinstance(one.content, bytes) for one in files):
                raise TypeError("an output is a tuple of artifacts")  # noqa: TRY301 - told as any other failure
        except (Exception, SystemExit) as bug:
            message = "the plug-in {plugin} failed in its output: {reason}"
            reason = plugged.reason_of(bug)
            findings.append(plugged.failed(name, _place(organisation), message, reason=reason))
        else:
            made += files
    return tuple(made), tuple(findings)


@lru_cache(maxsize=8)
def load(names: tuple[str, ...]) -> Loaded:
    """Return the plug-ins of these names, loaded once in a process."""
    if not names:
        return Loaded()
    from ecsc.emit import EMITTERS
    from ecsc.rules import catalogue
    from ecsc.rules.plugged import Plugged, read_checks, reason_of

    known = installed()
    taken = {word for rule in catalogue() for word in (rule.code, rule.name)}
    checks: list[Plugged] = []
    outputs: dict[str, Emitter] = {}
    failures: list[tuple[str, str]] = []
    for name in names:
        try:
            for point in known.get(name, ()):
                given = _loaded(point)
                if point.group == RULES:
                    checks.append(Plugged(name, read_checks(name, given, taken)))
                elif name in EMITTERS or not callable(given):
                    raise TypeError(f"{name} is no output of a plug-in")  # noqa: TRY301 - ditto
                else:
                    outputs[name] = given
        except (Exception, SystemExit) as bug:
            failures.append((name, reason_of(bug)))
    return Loaded(tuple(checks), outputs, tuple(failures))


def _loaded(point: EntryPoint) -> Any:
    with _without_working_directory(), redirect_stdout(sys.stderr):
        return point.load()


@contextmanager
def _without_working_directory() -> Iterator[None]:
    before = list(sys.path)
    sys.path[:] = _paths()
    try:
        yield
    finally:
        sys.path[:] = before


def _paths() -> list[str]:
    """Return where Python looks for modules, without the working directory (`python -m` puts it first)."""
    here = os.path.realpath(os.curdir)
    return [path for path in sys.path if path and os.path.realpath(path) != here]


def _place(organisation: Organisation) -> Place:
    """Return where the plug-ins are named."""
    file, line = organisation.plugins_at
    return Span(file, 0, 0, line, 1, line, 1)
