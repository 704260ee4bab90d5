"""A file that was named alone and belongs to no strategy: nothing in it is planned, and that is told."""

from __future__ import annotations

from msgspec.structs import replace

from ecsc.diagnostics import Severity
from ecsc.pipeline import StrategyInput
from ecsc.report import Checked
from ecsc.workspace.beside import Past
from ecsc.workspace.header import has_header
from ecsc.workspace.names import UNSAVED


def with_stray(given: StrategyInput, one: Checked, language: str) -> Checked:
    """Return `one` with the finding that there is no strategy, unless there is, or an error says what is wrong."""
    alone = given.past.only if isinstance(given.past, Past) else None
    if alone is None or one.strategy is not None:
        return one
    name, content = given.files[0]
    errors = any(each.severity is Severity.ERROR for each in one.findings)
    if name == UNSAVED or has_header(content) or errors:
        return one
    from ecsc.messages import words
    from ecsc.report import tell
    from ecsc.workspace.problems import stray_file

    told = tell((stray_file(name),), words(language))
    return replace(one, findings=(*told, *one.findings))
