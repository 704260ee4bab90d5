"""Figures that follow from what is stated, which a reader would otherwise work out by hand."""

from __future__ import annotations

from itertools import chain

from ecsc.assess import Assessed
from ecsc.plan.figure_types import Figure
from ecsc.plan.figures_of_aims import goal_figures, launch_figures
from ecsc.plan.figures_of_learning import actual_figures, changes, order_figures
from ecsc.plan.figures_of_reach import follower_figures, market_figures, message_figures


def figures(assessed: Assessed) -> tuple[Figure, ...]:
    """Return the figures of the market, of goals, of what customers are reached by, and of what came of it."""
    return tuple(
        chain(
            market_figures(assessed),
            goal_figures(assessed),
            launch_figures(assessed),
            follower_figures(assessed),
            message_figures(assessed),
            actual_figures(assessed),
            order_figures(assessed),
            changes(assessed),
        )
    )
