"""Mending: what is left alone, what is told of it, and that nothing gets worse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from ecsc.diagnostics import Finding, Fix, Rule, Severity, Span
from ecsc.fixing import Mended, mend
from ecsc.fixing.edits import fixed_text
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.source import SourceText

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
people:
  lin_wei: {name: 林薇}
"""
NAME = "demo/s.yaml"
Mend: TypeAlias = Callable[..., Mended]


def why(done: Mended) -> list[tuple[str, str]]:
    return [(each.finding.rule.code, each.why) for each in done.left_out]


UNSAFE = {
    "a number as an id": ("promotions:\n  618: {offer: 5折}\n", "promotions:\n  p618: {offer: 5折}\n"),
    "an id with a hyphen": ("tasks:\n  a-b: {owner: lin_wei}\n", "tasks:\n  a_b: {owner: lin_wei}\n"),
    "a short id": ("people:\n  chen: {name: C}\ntasks:\n  a: {owner: chan}\n", "people:\n  chen: {name: C}\n"),
    "an open bracket": ("tasks:\n  a: {name: A\n  b: {name: B}\n", "tasks:\n  a: {name: A}\n  b: {name: B}\n"),
    "an open quote": ('tasks:\n  a:\n    name: "A\n', 'tasks:\n  a:\n    name: "A"\n'),
    "a sign for a colon": ("tasks:\n  a:\n    cost: 1\n    name = A\n", "tasks:\n  a:\n    cost: 1\n    name: A\n"),
    "a line one blank off": ("tasks:\n   a: {name: A}\n  b: {name: B}\n", "tasks:\n   a: {name: A}\n   b: {name: B}\n"),
    "fields beside their entry": ("tasks:\n  a:\n  name: A\n  cost: 1\n", "tasks:\n  a:\n    name: A\n    cost: 1\n"),
    "a second document": ("tasks: {}\n---\nbudgets: {}\n", "tasks: {}\n\nbudgets: {}\n"),
    "a tag": ("tasks:\n  a: !x {name: A}\n", "tasks:\n  a: {name: A}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(UNSAFE) - {"a short id"}))
def test_what_may_change_the_meaning_is_written_only_when_asked_for(name: str, mended: Mend) -> None:
    before, after = ((HEAD + text).encode() for text in UNSAFE[name])
    assert mended(before).changed == ()
    assert mended(before).left_out == ()
    assert mended(before, unsafe=True).files[NAME] == after


@pytest.mark.parametrize(
    "body",
    [
        "people:\n  q1: {name: A}\ntasks:\n  a: {owner: q2}\n",
        "people:\n  team_a: {name: A}\ntasks:\n  a: {owner: team_b}\n",
        "people:\n  east_team: {name: A}\ntasks:\n  a: {owner: west_team}\n",
        "people:\n  陈立: {name: A}\ntasks:\n  a: {owner: 陈丽}\n",
        "people:\n  chena: {name: A}\n  chenb: {name: B}\ntasks:\n  a: {owner: chenc}\n",
        "tasks:\n  a: {tags: x}\n",
    ],
)
def test_names_that_are_told_apart_on_purpose_are_no_slips(body: str, mended: Mend) -> None:
    assert (
        mended(("ecsc: 1\nstrategy: {id: d, name: D, period: 2026, currency: CNY}\n" + body).encode()).changed
        == ()
    )


def test_every_other_byte_stays(mended: Mend) -> None:
    odd = "# \u2028 \x85 “x”：y  \t\r# a lone return\r\n'quoted':   {b: 2,   a: 1}   # end  \r\n"
    body = (
        "tasks:\r\n  a: {nmae: 'x：y', description: \"b\\u2028c\"}\n\n\nx-notes: |\n  name：“A”，\tB\n  １２"
    )
    raw = b"\xef\xbb\xbf" + (HEAD + odd.replace("'quoted'", "x-quoted") + body).encode()
    done = mended(raw)
    assert done.files[NAME] == raw.replace(b"nmae", b"name")
    assert len(done.mended) == 1


@pytest.mark.parametrize(
    ("encoding", "code"), [("gb18030", "ECS008"), ("utf-16", "ECS009"), ("utf-16-le", "ECS009")]
)
def test_a_file_in_another_encoding_is_told_and_left_alone(encoding: str, code: str, mended: Mend) -> None:
    raw = (HEAD + "tasks:\n  店铺: {nmae: 店铺设计和首页, owner: lin_wei}\n").encode(encoding)
    done = mended(raw)
    assert (done.changed, done.mended) == ((), ())
    assert code in {finding.rule.code for finding in done.findings}
    assert why(done) == [("ECS101", "encoding")]


def test_damaged_bytes_are_left_alone(mended: Mend) -> None:
    raw = HEAD.encode() + b"tasks:\n  a: {nmae: \xff\xfe\xfa, owner: lin_wei}\n"
    assert why(mended(raw)) == [("ECS101", "encoding")]


def test_a_fix_that_brings_another_finding_is_left_out(mended: Mend) -> None:
    raw = (HEAD + "tasks:\n  a_b: {owner: lin_wei}\n  a-b: {owner: lin_wei}\n  b: {nmae: C}\n").encode()
    done = mended(raw, unsafe=True)
    assert done.files[NAME] == raw.replace(b"nmae: C", b"name: C")
    assert why(done) == [("ECS107", "worse")]


def test_a_fix_after_which_the_finding_is_still_there_is_left_out(mended: Mend) -> None:
    raw = (HEAD + "tasks:\n  a: {duration: 0b11}\n").encode()
    assert why(mended(raw)) == [("ECS150", "worse")]


def test_what_only_comes_to_light_is_no_harm(mended: Mend) -> None:
    spent = "tasks:\n  b: {owner: lin_wei, budget: a, cost: 50, duration: 1d}\n"
    raw = (HEAD + "budgets:\n  a: {limit: 010}\n" + spent).encode()
    done = mended(raw)
    assert done.files[NAME] == raw.replace(b"010", b"10")
    assert "ECS501" in {finding.rule.code for finding in done.findings}


def test_slips_that_hide_one_another_are_mended_in_rounds(mended: Mend) -> None:
    raw = (HEAD + "tasks:\n\ta:\n\t\tnmae：“A”\n\t\towner:\u3000lin_wie\n").encode()
    assert mended(raw).files[NAME].decode() == HEAD + 'tasks:\n  a:\n    name: "A"\n    owner: lin_wei\n'


def test_several_files_and_a_table() -> None:
    files = {
        "demo/a.yaml": HEAD.encode(),
        "demo/b.yaml": b"tables: {products: t.csv}\ntasks:\n  x: {owner: lin_wie}\n",
        "demo/t.csv": b'id,name,list_prise\r\na,"A, ""B""",5\r\nb,B,6',
    }

    def check(now: Mapping[str, bytes]) -> tuple[Finding, ...]:
        own = tuple((name, raw) for name, raw in now.items() if name.endswith(".yaml"))
        tables = {"t.csv": lambda: now["demo/t.csv"]}
        return compile_strategy(StrategyInput("demo", own, tables), plan=False).findings

    done = mend(files, check)
    assert done.changed == ("demo/b.yaml", "demo/t.csv")
    assert done.files["demo/t.csv"] == files["demo/t.csv"].replace(b"prise", b"price")
    without = {name: raw for name, raw in files.items() if name.endswith(".yaml")}
    assert why(mend(without, lambda now: check(files | dict(now)))) == [("ECS160", "elsewhere")]


def planted(text: str, fixes: Mapping[str, str]) -> Callable[[Mapping[str, bytes]], tuple[Finding, ...]]:
    """Return a check that finds each of the words and knows what to write for it."""
    rule = Rule("ECS199", "planted", Severity.ERROR, "Planted.")

    def check(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
        source = SourceText("x.txt", files["x.txt"].decode())
        found = []
        for word, right in fixes.items():
            at = source.text.find(word)
            if at >= 0:
                span = source.span(at, at + len(word))
                found.append(
                    Finding(rule, "{word}", span, {"word": word}, fixes=(Fix(span, right, safe=True),))
                )
        return tuple(found)

    return check


def test_overlapping_fixes_wait_a_round() -> None:
    check = planted("", {"abc": "x", "bcd": "y", "xd": "z"})
    done = mend({"x.txt": b"abcd"}, check)
    assert (done.files["x.txt"], len(done.mended)) == (b"z", 2)


def test_fixes_that_undo_one_another_end() -> None:
    done = mend({"x.txt": b"a"}, planted("", {"a": "b", "b": "a"}))
    assert done.files["x.txt"] in (b"a", b"b")


def test_the_good_ones_of_many_are_made_and_the_bad_ones_left_out() -> None:
    words = {f"<{number}>": str(number) if number % 7 else f"<{number}> " for number in range(60)}
    text = "".join(words)
    done = mend({"x.txt": text.encode()}, planted(text, words))
    assert done.files["x.txt"].decode() == "".join(f"<{n}>" if n % 7 == 0 else str(n) for n in range(60))
    assert len(done.left_out) == 9


def test_what_was_never_tried_is_not_told_as_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {f"<{number}>": str(number) if number % 7 else f"<{number}> " for number in range(60)}
    for checks, left in ((0, "untried"), (2, "untried"), (99, "worse")):
        monkeypatch.setattr("ecsc.fixing.mending.MOST_CHECKS", checks)
        done = mend({"x.txt": "".join(words).encode()}, planted("", words))
        assert {each.why for each in done.left_out} == {left}


def test_what_overlaps_a_fix_that_is_refused_is_tried_all_the_same() -> None:
    done = mend({"x.txt": b"abc"}, planted("", {"ab": "ab ", "bc": "x"}))
    assert (done.files["x.txt"], [each.why for each in done.left_out]) == (b"ax", [])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_line_break_is_that_of_the_file(ending: str) -> None:
    for text in (f"ab{ending}c", f"x{ending}ab", f"x\x0cy\u2028z{ending}ab"):
        at = text.index("b")
        span = Span("x", at, at, 1, 1, 1, 1)
        assert fixed_text(text, [Fix(span, "\n  ", safe=False)]) == text.replace("ab", f"a{ending}  b")
