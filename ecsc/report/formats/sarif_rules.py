"""Rules as SARIF describes them: what they hold to, their manual as text and as Markdown, and their level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ecsc.diagnostics import Rule, Severity
from ecsc.messages import Words
from ecsc.report.manuals import manual_of

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What a severity is called: of a rule, and of a result."""

FAMILIES = {
    "0": "source", "1": "shape", "2": "references", "3": "formulas", "4": "targets", "5": "money",
    "6": "schedule", "7": "measurement", "8": "offers", "9": "law",
}  # fmt: skip
"""The digit of a code to the family of its rules, as code scanning shows it."""

_FENCE = re.compile(r"^```.*\n?", re.MULTILINE)


def described(codes: Iterable[str], w: Words) -> list[dict[str, Any]]:
    """Return the descriptor of each rule, in order; of a rule that is not ecsc's, of its code alone."""
    from ecsc.rules import catalogue

    known = {rule.code: rule for rule in catalogue()}
    return [_descriptor(known[code], w) if code in known else {"id": code} for code in codes]


def _descriptor(rule: Rule, w: Words) -> dict[str, Any]:
    manual = manual_of(rule, w)
    paragraphs = manual.split("\n\n")
    summary = " ".join(paragraphs[0].split())
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": " ".join(paragraphs[1].split()) if len(paragraphs) > 1 else summary},
        "help": {"text": _FENCE.sub("", manual), "markdown": manual},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [FAMILIES.get(rule.code[3], "plug-in")] if rule.code.startswith("ECS") else ["plug-in"]
        },
    }
