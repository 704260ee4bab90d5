"""Goals that are reached anew each month."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import result

GOAL = """metrics:
  fresh: {name: New members, unit: people, aggregation: sum, direction: up, source: crm}
data_sources:
  crm: {kind: crm}
goals:
  g: {name: 3000 new members, metric: fresh, target: 3000, EVERY due: 2026-12-31, owner: lin}
"""


@pytest.mark.parametrize(
    ("every", "told"), [("every: month,", ["ECS405"]), ("", ["ECS405", "ECS405", "ECS410"])]
)
def test_each_month_shows_whether_it_is_on_course(every: str, told: list[str]) -> None:
    found = [one.rule.code for one in result(GOAL.replace("EVERY", every)).findings]
    assert [code for code in found if code in ("ECS405", "ECS410")] == told
