"""The example of every function of the language can be written in a strategy."""

from __future__ import annotations

import pytest

from ecsc.expr import FUNCTIONS, Function
from ecsc.pipeline import StrategyInput, compile_strategy

STRATEGY = """ecsc: 1
strategy: {{id: demo, name: Demo, period: 2026, currency: CNY}}
people: {{lin_wei: {{name: Lin Wei}}}}
metrics:
  gmv: {{standard: gmv}}
  roas: {{standard: roas}}
  conversion: {{standard: conversion}}
  visitors: {{standard: visitors}}
  orders: {{standard: orders}}
channels: {{taobao: {{kind: marketplace}}}}
goals: {{sales: {{metric: gmv, baseline: 80, target: 100, due: 2026-12-31, owner: lin_wei}}}}
tactics: {{douyin_feed_ads: {{channel: taobao, cost: 100}}}}
tasks:
  rush_replenishment: {{owner: lin_wei, duration: 1d}}
products:
  dress: {{name: Dress, category: dress, list_price: 199, floor_price: 150, stock: 10, launched: 2026-01-05}}
policies:
  example:
    for_each: products
    check: |
      {example}
"""
VALUES = [function for function in FUNCTIONS if function.kind != "verb"]


@pytest.mark.parametrize("function", VALUES, ids=lambda function: function.name)
def test_the_example_names_what_exists(function: Function) -> None:
    text = STRATEGY.format(example=function.example)
    result = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),)), plan=False)
    wrong = [finding for finding in result.findings if finding.rule.code.startswith("ECS3")]
    assert [finding for finding in wrong if finding.rule.name != "formula-result"] == []
