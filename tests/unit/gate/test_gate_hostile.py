"""The gate under what nobody would write, at length and in depth: an answer, in bearable time and memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.source import Document, SourceText, read_document
from ecsc.source.shape import engines as schema_engines
from ecsc.source.shape.engines import DEEPEST, by_jsonschema, failures, fits, tamed
from ecsc.source.shape.gate import check_shape
from ecsc.source.shape.schema_files import bundle


def document(data: Any) -> Document:
    """Return a document of data that no file can hold, for the gate must not trust its reader."""
    return Document(SourceText("s.yaml", ""), data)


def deep(depth: int) -> dict[str, Any]:
    tree: Any = "3"
    for _ in range(depth):
        tree = {"a": tree}
    return {"goals": {"g": {"breakdown": [{"split": "x", "values": tree}]}}}


@pytest.mark.parametrize(
    "data",
    [
        {1: 2},
        {None: {}, True: []},
        {"tasks": {1: {}, (1, 2): {}, "a": {2: 3, "owner": []}}},
        {"tasks": {"\ud800": {}, "a": {"name": "\udfff", "owner": 3}}},
        {"tasks": {"a": {"cost": Decimal("NaN"), "name": Decimal("Infinity")}}},
        {"promotions": {"p": {"offer": {"buy": Decimal("1E+999999"), "get": 10**5000}}}},
        {"tasks": {"a": {"name": object()}}},
        {"tasks": {"a": {"cost": 1.5, "owner": b"x"}}},
        deep(90),
        deep(300),
        deep(900),
        {"tasks": {"a" * 100_000: {"b" * 100_000: 1, "owner": ["c" * 100_000]}}},
        {"": {"": {"": ""}}},
        {"x-" * 10: {1: 2}},
    ],
)
def test_nothing_raises(data: Any) -> None:
    found, bad = check_shape(document(data))
    assert isinstance(found, tuple)
    assert isinstance(bad, frozenset)


def test_what_the_first_engine_refuses_is_still_explained() -> None:
    found, bad = check_shape(document({"tasks": {1: {}, "a": {"ownr": 3, "name": "\ud800"}}}))
    assert "ECS101" in {finding.rule.code for finding in found}
    assert ("tasks", "a", "ownr") in bad


def test_a_machine_without_the_fast_engine_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"tasks: {a-b: {ownr: lin, serves: x}}\ntaks: {}\nrisks: {r: {impact: 3}}\npromotions: {p: {}}\n"
    read, _ = read_document("s.yaml", text)
    fast = check_shape(read)

    def absent() -> Any:
        raise ImportError("jsonschema_rs")

    monkeypatch.setattr(schema_engines, "_validator", absent)
    monkeypatch.setattr(schema_engines, "_explainer", absent)
    assert check_shape(read) == fast
    assert fits({"tasks": {"a": {}}})


def test_taming_keeps_the_shape() -> None:
    assert tamed({1: [Decimal("3.0"), Decimal("3.5"), True, None, "\ud800"]}) == {
        "1": [3, Decimal("3.5"), True, None, "?"]
    }
    cyclic: dict[str, Any] = {}
    cyclic["a"] = cyclic
    depth, node = 0, tamed(cyclic)
    while isinstance(node, dict) and node:
        depth, node = depth + 1, node["a"]
    assert depth == DEEPEST


def test_an_empty_key_is_told_where_it_stands() -> None:
    found, bad = check_shape(document({"people": {"": None}, "goals": {"g": {"drivers": {"": []}}}}))
    assert bad == {("people", ""), ("goals", "g", "drivers", "")}
    assert sorted(finding.rule.code for finding in found) == ["ECS103", "ECS107", "ECS112"]


def many(line: str, count: int = 4_000) -> str:
    return "tasks:\n" + "".join(line.format(n) for n in range(count))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  a{0}: {{ownr: lin}}\n", "ECS101"),
        ("  a{0}: {{key{0}: lin}}\n", "ECS101"),
        ("  a{0}: {{duration: [1]}}\n", "ECS103"),
        ("  a-{0}: {{}}\n", "ECS107"),
        ("  a{0}: {{status: no{0}}}\n", "ECS104"),
        ("  a{0}:\n", "ECS112"),
    ],
)
def test_thousands_of_mistakes_take_time_in_proportion(line: str, code: str) -> None:
    read, _ = read_document("s.yaml", many(line).encode())
    started = time.process_time()
    found, _ = check_shape(read)
    assert time.process_time() - started < 12  # measured: under 1 s; a quadratic answer takes minutes
    assert len(found) == 4_000
    assert {finding.rule.code for finding in found} == {code}


def test_a_section_of_misspelt_ids_does_not_copy_itself_for_each() -> None:
    """Errors that hold what they are about would take gigabytes here; the gate asks for none of that kind."""
    entries = {f"a-{number}": {"name": "x" * 100} for number in range(3_000)}
    assert len(failures({"tasks": entries})) == 3_000


def leaves() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=8),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.sampled_from(["10d", "2026-Q1", "lin_wei", "5折", "shop"]),
    )  # fmt: skip


def known_words() -> list[str]:
    def within(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from schema.get("properties", {})
            for part in schema.values():
                yield from within(part)

    return sorted(set(within(bundle())))


KEYS = st.one_of(st.sampled_from(known_words()), st.text(max_size=6), st.sampled_from(["a", "a-b", "x-y"]))
TREES = st.recursive(
    leaves(), lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_whatever_is_written_is_answered_and_both_engines_agree(data: dict[str, Any]) -> None:
    found, bad = check_shape(document(data))
    failed = failures(data)
    assert set(failed) == set(by_jsonschema(data))
    errors = list(found)
    assert bool(errors) is bool(failed)
    assert bool(bad) >= bool(errors)
