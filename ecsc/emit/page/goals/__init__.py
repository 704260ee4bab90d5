"""What is promised: the goals under their objectives, each with its SMART letters, its drivers and its quarters."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.measures.words import MARKS, objections, unit_word, verdict
from ecsc.emit.page.goals.quarters import quarters
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.messages import Words, shortened
from ecsc.plan.aim_types import GoalPlan
from ecsc.quantity import Count


def section(reader: Reader) -> Section:
    """Return the goals as a tree: objectives, then goals under what they support, children under parents."""
    w, plan = reader.w, reader.plan
    title = w("Goals")
    if not plan.goals:
        told = w("Here would stand what is promised, by when and by whom: write it under `goals`.")
        return Section("goals", title, told, None)
    objectives = {one.id: one.name for one in plan.objectives}
    rows = [_goal(goal, depth, reader, objectives) for goal, depth in _tree(plan.goals)]
    without = [one.name for one in plan.objectives if not any(goal.supports == one.id for goal in plan.goals)]
    body = fill("goals/goals.html.j2", w=w, goals=rows, without=without)
    return Section("goals", title, _lead(plan.goals, w), body)


def _lead(goals: tuple[GoalPlan, ...], w: Words) -> str:
    """Return how many goals pass all five letters; the rest are told apart by what is wrong."""
    sound = sum(all(one.verdict == "pass" for one in goal.smart) for goal in goals)
    open_ = sum(any(one.verdict == "undecidable" for one in goal.smart) for goal in goals)
    told = w.count(
        "{n} of {all} goals is SMART: specific, measurable, achievable, relevant, with a date.",
        "{n} of {all} goals are SMART: specific, measurable, achievable, relevant, with a date.",
        sound, all=len(goals),
    )  # fmt: skip
    if not open_:
        return told
    rest = w.count("Of {n}, a letter cannot be decided.", "Of {n}, a letter cannot be decided.", open_)
    return f"{told}{'' if w.language == 'zh-CN' else ' '}{rest}"


def _tree(goals: tuple[GoalPlan, ...]) -> Iterator[tuple[GoalPlan, int]]:
    """Yield every goal once with its depth, children after their parent; a circle of parents hangs nowhere."""
    below: dict[str | None, list[GoalPlan]] = {}
    known = {goal.id for goal in goals}
    for goal in goals:
        below.setdefault(goal.parent if goal.parent in known else None, []).append(goal)
    waiting = [(goal, 0) for goal in reversed(below.get(None, []))]
    seen: set[str] = set()
    while waiting:
        goal, depth = waiting.pop()
        seen.add(goal.id)
        yield goal, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(goal.id, [])) if child.id not in seen]
    yield from ((goal, 0) for goal in goals if goal.id not in seen)


def _goal(goal: GoalPlan, depth: int, reader: Reader, objectives: dict[str, str]) -> dict[str, object]:
    w = reader.w
    letters = [
        {
            "letter": one.letter,
            "mark": MARKS[one.verdict],
            "verdict": one.verdict,
            "word": verdict(one.verdict, w),
        }
        for one in goal.smart
    ]
    return {
        "id": goal.id,
        "name": goal.name,
        "depth": min(depth, 4),
        "facts": " · ".join(_facts(goal, reader, objectives)),
        "letters": letters,
        "sound": bool(letters) and all(one["verdict"] == "pass" for one in letters),
        "objections": [line for one in goal.smart for line in objections(one, w)],
        "driven": _driven(goal, w),
        "quarters": quarters(goal, reader),
    }


def _facts(goal: GoalPlan, reader: Reader, objectives: dict[str, str]) -> Iterator[str]:
    w = reader.w
    if goal.target is not None:
        unit = next((one.unit for one in reader.plan.metrics if one.id == goal.metric), None)
        target = goal.target
        if isinstance(target, Count) and not target.unit:
            target = Count(target.value, unit_word(unit, w))
        yield w("Target: {end}", end=target)
    elif goal.change:
        yield w("Change: {change}", change=goal.change)
    yield w("Due {day}", day=w.day(goal.due)) if goal.due else w("No due date")
    yield w("Owner: {name}", name=reader.person(goal.owner)) if goal.owner else w("Nobody owns it")
    if goal.supports:
        yield w("Supports: {name}", name=shortened(objectives.get(goal.supports, goal.supports), 90))


def _driven(goal: GoalPlan, w: Words) -> str:
    """Return what the drivers come to against the target; empty for a goal without drivers."""
    check = goal.drivers
    if check is None:
        return ""
    if check.product is None:
        return w(check.remark.text, **check.remark.params) if check.remark else ""
    if check.verdict == "pass":
        return w("The planned drivers multiply up to {product}: the target.", product=check.product)
    return w(
        "The planned drivers multiply up to {product}, a gap of {gap}.", product=check.product, gap=check.gap
    )
