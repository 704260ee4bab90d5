"""Everything that is worked out about a strategy, once, for rules and plan alike."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ecsc.assess.breakdowns import GoalBreakdowns, break_down
from ecsc.assess.drivers import DriverView, check_drivers
from ecsc.assess.ledger import Ledger, open_ledger, spends
from ecsc.assess.policies import PolicyView, judge_policies
from ecsc.assess.smart import smart
from ecsc.assess.timetable import Timetable, timetable
from ecsc.assess.verdicts import SmartLetter
from ecsc.link import LinkedStrategy


class Assessed(Struct, frozen=True):
    """A linked strategy with its timetable, ledger and verdicts. Mappings are by goal id."""

    linked: LinkedStrategy
    timetable: Timetable
    ledger: Ledger
    breakdowns: Mapping[str, GoalBreakdowns]
    drivers: Mapping[str, DriverView]
    smart: Mapping[str, tuple[SmartLetter, ...]]
    policies: tuple[PolicyView, ...]


def assess(linked: LinkedStrategy) -> Assessed:
    """Return the assessment of a linked strategy. Makes no findings and never raises on what authors write."""
    strategy = linked.strategy
    times = timetable(strategy)
    drivers = {
        goal.id: view for goal in strategy.goals.values() if (view := check_drivers(goal, linked)) is not None
    }
    return Assessed(
        linked=linked,
        timetable=times,
        ledger=open_ledger(strategy, tuple(spends(strategy))),
        breakdowns={goal.id: break_down(goal, linked) for goal in strategy.goals.values()},
        drivers=drivers,
        smart={
            goal.id: smart(goal, linked, _holds(drivers.get(goal.id))) for goal in strategy.goals.values()
        },
        policies=judge_policies(linked),
    )


def _holds(view: DriverView | None) -> bool | None:
    if view is None or view.outcome == "undecidable":
        return None
    return view.outcome == "holds"
