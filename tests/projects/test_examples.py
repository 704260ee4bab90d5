"""What the shown examples owe their readers: the first uses the whole language, and no two say the same.

An example is what an author copies. A part of the language that none shows is found by nobody; two examples with the
same sentences teach the same twice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ecsc.catalogue import standard_metrics
from ecsc.model import SECTIONS

EXAMPLES = Path(__file__).parents[2] / "examples"
WHOLE = EXAMPLES / "apparel_brand"
OTHER = EXAMPLES / "grocery_d2c"
SENTENCE = 20
"""Texts longer than this many characters are sentences, which only one of the examples may have."""

STAGES = {"market_research", "proof_of_concept", "prototype", "small_batch_test", "launch"}
FIXED = STAGES | set(standard_metrics()) | {"refund_rate"}
"""Ids that the language itself gives: the stages of a launch, standard metrics, what contribution looks for."""


@cache
def documents(folder: Path) -> tuple[dict[str, Any], ...]:
    paths = sorted(folder.rglob("*.yaml"))
    return tuple(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) for path in paths)  # noqa: S506  # texts only


def sections_used(folder: Path) -> set[str]:
    used: set[str] = set()
    for document in documents(folder):
        for section, content in document.items():
            used.add(section)
            if section == "tables":
                used |= set(content)
            elif section in SECTIONS and SECTIONS[section].single:
                used |= {f"{section}.{key}" for key in content if f"{section}.{key}" in SECTIONS}
    return used


def ids(folder: Path) -> set[str]:
    found: set[str] = set()
    for document in documents(folder):
        for section, content in document.items():
            if section not in SECTIONS or section == "tables":
                continue
            if not SECTIONS[section].single:
                found |= set(content)
            if section == "budgets":
                found |= set(lines(content))
            for inner in (key for key in content if f"{section}.{key}" in SECTIONS):
                found |= set(content[inner])
        found |= {str(document["strategy"]["id"])} if "strategy" in document else set()
    for path in folder.rglob("*.csv"):
        found |= {row[0] for row in csv.reader(path.read_text("utf-8").splitlines()[1:])}
    return found - FIXED


def lines(entries: dict[str, Any]) -> Iterator[str]:
    for key, entry in entries.items():
        yield from (key, *lines(entry.get("lines", {})))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


def sentences(folder: Path) -> set[str]:
    """Return what is said in words: texts of more than one word, comments, and the lines of tables and pages."""
    said = {text for document in documents(folder) for text in texts(document)}
    for path in folder.rglob("*.yaml"):
        said |= {line.partition("#")[2].strip() for line in path.read_text("utf-8").splitlines()}
    for path in (path for kind in ("*.md", "*.csv") for path in folder.rglob(kind)):
        said |= {line.strip("#-* ") for line in path.read_text("utf-8").splitlines()}
    return {text.casefold() for text in said if len(text) > SENTENCE and " " in text}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_first_example_uses_every_section(section: str) -> None:
    assert section in sections_used(WHOLE), f"show `{section}` somewhere in {WHOLE.name}"


def test_the_examples_share_no_sentence() -> None:
    ours = sentences(OTHER)
    assert len(ours) > 300
    assert ours & sentences(WHOLE) == set()


def test_the_examples_share_no_id() -> None:
    ours = ids(OTHER)
    assert len(ours) > 200
    assert ours & ids(WHOLE) == set()


def test_the_examples_share_no_file_but_their_readme() -> None:
    shared = {path.name for path in OTHER.rglob("*.*")} & {path.name for path in WHOLE.rglob("*.*")}
    assert shared == {"README.md"}
