"""What counts as a measure of efficiency, and when research comes too late."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes

GOAL = "goals: {g: {name: Lean, type: efficiency, metric: m, owner: lin}}\n"


@pytest.mark.parametrize(
    ("metrics", "efficient"),
    [
        ("m: {name: 报废占比, unit: percent, direction: down}", True),
        ("m: {name: Loss, unit: percent, direction: down}", True),
        ("m: {name: Parcels an hour, unit: parcels, direction: up}", True),
        (
            "m: {formula: parcels / worked, direction: up}, parcels: {unit: parcels}, worked: {unit: hours}",
            True,
        ),
        ("m: {name: 人效, unit: orders, direction: up}", True),
        ("m: {name: Followers, unit: people, direction: up}", False),
        ("m: {name: Answered, unit: percent, direction: up}", False),
        ("m: {name: Complaints, unit: complaints, direction: down}", False),
    ],
)
def test_efficiency_is_cost_or_time(metrics: str, efficient: bool) -> None:
    assert ("ECS451" not in codes(f"metrics: {{{metrics}}}\n{GOAL}")) is efficient


def test_a_phase_that_begins_before_its_window_is_told_once() -> None:
    text = """market: {research: {report: {question: How large?, due: 2026-02-10, before: design, owner: lin}}}
phases: {design: {name: Design, window: 2026-03-02..2026-04-30}}
tasks: {t: {name: T, owner: lin, phase: design, duration: 10d}}
"""
    found = codes(text)
    assert "ECS633" in found
    assert "ECS443" not in found
    assert "ECS443" in codes(text.replace("2026-02-10", "2026-03-05"))  # too late for the window as well
