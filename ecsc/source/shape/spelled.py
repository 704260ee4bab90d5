"""Values as an author would write them: for examples in hints and for what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ecsc.source.plain import plain_value

PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n,\[\]{}#:'\"`]*(?<!\s)")
LONGEST = 72
FEW = 3


def spelled(value: object) -> str:
    """Return `value` in one line of YAML, `[a, b]` or `{name: Shop design}`, quoted where needed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{spelled(key)}: {spelled(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(spelled, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return str(value)
    text = str(value)
    return text if PLAIN.fullmatch(text) and isinstance(plain_value(text), str) else quoted(text)


def quoted(text: str) -> str:
    """Return `text` in quotes: in double ones, unless there are some in it."""
    if '"' in text and "'" not in text and "\n" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def clipped(text: str) -> str:
    """Return `text` in one line of bearable length."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def examples(values: Iterable[object]) -> list[str]:
    """Return up to three examples, each as one line of YAML; of an entry, its first fields."""
    return [clipped(spelled(_first_fields(value))) for value in values][:FEW]


def _first_fields(value: object) -> object:
    if isinstance(value, dict) and len(spelled(value)) > LONGEST:
        return dict(list(value.items())[:FEW])
    return value
