"""`plan.json`: the whole plan, every finding, what is waived and what is set aside, for programs to read.

In: `Compiled`. Out: one artifact that `schemas/plan.schema.json` describes. The text in it is the author's,
or English: the file is the same in every language. May import `compiled`, `plan`, `assess`, `diagnostics`,
`quantity`, `messages`.
"""

from __future__ import annotations

from typing import Any

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def plan_document(compiled: Compiled) -> dict[str, Any]:
    """Return the content of `plan.json` as plain dicts, lists, text, numbers and booleans."""
    from ecsc.emit.plain import plain
    from ecsc.emit.plan_json.found import accepted, found, set_aside
    from ecsc.messages import words

    plan = plain(compiled.plan)
    findings = [plain(found(finding, words("en"))) for finding in compiled.findings]
    waivers = [plain(accepted(one, words("en"))) for one in compiled.waived]
    document = {"version": plan.pop("version"), **plan, "findings": findings, "waivers": waivers}
    if compiled.suppressed:
        document["suppressed"] = [plain(set_aside(one, words("en"))) for one in compiled.suppressed]
    return document


def render(compiled: Compiled, _language: str) -> tuple[Artifact, ...]:
    """Return `plan.json`: UTF-8, keys in declared order, a line an entry where it fits."""
    from ecsc.emit.plan_json.layout import laid_out

    content = laid_out(plan_document(compiled))
    return (Artifact("plan.json", content, "programs: the whole plan with all findings"),)


__all__ = ["plan_document", "render"]
