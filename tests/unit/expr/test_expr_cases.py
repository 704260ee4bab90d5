"""Every line of tests/cases/expr: an expression, its type and its value, or what is wrong where."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ecsc.expr import Action, EvaluationError, Missing, check, evaluate, parse, print_expression
from ecsc.expr.problem import Problem
from ecsc.expr.tree import shape
from ecsc.quantity import Count, Duration, Money, Period, Points, Rate

CASES = Path(__file__).parents[2] / "cases" / "expr"


def number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def render(value: object) -> str:  # noqa: C901 - one line a kind of value
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case Money(amount, currency):
            return f"{currency} {number(amount)}"
        case Rate(share):
            return f"{number(share * 100)}%"
        case Points(share):
            return f"{number(share * 100)}pp"
        case Count(count, unit):
            return f"{number(count)} {unit}".strip()
        case Decimal():
            return number(value)
        case Duration(length, unit):
            return f"{number(length)}{unit}"
        case dt.date():
            return value.isoformat()
        case Period():
            return value.label
        case Missing(what):
            return f"missing({', '.join(what)})"
        case Action(verb, arguments):
            return f"{verb}({', '.join(render(item) for item in arguments)})"
        case (str(section), str(name)):
            return f"{section}.{name}"
        case tuple():
            return f"[{', '.join(render(item) for item in value)}]"
        case _:
            return str(getattr(value, "name", value))


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        if path.stem == "messages":
            continue
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if text and not text.startswith("#"):
                expression, rest = text.split(" => ", 1)
                found.append(pytest.param(expression, rest.strip(), id=f"{path.stem}:{line}"))
    return found


def outcome(expression: str, shop: Any, day: Any) -> tuple[str, list[Problem]]:
    node, problems = parse(expression)
    found = list(problems)
    result = ""
    if node is not None:
        typed, more = check(node, shop)
        found += more
        if typed is not None:
            try:
                result = f"{typed.type} => {render(evaluate(typed, day))}"
            except EvaluationError as error:
                found.append(error.problem)
    return result, found


@pytest.mark.parametrize(("expression", "expected"), cases())
def test_case(expression: str, expected: str, shop: Any, day: Any) -> None:
    result, problems = outcome(expression, shop, day)
    if expected.startswith("!"):
        assert " ".join(f"! {p.rule.name} {p.start}:{p.end}" for p in problems) == expected
    else:
        assert [p for p in problems if p.fatal] == []
        assert result == expected
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(expression)
        said = problem.message.format(**problem.params) + problem.hint.format(**problem.params)
        assert not re.search(r"Token|Tree|lark|NAME|LPAR|\$END|None", said)


@pytest.mark.parametrize(("expression", "expected"), cases())
def test_printing_reads_back(expression: str, expected: str) -> None:
    node, _ = parse(expression)
    if node is not None:
        printed = print_expression(node)
        again, problems = parse(printed)
        assert again is not None
        assert problems == ()
        assert shape(again) == shape(node)
        assert print_expression(again) == printed
