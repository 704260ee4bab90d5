"""The guide to planning time shows a strategy that is sound, and what it says of it holds."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.types import Plan

GUIDE = (Path(__file__).parent.parent / "docs" / "time.md").read_text("utf-8")


def plan() -> Plan:
    text = "".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
    result = compile_strategy(StrategyInput("guide", (("guide.yaml", text.encode()),)))
    assert [finding.rule.code for finding in result.findings] == []
    assert result.compiled is not None
    return result.compiled.plan


def test_the_strategy_of_the_guide_is_sound_and_does_what_the_guide_says() -> None:
    work = plan().work
    tasks = {task.id: task for task in work.tasks}
    assert tasks["ads"].start is not None
    assert tasks["ads"].start >= dt.date(2026, 8, 3)
    photos = tasks["photos"].finish
    assert photos is not None
    assert all((tasks[name].start or dt.date.min) > photos for name in ("shop", "rehearsal"))
    assert tasks["rehearsal"].finish == dt.date(
        2026, 10, 10
    )  # an adjusted working Saturday before the launch
    assert {stage.stage for stage in work.launches[0].stages} == {
        "proof_of_concept", "prototype", "small_batch_test", "launch",
    }  # fmt: skip
    assert len(work.duties) == 2
    assert {day.id for day in work.retail_days} >= {"double_11", "店庆"}
    assert [one.person for one in work.load if one.weeks] == ["lin", "zhao"]
