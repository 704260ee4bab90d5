"""The choices in force for one strategy, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from ecsc.diagnostics import Finding, Severity, Suppressed


class Layer(Struct, frozen=True):
    """What one place says about rules, each named by its code or the start of codes (`ECS5`, `ECS` for all).

    `select` is None where it says nothing, so that what is in force below it stays.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}


class PathLayer(Struct, frozen=True):
    """What is said about the files that fit a `pattern`: those of the strategy, as findings name them."""

    pattern: str
    layer: Layer
    files: tuple[str, ...] = ()


class Choices(Struct, frozen=True):
    """What is chosen for a strategy's findings.

    `settings`, `per_path` (in their order) and `command` lie upon each other. `strict` makes an error of whatever
    cannot be decided; `fail_on` is the least serious finding at which a run fails. Without `comments`, comments set
    nothing aside. `known` are the identities of findings that the baseline of findings knows, by strategy id;
    `collect` sets aside all that it could know, to write it anew.
    """

    strict: bool = False
    fail_on: Severity = Severity.ERROR
    settings: Layer = Layer()
    per_path: tuple[PathLayer, ...] = ()
    command: Layer = Layer()
    comments: bool = True
    known: Mapping[str, tuple[str, ...]] = {}
    collect: bool = False


class Chosen(Struct, frozen=True):
    """The findings that count, in their order, those that are set aside, and what the baseline knows in vain."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    unneeded: tuple[str, ...] = ()


class Judged(NamedTuple):
    """A finding at the severity in force, and whether it stays whatever is chosen."""

    finding: Finding
    stays: bool
