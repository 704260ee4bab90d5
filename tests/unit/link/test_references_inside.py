"""References inside other entries, in files of their own, and what they leave in the plan's trace."""

from __future__ import annotations

import pytest

from ecsc.diagnostics import Span
from ecsc.pipeline import Result, StrategyInput, compile_strategy

HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}\n"
BUDGETS = """budgets:
  m:
    limit: 9
    lines:
      t: {limit: 3, owner: nobody, lines: {u: {owner: lin}}}
"""


def run(*files: str) -> Result:
    return compile_strategy(
        StrategyInput("demo", tuple((f"{n}.yaml", text.encode()) for n, text in enumerate(files)))
    )


def test_lines_of_a_budget_line_name_owners_too() -> None:
    result = run(HEAD, BUDGETS, "people: {lin: {name: Lin}}\n")
    (finding,) = result.findings
    assert finding.rule.code == "ECS201"
    assert isinstance(finding.at, Span)
    assert (finding.at.file, finding.at.line, finding.at.column) == ("1.yaml", 5, 28)


def test_the_trace_names_the_field_that_ties() -> None:
    text = "metrics: {gmv: {standard: gmv}}\nchannels: {c: {kind: social}}\n"
    goal = "goals: {g: {metric: gmv, scope: {channel: c}, drivers: {gmv: 5}}}\n"
    result = run(HEAD, BUDGETS, "people: {lin: {name: Lin}}\n", text + goal)
    assert result.compiled is not None
    trace = {(edge.source, edge.target, edge.kind) for edge in result.compiled.plan.trace}
    assert ("budgets.m", "people.lin", "owner") in trace
    assert ("goals.g", "channels.c", "scope.channel") in trace
    assert ("goals.g", "metrics.gmv", "drivers") in trace


def test_a_phase_that_is_only_waited_for_is_used() -> None:
    text = "people: {lin: {name: Lin}}\nphases: {p: {}}\nmilestones: {m: {due: week 9}}\n"
    found = run(HEAD, text + "tasks: {a: {owner: lin, duration: 1d, after: p}}\n").findings
    assert [finding.rule.code for finding in found] == ["ECS603"]


def test_an_unknown_standard_is_told_the_ones_there_are() -> None:
    (finding, *_) = [
        one for one in run(HEAD, "metrics: {x: {standard: zzzz}}\n").findings if one.rule.code == "ECS204"
    ]
    assert finding.hint == "the standard metrics are {known}"


def test_what_the_stages_of_a_launch_name_is_looked_up_and_traced() -> None:
    text = "people: {lin: {name: Lin}, bo: {name: Bo}}\ntasks: {sew: {owner: lin, duration: 1d}}\n"
    gates = "gates: {prototype: {task: sew, owner: bo}, launch: {task: sow, owner: nobody}}"
    result = run(HEAD, text, "launches:\n  linen: {date: 2026-06-01, owner: lin, " + gates + "}\n")
    unknown = [one for one in result.findings if one.rule.code == "ECS201"]
    assert [one.params["id"] for one in unknown] == ["sow", "nobody"]
    assert [getattr(one.at, "line", None) for one in unknown] == [2, 2]
    assert "ECS203" not in {one.rule.code for one in result.findings}
    assert result.compiled is not None
    trace = {(edge.source, edge.target, edge.kind) for edge in result.compiled.plan.trace}
    assert ("launches.linen", "tasks.sew", "gates.*.task") in trace
    assert ("launches.linen", "people.bo", "gates.*.owner") in trace


def test_a_team_that_only_meets_is_used() -> None:
    people = "teams: {shop: {name: Shop}}\nmeetings: {m: {every: week, participants: shop}}\n"
    assert run(HEAD, people).findings == ()


def test_a_formula_names_a_line_inside_a_line_as_spending_does() -> None:
    people = "people: {lin: {name: Lin}}\n"
    lines = BUDGETS.replace("nobody", "lin").replace("{owner: lin}", "{owner: lin, limit: 2}")
    assert (
        run(
            HEAD, people, lines, "policies: {p: {check: budgets.m.t.u.limit <= budgets.m.t.limit}}\n"
        ).findings
        == ()
    )
    (finding,) = run(HEAD, people, lines, "policies: {p: {check: budgets.m.t.u.limit >= 3}}\n").findings
    assert finding.rule.code == "ECS951"
    (unknown,) = run(HEAD, people, lines, "policies: {p: {check: budgets.m.x.limit >= 3}}\n").findings
    assert unknown.rule.code == "ECS303"


def test_a_line_that_could_not_be_read_is_told_once() -> None:
    lines = BUDGETS.replace("nobody", "lin").replace("limit: 3", "limit: much")
    (finding,) = run(
        HEAD, "people: {lin: {name: Lin}}\n", lines, "policies: {p: {check: budgets.m.t.limit <= 3}}\n"
    ).findings
    assert finding.rule.code == "ECS150"


@pytest.mark.parametrize(
    ("entry", "near", "safe"),
    [
        ("tasks: {review_a: {duration: 1d, owner: lin, after: reviewa}}", [], None),
        ("tasks: {a_view: {duration: 1d}, a_vew: {duration: 1d, after: a_viw}}", ["a_view"], True),
        ("goals: {g: {metric: GMV}}\nmetrics: {gmv: {standard: gmv}}", ["gmv"], True),
        ("tasks: {t: {duration: 1d, owner: LIN}}", ["lin"], True),
        ("tasks: {t: {duration: 1d, owner: Wei Lin}}", ["lin"], False),
    ],
)
def test_what_an_unknown_id_was_meant_for(entry: str, near: list[str], safe: bool | None) -> None:
    result = run(HEAD, "people: {lin: {name: Wei Lin}}\n" + entry + "\n")
    (finding,) = (one for one in result.findings if one.rule.code == "ECS201")
    assert finding.params["near"] == near
    assert [(fix.text, fix.safe) for fix in finding.fixes] == [(one, safe) for one in near]
