"""Schemas of what authors write, in the reader's language: editors show their texts while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOLD = ("title", "description")
"""Keywords of JSON Schema whose text is for people; a property of that name holds a schema, no text."""

TOLD_IN_LISTS = ("enumDescriptions",)
"""Keywords that hold a list of such texts, empty where a word needs none."""


OF_VALUES = ("examples", "default", "const", "enum")
"""Keywords that hold what authors write, which stays as it is."""


def in_words(schema: Any, w: Callable[[str], str]) -> Any:
    """Return a schema with every text for people in the words of `w`; everything else is as it was."""
    if isinstance(schema, list):
        return [in_words(one, w) for one in schema]
    if isinstance(schema, dict):
        return {key: _told(key, value, w) for key, value in schema.items()}
    return schema


def _told(key: str, value: Any, w: Callable[[str], str]) -> Any:
    if key in OF_VALUES:
        return value
    if key in TOLD and isinstance(value, str):
        return w(value)
    if key in TOLD_IN_LISTS:
        return [w(one) for one in value]
    return in_words(value, w)
