"""Data that ships with ecsc: metrics and who delivers them, columns, retail days, words, laws, thresholds, packs,
and what rules are called.

In: nothing. Out: plain values from JSON files beside this one, each read once and only when asked for.
Imports nothing of ecsc.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

PACKS = ("handbook", "china_retail", "eu_retail")
"""The packs of policies that ship with ecsc: files of `packs/`, in the language of policy files."""


def _text(name: str) -> str:
    from pathlib import Path

    return Path(__file__).with_name(f"{name}.json").read_text("utf-8")


@cache
def _shipped(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(_text(name))
    return content


def standard_metrics() -> Mapping[str, Mapping[str, Any]]:
    """Return the shipped metric definitions by name: name, definition and traps by language, unit, formula, range."""
    return _shipped("metrics")


@cache
def metric_names() -> Mapping[str, str]:
    """Return everything that standard metrics are called, ids first, and the id that each name means."""
    shipped = standard_metrics()
    found = {name: name for name in shipped}
    for name, metric in shipped.items():
        for called in (*metric["name"].values(), *metric["synonyms"]):
            found.setdefault(called, name)
    return found


def column_aliases(section: str) -> Mapping[str, str]:
    """Return other spellings of a table's columns, lower case, and the field each one means."""
    aliases: Mapping[str, str] = _shipped("columns").get(section, {})
    return aliases


def zone_of(country: str | None) -> str:
    """Return the time zone of a country (ISO 3166) that has one; that of China for any other, or for none."""
    zones: Mapping[str, str] = _shipped("time_zones")["zones"] if country else {}
    return zones.get(country or "", "Asia/Shanghai")


def shipped_thresholds() -> Mapping[str, Mapping[str, str]]:
    """Return the numbers that rules compare with, by name: `value` as text, what it is `about`, its `source`."""
    return _shipped("thresholds")


def measure_families() -> Mapping[str, Mapping[str, list[str]]]:
    """Return families of metrics by the words in their names (`en`, `zh`), and the `kinds` of source that have them."""
    return _shipped("measures")


def legal_checks() -> Mapping[str, Any]:
    """Return `regions` (the names of each region whose law is looked at) and `checks` (what each one asks)."""
    return _shipped("legal")


def pack_text(name: str) -> str:
    """Return the YAML of a shipped pack of policies, one of `PACKS`."""
    from pathlib import Path

    return Path(__file__).with_name("packs").joinpath(f"{name}.yaml").read_text("utf-8")


def word_list(name: str) -> Any:
    """Return a shipped word list: words by language (`en`, `zh`), or a plain list of false friends."""
    return _shipped("words")[name]


__all__ = [
    "PACKS",
    "column_aliases",
    "legal_checks",
    "measure_families",
    "metric_names",
    "pack_text",
    "shipped_thresholds",
    "standard_metrics",
    "word_list",
    "zone_of",
]


def shipped_rules() -> Mapping[str, Sequence[str]]:
    """Return every rule by code: its name and its severity. The rules themselves cost a tenth of a second to load."""
    return _shipped("rules")
