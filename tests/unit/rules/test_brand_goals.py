"""A brand goal is measured by a method, a survey's source, or a task that surveys."""

from __future__ import annotations

import pytest

from ecsc.pipeline import StrategyInput, compile_strategy

GOAL = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
metrics: {known: {name: Awareness, unit: percent, direction: up}}
goals: {known_40: {name: Known to 40 %, type: brand, metric: known, target: 40%, due: 2026-06-30}}
tactics: {spots: {serves: known_40}}
"""


def unmeasured(tasks: str) -> bool:
    result = compile_strategy(StrategyInput("demo", (("s.yaml", f"{GOAL}tasks: {tasks}\n".encode()),)))
    return "ECS454" in {one.rule.code for one in result.findings}


@pytest.mark.parametrize(
    "task",
    [
        "{ask: {name: Awareness survey, serves: known_40}}",
        "{ask: {name: 品牌認知度問卷, serves: known_40}}",
        "{brand_survey: {serves: spots}}",
        "{ask: {name: Ｓｕｒｖｅｙ, serves: [known_40], every: quarter}}",
        "{ask: {name: Survey, serves: [known_40], duration: soon}}",
    ],
)
def test_a_task_that_surveys_is_a_way_to_measure(task: str) -> None:
    assert not unmeasured(task)


@pytest.mark.parametrize(
    "task",
    [
        "{}",
        "{ask: {name: Awareness survey}}",
        "{ask: {name: Awareness survey, serves: known_40, status: dropped}}",
        "{film: {name: Brand film, serves: known_40}}",
    ],
)
def test_any_other_task_is_none(task: str) -> None:
    assert unmeasured(task)
