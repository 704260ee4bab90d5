"""The file of a baseline of findings: the same bytes for the same findings, and every damage told with its line."""

from __future__ import annotations

import pytest

from ecsc.choosing.known import NotKnownError, bytes_of, known_in, known_of

KNOWN = {"tea": ("ECS501 budgets.x", "ECS630 tasks.店铺"), "咖啡": ("ACME001 tasks.a #2",)}


def test_what_is_written_is_read_again_whatever_the_order() -> None:
    written = bytes_of(KNOWN)
    assert known_of(written) == KNOWN
    assert bytes_of({"咖啡": KNOWN["咖啡"], "tea": tuple(reversed(KNOWN["tea"]))}) == written
    assert written.decode().splitlines() == [
        '{"ecsc_findings": 1, "entries": [',
        '{"strategy": "tea", "finding": "ECS501 budgets.x"},',
        '{"strategy": "tea", "finding": "ECS630 tasks.店铺"},',
        '{"strategy": "咖啡", "finding": "ACME001 tasks.a #2"}',
        "]}",
    ]


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"strategy: {id: tea}\n", {"tea", "green-tea"}),
        (b"strategy: {id: 'tea', name: x}\n", {"tea", "green-tea"}),
        ("策略：\n  id: caf\u0065\u0301\n".encode(), {"caf\u00e9", "green-tea"}),
        (b"strategy: {id: teas}\n", {"green-tea"}),
        (b'strategy: {id: "t\\x65a"}\n', {"tea", "caf\u00e9", "green-tea"}),
        ("strategy: {id: 茶}\n".encode("gb18030"), {"tea", "caf\u00e9", "green-tea"}),
    ],
)
def test_a_strategy_carries_no_more_than_may_be_about_it(content: bytes, left: set[str]) -> None:
    known = {"tea": ("ECS501 x",), "caf\u00e9": ("ECS501 x",), "green-tea": ("ECS501 x",)}
    assert set(known_in(known, [b"tasks: {}\n", content])) == left


def test_nothing_is_known() -> None:
    assert known_of(bytes_of({})) == {}
    assert bytes_of({"tea": ()}) == bytes_of({})


def test_a_name_that_is_no_utf8_and_a_bom_and_crlf() -> None:
    assert known_of(bytes_of({"tea": ("ECS002 \udcff.yaml empty",)})) == {
        "tea": ("ECS002 \udcff.yaml empty",)
    }
    assert known_of(b"\xef\xbb\xbf" + bytes_of(KNOWN).replace(b"\n", b"\r\n")) == KNOWN


@pytest.mark.parametrize(
    ("raw", "line", "said"),
    [
        (b"", 1, "no JSON"),
        (b"[]", 1, "no baseline of findings"),
        (b'{"ecsc_baseline": 1}', 1, "no baseline of findings"),
        (b'{"ecsc_findings": true, "entries": []}', 1, "no baseline of findings"),
        (b'{\n"ecsc_findings": 2, "entries": []}', 2, "version 2; this ecsc reads up to 1"),
        (b'{"ecsc_findings": 1}', 1, "no list"),
        (b'{"ecsc_findings": 1, "entries": [\n{"strategy": "a"}\n]}', 2, "entry 1"),
        (b'{"ecsc_findings": 1, "entries": [\n{"strategy": "a", "finding": "ECS501 x"},\n7]}', 3, "entry 2"),
        (b'{"ecsc_findings": 1, "entries": [\n{"strategy": "a", "finding": "x"}]}', 2, "entry 1"),
        (b'{"ecsc_findings": 1, "entries": [\n<<<<<<< HEAD\n]}', 2, "no JSON"),
        (b'{"ecsc_findings": 1, "entries": [\n\n\xff]}', 3, "UTF-8"),
        (b"[" * 100_000, 1, "no JSON"),
        (b'{"ecsc_findings": ' + b"9" * 5000 + b"}", 1, ""),
        (b" " * 32_000_001, 1, "larger than"),
    ],
)
def test_damage_is_told_with_its_line(raw: bytes, line: int, said: str) -> None:
    with pytest.raises(NotKnownError) as caught:
        known_of(raw)
    problem = caught.value
    assert problem.line == line
    assert said in problem.reason.format(**problem.params)
    assert problem.hint.format(**problem.params)
