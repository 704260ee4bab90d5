"""Data that ships with ecsc: standard metrics, retail days, the column names of tables, word lists.

In: nothing. Out: plain values from JSON files beside this one, each read once and only when asked for.
Imports nothing of ecsc.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any


def _text(name: str) -> str:
    from pathlib import Path

    return Path(__file__).with_name(f"{name}.json").read_text("utf-8")


@cache
def _shipped(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(_text(name))
    return content


def standard_metrics() -> Mapping[str, Mapping[str, Any]]:
    """Return the shipped metric definitions by name: name and definition by language, unit, formula, traps."""
    return _shipped("metrics")


def column_aliases(section: str) -> Mapping[str, str]:
    """Return other spellings of a table's columns, lower case, and the field each one means."""
    aliases: Mapping[str, str] = _shipped("columns").get(section, {})
    return aliases


def word_list(name: str) -> Any:
    """Return a shipped word list: words by language (`en`, `zh`), or a plain list of false friends."""
    return _shipped("words")[name]


__all__ = ["column_aliases", "standard_metrics", "word_list"]
