"""Which catalogue every template belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from ecsc.messages.gather import Template, gather
from ecsc.messages.gather_fields import field_texts
from ecsc.messages.gather_findings import finding_texts
from ecsc.messages.gather_manuals import help_texts, manual_texts
from ecsc.messages.texts import Program

Used: TypeAlias = Mapping[Template, tuple[str, ...]]


def used(package: Path) -> dict[str, Used]:
    """Return the templates of each catalogue with the files that use them; one in several belongs to the first."""
    outputs = gather((package,))
    program = Program([package])
    findings: dict[str, set[str]] = {
        text: set().union(*kinds.values()) for text, kinds in finding_texts(program).items()
    }
    for text, file, _ in help_texts(program):
        findings.setdefault(text, set()).add(file)
    manuals: dict[str, set[str]] = {}
    for text, file, _ in manual_texts(program, package / "catalogue"):
        manuals.setdefault(text, set()).add(file)
    fields: dict[str, set[str]] = {}
    for text, file in field_texts(package.parent / "schemas"):
        fields.setdefault(text, set()).add(file)
    known = {
        text for template in outputs for text in ((template,) if isinstance(template, str) else template)
    }
    found: dict[str, Used] = {"ecsc": outputs, "findings": _sorted(findings, known)}
    found["manuals"] = _sorted(manuals, known | set(findings))
    found["fields"] = _sorted(fields, known | set(findings) | set(manuals))
    return found


def _sorted(texts: Mapping[str, set[str]], known: set[str]) -> Used:
    return {text: tuple(sorted(texts[text])) for text in sorted(texts) if text and text not in known}
