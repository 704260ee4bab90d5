"""JSON laid out for people and for `git diff`: an entry a line where it fits, else a member a line."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from msgspec import json

WIDTH = 110

_encode = json.Encoder(enc_hook=str).encode


def laid_out(value: Any) -> bytes:
    """Return `value` as JSON (RFC 8259) in UTF-8 with a last line feed, indented by two blanks.

    A container stands on one line when that is not too wide and it holds no other that is not empty.
    """
    return _laid_out(value, 0, {}).encode() + b"\n"


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _encode(name).decode() + ": "


def _laid_out(value: Any, indent: int, texts: dict[str, str]) -> str:
    """Return a value that stands after `indent` blanks.

    Keys, ids and dates stand in a plan many times: `texts` are those that are encoded already.
    """
    if not isinstance(value, (dict, list)):
        return _encode(value).decode()
    parts: list[str] = []
    nested = False
    for member in value.values() if isinstance(value, dict) else value:
        kind = type(member)
        if member is None:  # the commonest first: a large plan has a million members
            parts.append("null")
        elif kind is str:
            text = texts.get(member)
            if text is None:
                text = texts[member] = _encode(member).decode()
            parts.append(text)
        elif kind is dict or kind is list:
            nested = nested or bool(member)
            parts.append(_laid_out(member, indent + 2, texts))
        else:
            parts.append(_encode(member).decode())
    if isinstance(value, dict):
        parts = [f"{_key(key)}{part}" for key, part in zip(value, parts, strict=True)]
    opener, closer = ("{", "}") if isinstance(value, dict) else ("[", "]")
    if not nested:
        line = f"{opener}{', '.join(parts)}{closer}"
        # Its width is that without the blanks behind commas and colons.
        blanks = max(len(parts) - 1, 0) + (len(parts) if isinstance(value, dict) else 0)
        if len(line) - blanks <= WIDTH - indent:
            return line
    blank = " " * (indent + 2)
    body = f",\n{blank}".join(parts)
    return f"{opener}\n{blank}{body}\n{' ' * indent}{closer}"
