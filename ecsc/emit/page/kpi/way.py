"""The way from the baseline to the target: which driver closes how much of it, and what is left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.assess.units import as_value
from ecsc.assess.verdicts import Value, number
from ecsc.emit.measures.words import value
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.waterfall import Stage, waterfall
from ecsc.plan.aim_types import DriverCheck, GoalPlan
from ecsc.quantity import EXACT

if TYPE_CHECKING:
    from markupsafe import Markup


class Way(Struct, frozen=True):
    """The picture with its table (name, from, to, effect), or the sentence why there is none."""

    title: str
    told: str
    picture: Markup | str = ""
    rows: tuple[tuple[str, str, str, str], ...] = ()


def way(goal: GoalPlan, reader: Reader) -> Way | None:
    """Return how the drivers of a goal lead from its baseline to its target; None for a goal without drivers."""
    from markupsafe import Markup

    w, check = reader.w, goal.drivers
    if check is None:
        return None
    title = w("From baseline to target, by driver")
    if check.start is None or check.product is None:
        names = w.show([reader.name(one) for one in check.unknown])
        told = (
            w(
                "Which driver closes how much is not decidable because the baselines of {names} are missing;"
                " state them under `driver_baselines`.",
                names=names,
            )
            if check.unknown
            else w("Which driver closes how much is not decidable: the formulas do not lead to a figure.")
        )
        return Way(title, told)
    stages = tuple(_stages(goal, check, check.start, check.product, reader))
    drawn = waterfall(stages, w("From baseline to target, by driver: {name}", name=goal.name))
    told = w("Each driver is put at its planned value in this order, those above it being there already.")
    rows = tuple((one.name, *_ends(one.name, check, reader), one.shown) for one in stages)
    return Way(title, told, Markup(drawn), rows)  # noqa: S704 - escaped where it is drawn


def _stages(
    goal: GoalPlan, check: DriverCheck, start: Value, product: Value, reader: Reader
) -> Iterator[Stage]:
    w, level = reader.w, number(start)
    yield Stage(w("Baseline of the drivers"), level, _shown(start, reader), "level")
    for step in check.steps:
        effect = number(step.effect)
        level = EXACT.add(level, effect)
        sign = "up" if effect >= 0 else "down"
        note = w("{before} → {after}", before=value(step.before, w), after=value(step.after, w))
        yield Stage(reader.name(step.driver), level, _signed(step.effect, reader), sign, note)  # type: ignore[arg-type]
    if check.gap is None or goal.target is None or check.verdict == "pass":
        yield Stage(w("Planned drivers = target"), number(product), _shown(product, reader), "level")
        return
    yield Stage(w("Planned drivers"), number(product), _shown(product, reader), "level")
    yield Stage(w("Still open"), number(goal.target), _signed(check.gap, reader), "open")
    yield Stage(w("Target"), number(goal.target), _shown(goal.target, reader), "level")


def _ends(name: str, check: DriverCheck, reader: Reader) -> tuple[str, str]:
    for step in check.steps:
        if reader.name(step.driver) == name:
            return value(step.before, reader.w), value(step.after, reader.w)
    return "", ""


def _shown(amount: Value, reader: Reader) -> str:
    return value(as_value(EXACT.plus(number(amount)), amount), reader.w)


def _signed(amount: Value, reader: Reader) -> str:
    shown = _shown(amount, reader)
    return f"+{shown}" if number(amount) > 0 else shown
