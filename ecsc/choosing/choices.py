"""The choices in force for one strategy, and how they are made on its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.diagnostics import Finding, Severity, Suppressed

if TYPE_CHECKING:
    from ecsc.source import SourceText


class Choices(Struct, frozen=True):
    """What is chosen for a strategy's findings. `strict` makes an error of whatever cannot be decided."""

    strict: bool = False


class Chosen(Struct, frozen=True):
    """The findings that count, in their order, and those that are set aside."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()


def choose(
    findings: Iterable[Finding],
    sources: Mapping[str, SourceText],  # noqa: ARG001 - comments stand in them
    choices: Choices,
) -> Chosen:
    """Return what counts of the located `findings` of one strategy."""
    found = tuple(findings)
    if choices.strict:
        found = tuple(
            one.with_severity(Severity.ERROR) if one.outcome == "undecidable" else one for one in found
        )
    return Chosen(found)
