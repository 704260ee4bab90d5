"""Retail days speak the language of the output; an author's own event keeps the name it has."""

from __future__ import annotations

import datetime as dt

from ecsc.emit.metric_names import in_language
from ecsc.plan.time_types import RetailDayPlan
from tests.unit.emit_text.plan_samples import empty, with_work

DAY = dt.date(2026, 11, 11)


def test_shipped_names_are_put_into_the_language_of_the_output() -> None:
    days = (
        RetailDayPlan("double_11", "双11", DAY, DAY, DAY, "usual", provisional=True),
        RetailDayPlan("店庆", "店庆", DAY, DAY, DAY, "strategy", provisional=False),
    )
    plan = with_work(empty(), retail_days=days).plan
    assert [one.name for one in in_language(plan, "en").work.retail_days] == ["Double 11", "店庆"]
    assert [one.name for one in in_language(plan, "zh-CN").work.retail_days] == ["双11", "店庆"]
    assert in_language(empty().plan, "en") == empty().plan
