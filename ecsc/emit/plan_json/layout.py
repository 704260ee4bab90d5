"""JSON laid out for people and for `git diff`: an entry a line where it fits, else a member a line."""

from __future__ import annotations

from typing import Any

from msgspec import json

WIDTH = 110


def laid_out(value: Any) -> bytes:
    """Return `value` as JSON (RFC 8259) in UTF-8 with a last line feed, indented by two blanks."""
    return _laid_out(value, 0).encode() + b"\n"


def _laid_out(value: Any, indent: int) -> str:
    if not isinstance(value, dict | list):
        return json.encode(value).decode()
    short = _short(value, WIDTH - indent)
    if short is not None:
        return short
    blank = " " * (indent + 2)
    if isinstance(value, dict):
        lines = [f"{json.encode(key).decode()}: {_laid_out(item, indent + 2)}" for key, item in value.items()]
        opener, closer = "{}"
    else:
        lines = [_laid_out(item, indent + 2) for item in value]
        opener, closer = "[]"
    body = f",\n{blank}".join(lines)
    return f"{opener}\n{blank}{body}\n{' ' * indent}{closer}"


def _short(value: dict[str, Any] | list[Any], room: int) -> str | None:
    """Return a container on one line; None when it is too wide or holds another that is not empty."""
    members = value.values() if isinstance(value, dict) else value
    if any(isinstance(member, dict | list) and member for member in members):
        return None
    line = json.encode(value).decode()
    if len(line) > room:
        return None
    if isinstance(value, dict):
        inside = ", ".join(f"{json.encode(k).decode()}: {json.encode(v).decode()}" for k, v in value.items())
        return f"{{{inside}}}"
    return f"[{', '.join(json.encode(member).decode() for member in value)}]"
