"""The first screen: are we on track, what does it cost, what could go wrong, what is asked of the reader."""

from __future__ import annotations

from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.page.summary.answer import Figure, gravest
from ecsc.emit.page.summary.cost import cost
from ecsc.emit.page.summary.dangers import dangers
from ecsc.emit.page.summary.goal import goal_figure
from ecsc.emit.page.summary.money import money_figure
from ecsc.emit.page.summary.needed import needed
from ecsc.emit.page.summary.time import time_figure
from ecsc.emit.standing import error_count
from ecsc.messages import Words


def section(reader: Reader) -> Section:
    """Return the first screen."""
    w = reader.w
    figures = (goal_figure(reader), money_figure(reader), time_figure(reader))
    body = fill(
        "summary/summary.html.j2",
        w=w,
        figures=figures,
        signs={"good": "✓", "warn": "!", "bad": "✗", "unknown": "?"},
        states=_states(w),
        answers=(cost(reader), dangers(reader), needed(reader)),
        coded=coded,
    )
    return Section("on-track", w("On track?"), _verdict(figures, error_count(reader.compiled), w), body)


def _verdict(figures: tuple[Figure, ...], errors: int, w: Words) -> str:
    """Return the sentence that answers the question, the gravest figure deciding."""
    worst = gravest(tuple(figure.state for figure in figures))
    held = [figure for figure in figures if figure.state == worst]
    reasons = " · ".join(f"{figure.label}: {figure.why}" for figure in held)
    if errors:
        return w("No: the plan has errors and must not be signed yet.")
    return {
        "good": w("Yes: the target is reached by its drivers, the money suffices and the work ends in time."),
        "warn": w("Yes, narrowly. {reasons}", reasons=reasons),
        "bad": w("No. {reasons}", reasons=reasons),
        "unknown": w("That cannot be told yet. {reasons}", reasons=reasons),
    }[worst]


def _states(w: Words) -> dict[str, str]:
    return {"good": w("on track"), "warn": w("narrow"), "bad": w("off track"), "unknown": w("not decidable")}
