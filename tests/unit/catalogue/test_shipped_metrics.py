"""The shipped metrics: complete in both languages, units and ranges that can be read, formulas that can be typed."""

from __future__ import annotations

import typing

import pytest

from ecsc.catalogue import metric_names, standard_metrics
from ecsc.emit.standard_metrics import metrics_text
from ecsc.expr import parse
from ecsc.messages import words
from ecsc.model.goals import Aggregation, Direction
from ecsc.quantity import parse_amount

SHIPPED = standard_metrics()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_metric_says_everything(name: str) -> None:
    metric = SHIPPED[name]
    assert metric["aggregation"] in typing.get_args(Aggregation)
    assert metric["direction"] in typing.get_args(Direction)
    for field in ("name", "definition", "traps"):
        assert set(metric[field]) == {"en", "zh-CN"}
        assert all(text.strip() for text in metric[field].values())
    assert metric["definition"]["en"].endswith(".")
    assert any(
        "\u4e00" <= char <= "\u9fff" for char in metric["definition"]["zh-CN"] + metric["traps"]["zh-CN"]
    )
    if "formula" in metric:
        assert parse(metric["formula"])[1] == ()
    for end in metric.get("range", {}).values():
        parse_amount(end)
    # Without this, a share that may be 120 % would be taken for granted.
    if metric["unit"] == "percent":
        assert "high" in metric["range"] or name.startswith("roi")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_metric_has_its_page(language: str) -> None:
    lines = [text for _, text in metrics_text(tuple(SHIPPED), words(language))]
    listed = [text for _, text in metrics_text((), words(language))]
    for name in SHIPPED:
        assert any(line.startswith(f"{name}  ") for line in lines)
        assert any(line.startswith(f"{name}  ") for line in listed)


def test_no_name_means_two_metrics() -> None:
    names = [
        called.casefold()
        for name, metric in SHIPPED.items()
        for called in {name, *(text.casefold() for text in (*metric["name"].values(), *metric["synonyms"]))}
    ]
    assert sorted(names) == sorted(set(names))
    assert metric_names()["客单价"] == "aov"
