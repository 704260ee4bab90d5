"""Input made to break the reader: it answers soon, with findings, and changes nothing outside."""

from __future__ import annotations

import gc
import random
import time

import pytest

from ecsc.diagnostics import Span
from ecsc.source import read_document
from ecsc.source.anchors import MAX_REPEATED
from ecsc.source.patch import Edit, Patched

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + level)}: &{chr(98 + level)} [{','.join(['*' + chr(97 + level)] * 9)}]\n"
    for level in range(15)
)
HOSTILE = {
    "brackets": ("[" * 100_000, "ECS031"),
    "braces": ("{a: " * 100_000, "ECS031"),
    "dashes": ("- " * 50_000, "ECS031"),
    "indents": ("\n".join(" " * depth + "a:" for depth in range(500)), "ECS031"),
    "bomb": (BOMB, "ECS047"),
    "digits": ("a: " + "9" * 5_000, "ECS051"),
    "names": ("a: {" + ",".join(f"k{number}" for number in range(20_000)) + "}", "ECS022"),
    "duplicates": ("\n".join(f"k{number % 5000}: 1" for number in range(10_000)), "ECS044"),
    "quote": ('a: "' + "x\n" * 20_000, "ECS024"),
    "tags": ("a:\n" + "  - !!python/name:os.system\n" * 2_000, "ECS040"),
    "quotes": ("a: " + "“" * 50_000, ""),
    "parentheses": ("a: [" + "f(," * 3_000 + "]", ""),
    "commas": ("a: {b: " + "x，y " * 20_000 + "}", ""),
    "slashes": ('a: "' + "\\q" * 300 + '"', "ECS029"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_answers_soon(name: str) -> None:
    text, code = HOSTILE[name]
    begin = time.perf_counter()
    _, findings = read_document("x.yaml", text.encode())
    assert time.perf_counter() - begin < 10
    assert not code or code in [finding.rule.code for finding in findings]


@pytest.mark.parametrize("name", ["brackets", "braces", "bomb"])
def test_quadratic_and_exponential_traps_answer_at_once(name: str) -> None:
    begin = time.perf_counter()
    read_document("x.yaml", HOSTILE[name][0].encode())
    assert time.perf_counter() - begin < 1


def test_repeats_are_counted_by_what_they_hold() -> None:
    innocent = "a: &a {x: 1}\n" + "".join(f"k{number}: *a\n" for number in range(2_000))
    document, findings = read_document("x.yaml", innocent.encode())
    assert findings == ()
    assert document.data["k1999"] == {"x": 1}
    assert MAX_REPEATED > 2_000 * 3


def test_a_hundred_levels_are_allowed() -> None:
    assert read_document("x.yaml", ("a: " + "[" * 99 + "]" * 99).encode())[1] == ()
    assert read_document("x.yaml", ("a: " + "[" * 100 + "]" * 100).encode())[1] != ()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        read_document("x.yaml", b"a: [1")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


BITS = (
    "a", "b: ", "key: ", "- ", "  ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", ":", '"', "'", "#", " # c",
    "&x ",
    "*x ", "!t ",
    "|", ">", "\t", "@", "%", "`", "<<: ", "---", "...", "：", "，", "“", "”", "　", "\xa0", "１２", "％",
    "－ ", ">= 1", "max(a, b)", "1,000", "null", "~", ".inf", "\r", "\x00", "\u2028", "\x85", "\\", "? ", "x:y",
    "tasks:\n", "\u200b", "(", ")", "𝒳", "=",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_noise_never_breaks_it(seed: int) -> None:
    noise = random.Random(seed)  # noqa: S311 - a fixed seed, so that a failure can be repeated
    for _ in range(150):
        text = "".join(noise.choice(BITS) for _ in range(noise.randint(1, 25)))
        document, findings = read_document("x.yaml", text.encode())
        for finding in findings:
            assert isinstance(finding.at, Span)
            assert 0 <= finding.at.start <= finding.at.end <= len(document.source.text)
            finding.message.format_map(finding.params)
            finding.hint.format_map(finding.params)
        for key in document.data:
            span = document.span((key,), within=(0, 1))
            assert span.start <= span.end
        assert document.data or findings


@pytest.mark.parametrize("seed", range(4))
def test_random_bytes(seed: int) -> None:
    noise = random.Random(seed)  # noqa: S311 - a fixed seed, so that a failure can be repeated
    for _ in range(100):
        read_document("x.yaml", noise.randbytes(noise.randint(1, 60)))


def test_repaired_text_leads_back() -> None:
    patched = Patched("abcdef")
    patched.apply([Edit(1, 2, "BBB"), Edit(4, 4, "++")])
    assert patched.text == "aBBBcd++ef"
    assert [patched.origin(at) for at in range(11)] == [0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6]
    patched.apply([Edit(0, 1, "")])
    assert patched.origin(0) == 1
    assert patched.origin(len(patched.text)) == 6
