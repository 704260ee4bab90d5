"""A part of a strategy that cannot be read is told once: nothing else follows from its not being there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ecsc.pipeline import StrategyInput, compile_strategy

ROOT = Path(__file__).parents[2] / "examples" / "grocery_d2c"
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(ROOT.rglob("*.yaml"))}
TABLES = {path.relative_to(ROOT).as_posix(): path.read_bytes for path in sorted(ROOT.rglob("*.csv"))}


def findings(changed: str = "", text: str = "") -> Counter[tuple[str, str, str]]:
    files = tuple((name, (text if name == changed else old).encode()) for name, old in TEXTS.items())
    found = compile_strategy(StrategyInput("grocery_d2c", files, TABLES)).findings
    return Counter((one.rule.code, one.message, str(one.params)) for one in found)


def _nodes(text: str) -> Iterator[tuple[str, yaml.Node]]:
    """Yield every section that much else names, and its first entry, with their names."""
    document = yaml.compose(text, yaml.BaseLoader)
    for key, section in document.value if document is not None else ():
        if key.value in NAMED:
            yield key.value, section
            if isinstance(section, yaml.MappingNode):
                yield from ((f"{key.value}.{name.value}", value) for name, value in section.value[:1])


NAMED = (
    "market", "metrics", "data_sources", "tables", "goals", "people", "budgets", "suppliers", "products", "channels",
    "channel_selection", "phases", "tasks",
)  # fmt: skip
"""The sections that much else names."""

PARTS = [(file, name, node) for file, text in TEXTS.items() for name, node in _nodes(text)]
WHOLE = findings()


@pytest.mark.parametrize(("file", "name", "node"), PARTS, ids=[f"{file}-{name}" for file, name, _ in PARTS])
def test_a_part_of_the_wrong_kind_has_no_followers(file: str, name: str, node: yaml.Node) -> None:
    text = TEXTS[file]
    start, end = node.start_mark.index, node.end_mark.index
    written = text[start:end]
    torn = text[:start] + "5" + written[len(written.rstrip()) :] + text[end:]
    more = findings(file, torn) - WHOLE
    assert [one[0] for one in more if not one[0].startswith("ECS1")] == []
    assert more
