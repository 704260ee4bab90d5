"""The list of outputs. Adding one is one line here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact, Emitter

EMITTERS: dict[str, str] = {
    "page": "ecsc.emit.page",
    "pdf": "ecsc.emit.pdf",
    "plan": "ecsc.emit.plan_json",
    "gantt": "ecsc.emit.gantt",
    "mermaid": "ecsc.emit.mermaid",
    "checklist": "ecsc.emit.checklist",
    "kpi": "ecsc.emit.kpi",
    "money": "ecsc.emit.money",
    "offers": "ecsc.emit.offers",
    "spreadsheet": "ecsc.emit.spreadsheet",
    "calendar": "ecsc.emit.calendar",
    "import_files": "ecsc.emit.import_files",
    "ms_project": "ecsc.emit.ms_project",
    "simulation": "ecsc.emit.simulation",
}
"""Output name to the module whose `render` makes it; imported only when it is asked for."""

ON_REQUEST = frozenset({"pdf"})
"""Outputs that are made only when they are named: what is installed never decides what a build writes."""


def emit(compiled: Compiled, language: str, names: Iterable[str] | None = None) -> tuple[Artifact, ...]:
    """Return the files of the named outputs in the order of `EMITTERS`; by default all but `ON_REQUEST`."""
    wanted = EMITTERS.keys() - ON_REQUEST if names is None else set(names)
    files: list[Artifact] = []
    for name, module in EMITTERS.items():
        if name in wanted:
            render: Emitter = import_module(module).render
            files.extend(render(compiled, language))
    return tuple(files)
