"""What sales leave: a ladder from gross sales to contribution for each channel of a goal, with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.emit.money_words import contributions, gaps, periods_known, show, steps
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.ladder import Rung, ladder
from ecsc.messages import shortened
from ecsc.plan.appraisal_types import ContributionPlan

if TYPE_CHECKING:
    from markupsafe import Markup

MOST = 4
"""So many channels are drawn; all of them stand in the table."""


class Ladder(Struct, frozen=True):
    """What the sales of one goal leave: a picture a channel, and the tables of all channels."""

    title: str
    pictures: tuple[tuple[str, str, Markup], ...]
    gaps: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    period_heads: tuple[str, ...]
    periods: tuple[tuple[str, ...], ...]


def ladders(reader: Reader) -> tuple[Ladder, ...]:
    """Return a ladder for each goal whose sales are planned by channel."""
    w = reader.w
    names = {channel.id: channel.name for channel in reader.plan.channels}
    made = []
    for goal, rows in contributions(reader.plan).items():
        channels = [shortened(names.get(one.channel, one.channel)) for one in rows]
        by_channel = [steps(one, w) for one in rows]
        table = [
            (step.title, *(show(ladder[place].amount, w) for ladder in by_channel))
            for place, step in enumerate(by_channel[0])
        ]
        table.append((w("Of net sales"), *(w.show(one.margin) for one in rows)))
        periods = tuple(
            (w.period(one.period), *(show(each.periods[place].contribution, w) for each in rows))
            for place, one in enumerate(rows[0].periods)
        )
        made.append(
            Ladder(
                w("What sales leave: {goal}", goal=shortened(reader.name(goal), 120)),
                tuple(_drawn(one, reader) for one in rows[:MOST] if one.net is not None),
                gaps(rows, names, w),
                (w("Step"), *channels),
                tuple(table),
                (w("Period"), *channels),
                periods if periods_known(rows) else (),
            )
        )
    return tuple(made)


def _drawn(one: ContributionPlan, reader: Reader) -> tuple[str, str, Markup]:
    """Return the name of the channel, what is left of its net sales in a sentence, and the ladder."""
    from markupsafe import Markup

    w, name = reader.w, shortened(reader.name(one.channel))
    told = (
        w("{amount} are left, {share} of net sales.", amount=one.contribution, share=one.margin)
        if one.contribution is not None and one.margin is not None
        else w("What is left is not decidable.")
    )
    rungs = [
        Rung(
            step.title,
            step.amount.amount if step.amount is not None else None,
            step.kind == "sum",
            show(step.amount, w) if step.kind == "sum" or step.amount is None else f"− {w.show(step.amount)}",
        )
        for step in steps(one, w)
    ]
    title = w("From gross sales to contribution: {name}", name=name)
    return name, told, Markup(ladder(rungs, title))  # noqa: S704 - escaped where it is drawn
