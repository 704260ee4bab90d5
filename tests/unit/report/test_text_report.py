"""The text format: the exact look, on terminals of several widths and for every script."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from wcwidth import wcswidth

from ecsc.diagnostics import At, Finding, Related, Rule, Severity, Span, undecidable
from ecsc.messages import words
from ecsc.quantity import Money
from ecsc.report import Checked, Layout, render, tell
from ecsc.source import SourceText

OVERCOMMITTED = Rule(
    "ECS501", "budget-overcommitted", Severity.ERROR, "A line holds what is committed.\n\nWhy."
)
LOOKALIKE = Rule("ECS011", "full-width-number", Severity.INFO, "Digits.")

CAMPAIGNS = SourceText("campaigns.yaml", "tactics:\n" + "  # ...\n" * 12 + "    cost: 260000\n")
BUDGETS = SourceText("budgets.yaml", "budgets:\n  # the year\n  marketing: {limit: 50万}\n")
SOURCES = {"campaigns.yaml": CAMPAIGNS, "budgets.yaml": BUDGETS}


def span_of(source: SourceText, part: str, after: int = 0) -> Span:
    start = source.text.index(part, after)
    return source.span(start, start + len(part))


def overcommitted(**changes: Any) -> Finding:
    fields: dict[str, Any] = {
        "rule": OVERCOMMITTED,
        "message": "{line} is committed to {committed}, {over} over its limit",
        "at": span_of(CAMPAIGNS, "260000"),
        "params": {
            "line": "marketing",
            "committed": Money(Decimal(560000), "CNY"),
            "over": Decimal(60000),
            "n": 4,
            "limit": Money(Decimal(500000), "CNY"),
        },
        "label": "the largest of {n} commitments",
        "hint": "lower a commitment, raise the limit, or add a waiver",
        "related": (Related(span_of(BUDGETS, "50万"), "limit is {limit}"),),
    }
    return Finding(**(fields | changes))


def text_of(
    *findings: Finding, sources: Mapping[str, SourceText] = SOURCES, language: str = "en", **layout: Any
) -> str:
    return "".join(
        render(
            [Checked(".", tell(findings, words(language)), sources)],
            "text",
            words(language),
            Layout(**layout),
        )
    )


def test_the_exact_look() -> None:
    assert text_of(overcommitted()) == (
        "error[ECS501] budget-overcommitted: marketing is committed to CNY 560,000, 60,000 over its limit\n"
        "  --> campaigns.yaml:14:11\n"
        "   |\n"
        "14 |     cost: 260000\n"
        "   |           ^^^^^^ the largest of 4 commitments\n"
        "  ::: budgets.yaml:3:22\n"
        "   |\n"
        " 3 |   marketing: {limit: 50万}\n"
        "   |                      ---- limit is CNY 500,000\n"
        "  help: lower a commitment, raise the limit, or add a waiver (ecsc explain ECS501)\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("line", "part", "lead", "marks"),
    [
        ("\tname：x", "：", 4 + 4, 2),
        ("名称: 夏季新品", "新品", 6 + 4, 4),
        ("a: 👩‍👩‍👧 b", "b", 3 + 2 + 1, 1),
        ("e\u0301té: 1", "1", 5, 1),
        ("１２％", "％", 4, 2),
        ("\t\tx", "x", 8, 1),
    ],
)
def test_carets_stand_under_the_place_whatever_the_script(
    line: str, part: str, lead: int, marks: int
) -> None:
    source = SourceText("x.yaml", line + "\n")
    shown = text_of(overcommitted(at=span_of(source, part), related=(), label=""), sources={"x.yaml": source})
    rows = shown.splitlines()
    caret_row = next(row for row in rows if "^" in row)
    assert caret_row == "   | " + " " * lead + "^" * marks
    assert "\t" not in shown


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("filler", ["x", "数", "数x"])
def test_long_lines_are_cut_to_the_width_around_the_place(width: int, filler: str) -> None:
    line = filler * 400 + "HERE" + filler * 400
    source = SourceText("x.yaml", line)
    shown = text_of(
        overcommitted(at=span_of(source, "HERE"), related=(), label="this is the place that is meant"),
        sources={"x.yaml": source}, width=width,
    )  # fmt: skip
    rows = shown.splitlines()[2:-2]
    assert all(wcswidth(row) <= width for row in rows), rows
    code = next(row for row in rows if "HERE" in row)
    carets = next(row for row in rows if "^^^^" in row)
    assert wcswidth(code[: code.index("HERE")]) == carets.index("^")
    assert code.endswith("...")
    assert "this is the place" in "".join(rows)


@pytest.mark.parametrize("width", range(40, 60))
@pytest.mark.parametrize("sign", ["🇨🇳", "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "é\u0301\u0323", "✈\ufe0f"])
def test_no_sign_is_cut_in_two(width: int, sign: str) -> None:
    source = SourceText("x.yaml", sign * 100 + "HERE" + sign * 100)
    shown = text_of(
        overcommitted(at=span_of(source, "HERE"), related=(), label=""),
        sources={"x.yaml": source},
        width=width,
    )
    code = next(row for row in shown.splitlines() if "HERE" in row)
    carets = next(row for row in shown.splitlines() if "^" in row)
    part = code.removeprefix(" 1 | ").removeprefix("...").removesuffix("...")
    assert set(part.replace("HERE", "").split(sign)) == {""}
    assert wcswidth(code[: code.index("HERE")]) == carets.index("^")
    assert wcswidth(code) <= width


def test_a_huge_line_is_not_measured_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    source = SourceText("x.yaml", "数" * 2_000_000)
    seen: list[int] = []

    def counted(text: str) -> int:
        seen.append(len(text))
        return 2 * len(text)

    monkeypatch.setattr("wcwidth.wcswidth", counted)
    text_of(overcommitted(at=source.span(1_000_000, 1_000_001), related=()), sources={"x.yaml": source})
    assert sum(seen) < 2_000


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    source = SourceText("x.yaml", "a: {b: 1,\n  c: 2}\n")
    shown = text_of(overcommitted(at=source.span(3, 17), related=(), label=""), sources={"x.yaml": source})
    assert " 1 | a: {b: 1,\n   |    ^^^^^^\n" in shown


@pytest.mark.parametrize("text", ["", "a"])
def test_a_place_at_the_end_of_the_file_gets_one_caret(text: str) -> None:
    source = SourceText("x.yaml", text)
    shown = text_of(
        overcommitted(at=source.span(len(text), len(text)), related=()), sources={"x.yaml": source}
    )
    assert f"   | {' ' * len(text)}^ the largest" in shown


def test_a_place_without_its_text_is_named_all_the_same() -> None:
    finding = overcommitted(related=(Related(At("tasks", "a"), "first here"),))
    shown = text_of(finding, sources={})
    assert "  --> campaigns.yaml:14:11\n  ::: tasks.a: first here\n" in shown


def test_many_related_places_are_counted() -> None:
    many = tuple(Related(span_of(BUDGETS, "limit"), "one") for _ in range(30))
    shown = text_of(overcommitted(related=many))
    assert shown.count(":::") == 9
    assert "::: and 22 more places (--format json lists them)" in shown


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\nb", "\x9b2J", "\u202eabc", "x\r", "\ud800", "\x00"])
def test_nothing_of_the_strategy_steers_the_terminal(hostile: str) -> None:
    source = SourceText("x\x1b.yaml", f"name: {hostile!s}q")
    finding = overcommitted(
        at=source.span(0, 4),
        message="{line}",
        params={"line": hostile},
        label="{line}",
        hint="{line}",
        related=(),
    )
    shown = text_of(finding, sources={source.file: source})
    for sign in "\x1b\x9b\u202e\r\x00\ud800":
        assert sign not in shown
    assert len(shown.splitlines()) == 7


def test_a_missing_parameter_hides_nothing() -> None:
    shown = text_of(overcommitted(params={}, related=()))
    assert "{line} is committed to {committed}" in shown


def test_a_parameter_that_cannot_be_printed_hides_nothing() -> None:
    class Odd:
        def __str__(self) -> str:
            return "odd one"

    assert "odd one is committed" in text_of(overcommitted(params={"line": Odd()}, related=()))


def test_sentences_are_folded_on_a_terminal_only() -> None:
    long = overcommitted(message="word " * 40, hint="advice " * 30, related=())
    assert max(map(len, text_of(long, width=60, fold=False).splitlines())) > 150
    folded = text_of(long, width=60, fold=True).splitlines()
    assert max(map(len, folded)) <= 60
    assert folded[1].startswith("    word word")
    chinese = overcommitted(message="推广活动合计不得超过，" * 12, related=())
    rows = text_of(chinese, width=60, fold=True, language="zh-CN").splitlines()
    assert all(wcswidth(row) <= 60 for row in rows)
    assert not any(row.strip().startswith("，") for row in rows)


def test_colours_change_nothing_but_colours() -> None:
    import re

    plain, painted = text_of(overcommitted()), text_of(overcommitted(), colour=True)
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain


def test_help_hangs_below_its_own_text_and_code_stays_whole() -> None:
    hint = "write it as one of the forms that work, `start: 2026-03-01` or `start: as soon as possible`, both read"
    rows = text_of(overcommitted(hint=hint), width=50, fold=True).splitlines()
    helped = rows[next(n for n, row in enumerate(rows) if row.startswith("  help: ")) :]
    assert all(row.startswith(" " * 8) for row in helped[1:] if row)
    assert max(map(len, rows)) <= 50
    for whole in ("`start: 2026-03-01`", "`start: as soon as possible`", "(ecsc explain ECS501)"):
        assert any(whole in row for row in helped)


def test_code_wider_than_the_line_is_broken_at_blanks() -> None:
    rows = text_of(overcommitted(hint=f"write `{'word ' * 30}`"), width=50, fold=True).splitlines()
    assert max(map(len, rows)) <= 50
    odd = text_of(overcommitted(hint=f"one ` alone {'word ' * 30}"), width=50, fold=True).splitlines()
    assert max(map(len, odd)) <= 50


def test_infos_come_last_in_brief_and_folded() -> None:
    notes = [Finding(LOOKALIKE, "read as {n}", span_of(BUDGETS, "50"), params={"n": n}) for n in range(10)]
    shown = text_of(*notes[:5], overcommitted(), *notes[5:])
    assert shown.index("error[ECS501]") == 0
    assert shown.count("read as") == 3
    assert "info[ECS011] full-width-number: 7 more like this (--format concise lists all)\n" in shown
    full = text_of(*notes, notes_in_full=True)
    assert full.count("read as") == 10
    assert full.count("^^") == 10


def test_undecidable_says_what_is_missing() -> None:
    finding = undecidable(
        OVERCOMMITTED, span_of(BUDGETS, "limit"), "budgets.marketing.period", subject="marketing"
    )
    shown = text_of(finding)
    assert shown.startswith("info[ECS501] budget-overcommitted: ")
    assert "budgets.marketing.period" in shown


def test_chinese_words_and_money() -> None:
    shown = text_of(overcommitted(), language="zh-CN")
    assert "ECS501] budget-overcommitted" in shown
    assert "560,000" in shown
