"""plan.json: exact, complete, and as its published schema says."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec import structs

from ecsc.compiled import Compiled
from ecsc.emit.plain import decimal_text, plain
from ecsc.emit.plan_json import plan_document, render
from ecsc.emit.plan_json.layout import laid_out
from ecsc.emit.plan_json.publish import PUBLISHED, published
from ecsc.plan.types import Plan
from ecsc.quantity import Count, Duration, Frequency, Money, Points, Range, Rate
from tests.unit.emit_text.apparel_sample import apparel
from tests.unit.emit_text.plan_samples import empty, task, with_plan, with_work, yuan

SCHEMA = json.loads(PUBLISHED.read_bytes())


def document(compiled: Compiled) -> dict[str, Any]:
    return json.loads(render(compiled, "en")[0].content)  # type: ignore[no-any-return]


def test_the_published_schema_is_fresh() -> None:
    assert PUBLISHED.read_bytes() == published(), "run python -m ecsc.emit.plan_json.publish"


def test_the_schema_is_a_schema_and_describes_every_field() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for name, definition in SCHEMA["$defs"].items():
        assert definition["title"], name
        assert definition["description"], name
        if "properties" in definition:
            assert definition["additionalProperties"] is False, name
            assert all("title" in field for field in definition["properties"].values()), name


@pytest.mark.parametrize(
    "compiled",
    [
        apparel(),
        apparel("zh-CN"),
        empty(),
        with_plan(empty(), strategy=empty(name='x"\n\t\u2028<').plan.strategy),
    ],
    ids=["english", "chinese", "empty", "hostile"],
)
def test_plans_are_valid(compiled: Compiled) -> None:
    Draft202012Validator(SCHEMA).validate(document(compiled))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("work", "tasks", 0, "cost", "amount"), "2E+4"),
        (("work", "tasks", 0, "cost", "amount"), 20000),
        (("work", "tasks", 0, "start"), 5),
        (("findings", 0, "severity"), "fatal"),
        (("goals", 0, "target", "type"), "price"),
        (("strategy", "surprise"), "x"),
    ],
)
def test_the_schema_can_say_no(path: tuple[str | int, ...], value: object) -> None:
    changed: Any = document(apparel())
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not Draft202012Validator(SCHEMA).is_valid(changed)


def test_every_field_of_the_plan_is_there_in_declared_order() -> None:
    names = [name for name in Plan.__struct_fields__ if name != "version"]
    assert list(document(apparel())) == ["version", *names, "findings", "waivers"]


def test_the_language_changes_nothing() -> None:
    assert render(apparel(), "en") == render(apparel(), "zh-CN")


def test_text_is_real_text() -> None:
    content = render(apparel("zh-CN"), "zh-CN")[0].content
    assert "店铺视觉设计".encode() in content
    assert b"\\u" not in content
    assert content.endswith(b"}\n")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1E+6", "1000000"),
        ("1.50", "1.5"),
        ("100", "100"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0E-10", "0"),
        ("1E-7", "0.0000001"),
        ("-12.340", "-12.34"),
        ("0.3333333333333333333333333333333333", "0.3333333333333333333333333333333333"),
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
    ],
)
def test_decimals_are_plain(number: str, text: str) -> None:
    assert decimal_text(Decimal(number)) == text


def test_quantities_say_what_they_are() -> None:
    assert plain(Money(Decimal("5E+5"), "CNY")) == {"type": "money", "amount": "500000", "currency": "CNY"}
    assert plain(Rate(Decimal("0.15"), signed=True)) == {"type": "rate", "value": "0.15", "signed": True}
    assert plain(Points(Decimal("0.0045"))) == {"type": "points", "value": "0.0045"}
    assert plain(Count(Decimal(3), "people")) == {"type": "count", "value": "3", "unit": "people"}
    days = {"type": "duration", "value": "2.5", "unit": "d", "kind": "working"}
    assert plain(Duration(Decimal("2.50"), "d", "working")) == days
    assert plain(Frequency(Count(Decimal(4)), "w"))["type"] == "frequency"
    assert plain(Range(yuan("1"), yuan("5")))["high"]["amount"] == "5"


def test_days_and_times() -> None:
    assert plain(dt.date(2026, 6, 30)) == "2026-06-30"
    assert plain(dt.datetime.fromisoformat("2026-05-20T10:00")) == "2026-05-20T10:00"
    assert plain(dt.datetime.fromisoformat("2026-05-20T10:00:05")) == "2026-05-20T10:00:05"


def test_what_no_plan_holds_is_a_bug() -> None:
    with pytest.raises(TypeError):
        plain(1.5)


def test_findings() -> None:
    first, second = document(apparel())["findings"]
    assert first["code"] == "ECS501"
    assert first["message"] == "marketing is committed to CNY 560,000, CNY 60,000 over its limit"
    assert (first["location"]["file"], first["location"]["line"], first["location"]["column"]) == (
        "plan/campaigns.yaml", 14, 11,
    )  # fmt: skip
    assert first["related"][0]["message"] == "limit is CNY 500,000"
    assert (second["outcome"], second["severity"], second["missing"]) == ("undecidable", "info", ["baseline"])
    assert (second["location"], second["at"]) == (None, "goals.brand")


def test_smart_verdicts_are_worded() -> None:
    letters = document(apparel())["goals"][0]["smart"]
    assert [letter["verdict"] for letter in letters] == ["pass", "pass", "warn", "pass", "pass"]
    assert letters[2]["reasons"] == ["its planned drivers do not make the target"]
    other = document(apparel("zh-CN"))["goals"][1]["smart"][1]
    assert other == {
        "letter": "M",
        "verdict": "undecidable",
        "reasons": ["no data source measures response_time"],
    }


def test_layout_is_json_whatever_it_holds() -> None:
    value = {"a": [], "b": {}, "c": [[], [1, [2]]], 'k"': "x" * 200, "n": [None, True, 1, "\u2028\n"]}
    assert json.loads(laid_out(value)) == value
    assert laid_out({"a": {"b": "c"}}) == b'{\n  "a": {"b": "c"}\n}\n'


def test_the_document_is_made_of_plain_values() -> None:
    def walk(value: object) -> None:
        assert type(value) in (dict, list, str, int, bool, type(None))
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(item)

    walk(plan_document(apparel()))


def test_names_and_dates_of_many_tasks_survive() -> None:
    tasks = tuple(task(f"t{n}", f"任务 {n} 😀", "01-05", "01-06") for n in range(300))
    read = document(with_work(empty(), tasks=tasks))["work"]["tasks"]
    assert [one["name"] for one in read] == [one.name for one in tasks]
    assert {one["start"] for one in read} == {"2026-01-05"}
    assert list(read[0]) == [field.name for field in structs.fields(tasks[0])]
