"""Launches: the tasks that are made for their stages, where these lie, and what is said when they do not fit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from ecsc.diagnostics import Finding, Span
from ecsc.messages import words
from ecsc.plan.types import Plan
from ecsc.plan.work_types import LinkPlan
from ecsc.report import render_message
from tests.unit.assess.strategies import HEAD, codes, plan, result, task

STAGES = ("market_research", "proof_of_concept", "prototype", "small_batch_test", "launch")
TEMPLATE = """stage_gates:
  market_research: {duration: 2w, exit: Twenty of thirty would buy, approver: lin}
  proof_of_concept: {duration: 5d, exit: Cost under 80, approver: lin}
  prototype: {duration: 15d, exit: Sample approved, approver: lin, checklist: Three sizes}
  small_batch_test: {duration: 2w, exit: Eighty of a hundred sold, approver: lin}
  launch: {duration: 3d, exit: Listed, approver: lin}
"""


def launch(fields: str, template: str = TEMPLATE) -> str:
    return template + "launches: {linen: {name: Linen dress, owner: lin, " + fields + "}}\n"


def made(planned: Plan) -> list[str]:
    return [one.id for one in planned.work.tasks if "." in one.id]


def findings(text: str, code: str) -> list[Finding]:
    return [one for one in result(text).findings if one.rule.code == code]


def place(text: str, finding: Finding) -> str:
    """Return what a finding underlines."""
    assert isinstance(finding.at, Span)
    return (HEAD + text)[finding.at.start : finding.at.end]


def test_every_stage_becomes_a_task_planned_back_from_the_day() -> None:
    planned = plan(launch("date: 2026-06-01"))
    assert made(planned) == [f"linen.{stage}" for stage in STAGES]
    days = [(str(one.start), str(one.finish)) for one in planned.work.tasks]
    assert days[-1] == ("2026-05-27", "2026-05-29")
    for earlier, later in pairwise(planned.work.tasks):
        assert earlier.finish is not None
        assert later.start is not None
        assert earlier.finish < later.start <= earlier.finish + dt.timedelta(days=3)
        assert later.after == (LinkPlan(earlier.id, "FS", "", binding=True),)
    assert codes(launch("date: 2026-06-01")) == []


def test_a_made_task_says_what_launch_and_template_say() -> None:
    text = launch("date: 2026-06-01, phase: build, serves: o, gates: {prototype: {duration: 3w, owner: bo}}")
    planned = plan(text + "phases: {build: {}}\nobjectives: {o: {}}\n", HEAD + "  bo: {name: Bo}\n")
    one = task(planned, "linen.prototype")
    assert one.name == "Linen dress: Prototype"
    assert (one.owner, one.phase, one.launch, one.duration) == ("bo", "build", "linen", Decimal(15))
    assert one.serves == ("o",)
    assert one.checklist == ("Three sizes", "Sample approved", "Approved by Lin")
    assert task(planned, "linen.launch").ready_for == ("linen",)
    assert {person.id: person.owns for person in planned.people}["bo"] == ("linen.prototype",)


def test_a_chinese_strategy_has_chinese_stages() -> None:
    head = HEAD.replace("currency: CNY", "currency: CNY, language: zh-CN")
    text = TEMPLATE + "launches: {连衣裙: {name: 亚麻连衣裙, owner: lin, date: 2026-06-01}}\n"
    planned = plan(text, head)
    assert task(planned, "连衣裙.small_batch_test").name == "亚麻连衣裙：小批量测试"
    assert task(planned, "连衣裙.launch").checklist[-1] == "Lin批准"


def test_buffers_are_kept_before_the_day() -> None:
    head = HEAD.replace("owner: lin}", "owner: lin, buffer: {policy: per_task, size: 50%}}", 1)
    last = task(plan(launch("date: 2026-06-01"), head), "linen.launch")
    assert str(last.buffer_finish) == "2026-05-29"
    assert str(last.finish) == "2026-05-28"


def test_a_skipped_stage_is_left_out_with_its_reason() -> None:
    planned = plan(launch("date: 2026-06-01, gates: {proof_of_concept: {skip: A known style}}"))
    assert "linen.proof_of_concept" not in made(planned)
    assert [link.on for link in task(planned, "linen.prototype").after] == ["linen.market_research"]
    (one,) = planned.work.launches
    assert [(skipped.stage, skipped.reason) for skipped in one.skipped] == [
        ("proof_of_concept", "A known style")
    ]
    assert [stage.stage for stage in one.stages] == [
        "market_research",
        "prototype",
        "small_batch_test",
        "launch",
    ]


def test_a_task_of_the_authors_does_a_stage() -> None:
    text = launch("date: 2026-06-01, gates: {proof_of_concept: {task: sew, due: 2026-03-31}}")
    text += "tasks: {sew: {owner: lin, duration: 4d, after: cut}, cut: {owner: lin, duration: 1d}}\n"
    planned = plan(text)
    sew = task(planned, "sew")
    assert "linen.proof_of_concept" not in made(planned)
    assert [link.on for link in sew.after] == ["cut", "linen.market_research"]
    assert [link.on for link in task(planned, "linen.prototype").after] == ["sew"]
    assert (sew.launch, str(sew.due)) == ("linen", "2026-03-31")
    assert not [
        one for one in planned.work.launches[0].stages if one.stage == "proof_of_concept" and one.made
    ]


def test_an_earlier_deadline_of_the_task_itself_counts() -> None:
    text = launch("date: 2026-06-01, gates: {launch: {task: list, due: 2026-05-20}}")
    text += "tasks: {list: {owner: lin, duration: 1d, due: 2026-05-10}}\n"
    assert str(task(plan(text), "list").due) == "2026-05-10"


def test_what_is_ready_for_a_launch_is_finished_the_day_before() -> None:
    text = launch("date: 2026-06-02")
    on_time = "tasks: {photos: {owner: lin, duration: 2d, schedule: late, ready_for: linen}}\n"
    assert str(task(plan(text + on_time), "photos").finish) == "2026-06-01"
    late = "tasks: {photos: {owner: lin, duration: 2d, start: 2026-06-01, ready_for: linen}}\n"
    (finding,) = findings(text + late, "ECS612")
    assert place(text + late, finding) == "linen"
    assert finding.params["opens"] == dt.date(2026, 6, 2)
    assert finding.params["finish"] == dt.date(2026, 6, 2)


def test_a_launch_too_soon_is_told_once_at_its_day() -> None:
    text = launch("date: 2026-02-16")
    (finding,) = [one for one in result(text).findings if one.level != "info"]
    assert finding.rule.code == "ECS612"
    assert place(text, finding) == "2026-02-16"
    said = render_message(finding.message, finding.params, words("en"))
    assert said == "linen comes out on 2026-02-16, but its stage small_batch_test is finished on 2026-02-25"


def test_a_stage_too_late_is_told_at_its_gate() -> None:
    text = launch("date: 2026-06-01, gates: {prototype: {due: 2026-01-20}}")
    (finding,) = [one for one in result(text).findings if one.level != "info"]
    assert finding.rule.code == "ECS610"
    assert place(text, finding) == "2026-01-20"


def test_an_own_task_too_late_for_its_stage_is_told_at_the_gate() -> None:
    text = launch("date: 2026-06-01, gates: {launch: {task: list, due: 2026-01-06}}")
    text += "tasks: {list: {owner: lin, duration: 1d}}\n"
    (finding,) = findings(text, "ECS610")
    assert place(text, finding) == "2026-01-06"


@pytest.mark.parametrize(
    ("stage", "near"),
    [("原型", ["prototype"]), ("protoype", ["prototype"]), ("test", ["small_batch_test"]), ("x1", [])],
)
def test_a_stage_is_known_by_its_name_too(stage: str, near: list[str]) -> None:
    (finding,) = findings(f"stage_gates: {{{stage}: {{duration: 1d}}}}\n", "ECS650")
    assert finding.params["near"] == near


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ("", []),
        ("gates: {launch: {task: nobody}}", ["ECS201"]),
        ("gates: {launch: {duration: never}}", ["ECS150"]),
        ("gates: {launch: {skip: Sold elsewhere}}", []),
        ('gates: {launch: {skip: " "}}', ["ECS651"]),
        ("gates: {launch: {owner: lin, skip: Sold elsewhere}}", ["ECS656"]),
        ("gates: {opening: {duration: 3d}}", ["ECS650"]),
    ],
)
def test_what_a_launch_says_of_its_stages(gates: str, expected: list[str]) -> None:
    assert codes(launch(f"date: 2026-06-01, {gates}")) == expected


def test_a_launch_says_nothing_of_its_stages() -> None:
    (finding,) = findings(launch("date: 2026-06-01", ""), "ECS651")
    assert finding.params["stages"] == list(STAGES)
    text = launch("date: 2026-06-01", "")
    assert place(text, finding) == "linen"


def test_an_unread_template_is_not_called_missing() -> None:
    text = launch("date: 2026-06-01", TEMPLATE.replace("15d", "long"))
    assert codes(text) == ["ECS150"]


@pytest.mark.parametrize(
    "fields", ["status: dropped, duration: 1d", "contingent: true, duration: 1d", "every: week"]
)
def test_a_stage_is_not_done_by_work_that_may_never_end(fields: str) -> None:
    text = launch("date: 2026-06-01, gates: {prototype: {task: sew}}")
    text += "tasks: {sew: {owner: lin, " + fields + "}}\n"
    assert codes(text) == ["ECS651"]


@pytest.mark.parametrize("date", ["2025-06-02", "2027-06-01"])
def test_a_launch_outside_the_period_has_no_stages(date: str) -> None:
    assert codes(launch(f"date: {date}")) == ["ECS653"]
    planned = plan(launch(f"date: {date}"))
    assert made(planned) == []
    assert [one.id for one in planned.work.launches] == ["linen"]


def test_a_launch_on_a_day_off_is_a_note() -> None:
    (finding,) = findings(launch("date: 2026-06-06"), "ECS653")
    assert finding.level == "info"
    assert findings(launch("date: 2026-06-05"), "ECS653") == []


def test_nobody_owns_a_launch_is_told_once() -> None:
    text = TEMPLATE + "launches: {linen: {date: 2026-06-01}}\n"
    (finding,) = findings(text, "ECS630")
    assert finding.params["name"] == "linen"
    assert place(text, finding) == "linen"


def test_authors_tasks_keep_the_order_they_are_given() -> None:
    gates = "{market_research: {task: ask}, proof_of_concept: {skip: x}, prototype: {task: sew}, "
    text = launch("date: 2026-06-01, gates: " + gates + "small_batch_test: {skip: x}}")
    tasks = "tasks: {ask: {owner: lin, duration: 5d}, sew: {owner: lin, duration: 5d}}\n"
    (finding,) = findings(text + tasks, "ECS652")
    assert place(text + tasks, finding) == "sew"
    assert codes(text + tasks.replace("sew: {", "sew: {after: ask, ")) == []


def test_what_follows_from_what_could_not_be_read_is_not_told() -> None:
    template = TEMPLATE.replace("prototype: {", "prototype: {owner: [], ")
    assert codes(template + "launches: {linen: {date: 2026-06-01, owner: {}}}\n") == ["ECS103", "ECS103"]


def test_one_task_may_do_two_stages() -> None:
    text = launch("date: 2026-06-01, gates: {proof_of_concept: {task: sew}, prototype: {task: sew}}")
    assert codes(text + "tasks: {sew: {owner: lin, duration: 5d}}\n") == []


def test_two_launches_share_an_id_with_nothing() -> None:
    text = TEMPLATE + "launches:\n  a: {owner: lin, date: 2026-06-01}\n  b: {owner: lin, date: 2026-06-01}\n"
    assert len(made(plan(text))) == 10
    clash = text + "promotions: {a: {offer: 5折, window: 2026-06-01, limits: {units: 1}}}\n"
    assert "ECS210" in codes(clash)


def test_stages_that_wait_in_a_circle_are_told() -> None:
    text = launch("date: 2026-06-01, gates: {market_research: {task: ask}, prototype: {task: sew}}")
    found = codes(
        text + "tasks: {ask: {owner: lin, duration: 5d, after: sew}, sew: {owner: lin, duration: 5d}}\n"
    )
    assert "ECS601" in found


def test_a_stage_of_the_past_is_shown_where_to_say_it_is_done() -> None:
    head = HEAD.replace("currency: CNY", "currency: CNY, as_of: 2026-05-01")
    found = [one for one in result(launch("date: 2026-06-01"), head).findings if one.rule.code == "ECS636"]
    assert found[0].params["gate"] == "gates.market_research.task"
    done = "gates: {market_research: {task: ask}, proof_of_concept: {skip: x}, prototype: {skip: x}}"
    tasks = "tasks: {ask: {owner: lin, duration: 5d, status: done}}\n"
    assert codes(launch("date: 2026-06-01, " + done) + tasks, head) == []


def test_success_is_a_condition() -> None:
    metrics = "metrics: {orders: {unit: orders, aggregation: sum, direction: up}}\n"
    assert codes(metrics + launch('date: 2026-06-01, success: "orders >= 100"')) == []
    assert codes(metrics + launch('date: 2026-06-01, success: "ordrs >= 100"')) == ["ECS303"]
    assert codes(metrics + launch('date: 2026-06-01, success: "orders + 1"')) != []


def test_policies_are_about_what_is_written() -> None:
    policy = "policies: {cap: {check: sum(tasks.*.cost) <= 5000, message: Too much.}}\n"
    text = launch("date: 2026-06-01") + "tasks: {sew: {owner: lin, duration: 5d, cost: 100, budget: m}}\n"
    assert codes(text + "budgets: {m: {limit: 500}}\n" + policy) == []


def test_a_launch_serves_its_goal() -> None:
    goal = "objectives: {o: {}}\ngoals: {g: {supports: o}}\n"
    assert "ECS407" in codes(goal + launch("date: 2026-06-01"))
    assert "ECS407" not in codes(goal + launch("date: 2026-06-01, serves: g"))
