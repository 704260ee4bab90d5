"""Hostile formulas: long, deep, strange; each is answered fast, placed, and never with a traceback."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecsc.expr import EvaluationError, check, evaluate, parse, print_expression
from ecsc.expr.rules import FORMULA_TOO_LARGE
from ecsc.expr.scan import MAX_DEPTH, MAX_LENGTH, MAX_PROBLEMS
from ecsc.expr.tree import deepest, shape
from ecsc.quantity import Count

DEEP = {
    "100,000 brackets": "(" * 100_000,
    "100,000 closed brackets": "(" * 50_000 + "1" + ")" * 50_000,
    "brackets under the length": "(" * 4000 + "1" + ")" * 4000,
    "lists": "[" * 4000 + "1" + "]" * 4000,
    "calls": "abs(" * 2000 + "1" + ")" * 2000,
    "not": "not " * 2400 + "active",
    "minus": "-" * 9000 + "1",
    "else": "1 if active else " * 550 + "2",
    "where": "products where " * 600 + "active",
    "long text": '"' + "x" * 20_000 + '"',
}


@pytest.mark.parametrize("text", DEEP.values(), ids=list(DEEP))
def test_too_large_is_one_problem_fast(text: str) -> None:
    began = time.perf_counter()
    node, problems = parse(text)
    assert time.perf_counter() - began < 1
    assert node is None
    assert [problem.rule for problem in problems] == [FORMULA_TOO_LARGE]


@pytest.mark.parametrize(
    "text",
    [
        "(" * MAX_DEPTH + "stock" + ")" * MAX_DEPTH,
        "not " * (MAX_DEPTH - 1) + "active",
        "1 if active else " * (MAX_DEPTH - 1) + "2",
        "-(" * ((MAX_DEPTH - 1) // 2) + "stock" + ")" * ((MAX_DEPTH - 1) // 2),
        "+".join(["stock"] * 1600),
        " and ".join(["active"] * 900),
        " * ".join(["1"] * 2400),
        "abs(" * (MAX_DEPTH // 2) + "1" + ")" * (MAX_DEPTH // 2),
    ],
)
def test_just_small_enough_runs_through(text: str, shop: Any, day: Any) -> None:
    node, problems = parse(text)
    assert node is not None
    assert problems == ()
    typed, problems = check(node, shop)
    assert typed is not None, problems
    assert evaluate(typed, day) is not None
    printed = print_expression(node)
    assert len(printed) > MAX_LENGTH or parse(printed)[0] is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "　",
        "\n\t",
        "\0",
        "\ud800",
        "🛒",
        "a🛒b",
        "@" * 9000,
        "@ " * 4000,
        "'" * 999,
        '"' * 999,
        "\u202e<",
        "%",
        "%%",
        "1" * 5000,
        "1e9999999",
        "9" * 40 + "%",
        "2026-99-99",
        "9999-12-31 + 1",
        "FY0000-Q9",
        "__class__",
        "a.__class__",
        "a..b",
        "a.",
        ".a",
        "*",
        "a.*.*.*",
        ")" * 500,
        "]" * 5000,
        "," * 5000,
        "if " * 3000,
        "²",
        "٣",
        "stock < ٣",
        "a\u0301 < 1",
        "e\u0301",
        "１２％",
        "“",
        "”",
        "「",
        "0x10",
        "1_000",
        "0b1",
        "1.2.3",
        "--",
        "==",
        "=" * 999,
        "{" * 5000,
        "\u2028",
        "a\u200bb",
        "a\xa0<\xa01",
    ],
)
def test_strange_text_is_answered(text: str, shop: Any) -> None:
    began = time.perf_counter()
    node, problems = parse(text)
    assert node is not None or problems
    assert len(problems) <= 2 * MAX_PROBLEMS + 1
    if node is not None:
        check(node, shop)
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert len(problem.message.format(**problem.params)) < 400
        problem.hint.format(**problem.params)
    assert time.perf_counter() - began < 1


def test_many_full_width_signs_hide_nothing(shop: Any, day: Any) -> None:
    node, problems = parse("＋".join(["１"] * 50) + "＋ gvm")
    assert len(problems) == MAX_PROBLEMS
    assert node is not None
    assert check(node, shop)[0] is None
    node, _ = parse("＋".join(["１"] * 50))
    assert node is not None
    typed, _ = check(node, shop)
    assert typed is not None
    assert evaluate(typed, day) == Count(Decimal(50))


def test_no_attribute_of_python_is_reachable(shop: Any, day: Any) -> None:
    texts = [
        "gmv.amount",
        "metrics.gmv.__class__",
        "stock.value",
        "(products where active).fields",
        "name.upper",
        "products.*.__dict__",
        "category.__len__()",
        "(name).format",
        "sum.__globals__",
    ]
    for text in texts:
        node, problems = parse(text)
        typed = None
        if node is not None:
            typed, problems = check(node, shop)
        assert typed is None, text
        assert problems, text


@pytest.mark.parametrize(
    "text", [" * ".join(["1e999"] * 1200), "score" + " * score" * 400 + " / (1 / 3)", "-(" * 9]
)
def test_numbers_too_large_are_answered(text: str, shop: Any, make_day: Any) -> None:
    node, problems = parse(text)
    if node is None:
        assert problems
        return
    typed, problems = check(node, shop)
    assert typed is not None, problems
    with pytest.raises(EvaluationError) as caught:
        evaluate(typed, make_day({}, {"score": Count(Decimal("1e30000"))}))
    assert caught.value.problem.rule is FORMULA_TOO_LARGE


def test_steps_are_limited(shop: Any, day: Any) -> None:
    node, _ = parse("sum(products, price) + 1")
    assert node is not None
    typed, _ = check(node, shop)
    assert typed is not None
    assert evaluate(typed, day, step_limit=20)
    with pytest.raises(EvaluationError) as caught:
        evaluate(typed, day, step_limit=4)
    assert caught.value.problem.rule is FORMULA_TOO_LARGE
    assert caught.value.problem.end > caught.value.problem.start


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    node, problems = parse(text)
    assert node is not None or problems
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message.format(**problem.params)
        problem.hint.format(**problem.params)


WORDS = """
    stock price 库存 gmv metrics.gmv tactics.*.cost category products sum ( ) [ ] , + - * / < <= == != and or
    not in between if else where for 20% 7days 2026-Q1 2026-03-01 3 CNY30 'dress' true 0.45pp known default
    ＜ ≥ = && .price 20 days 1.5
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_any_words_are_answered_checked_and_evaluated(shop: Any, day: Any, text: str) -> None:
    node, problems = parse(text)
    assert node is not None or problems
    if node is None:
        return
    typed, _ = check(node, shop)
    if typed is not None:
        try:
            evaluate(typed, day)
        except EvaluationError as error:
            if error.problem.end > len(text):
                raise AssertionError(text) from error


def operands(depth: int) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(
        [
            "stock",
            "price",
            "metrics.gmv",
            "20%",
            "CNY 30",
            "7 days",
            "3",
            '"a""b"',
            "true",
            "2026-Q1",
            "库存",
            "tactics.*.cost",
            "'say \"x\"'",
        ]
    )
    if not depth:
        return leaf
    inner = operands(depth - 1)
    two = st.tuples(inner, inner)
    three = st.tuples(inner, inner, inner)
    signs = st.sampled_from(
        ["+", "-", "*", "/", "<", "<=", "==", "!=", ">", ">=", "in", "and", "or", "not in", "for"]
    )
    return st.one_of(
        leaf,
        st.tuples(inner, signs, inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map(lambda t: f"-({t})"),
        inner.map(lambda t: f"not ({t})"),
        inner.map(lambda t: f"(({t}))"),
        inner.map(lambda t: f"({t}).price"),
        three.map(lambda t: f"({t[0]}) if ({t[1]}) else ({t[2]})"),
        three.map(lambda t: f"({t[0]}) between ({t[1]}) and ({t[2]})"),
        two.map(lambda t: f"({t[0]}) where ({t[1]})"),
        two.map(lambda t: f"max(({t[0]}), {t[1]})"),
        two.map(lambda t: f"[({t[0]}), ({t[1]})]"),
    )


@settings(max_examples=500, deadline=None)
@given(operands(4))
def test_what_is_printed_reads_back(text: str) -> None:
    node, problems = parse(text)
    assert node is not None, problems
    printed = print_expression(node)
    again, problems = parse(printed)
    assert again is not None, (printed, problems)
    assert shape(again) == shape(node)
    assert print_expression(again) == printed
    assert deepest(node)[0] <= MAX_DEPTH
