"""When the work ends, against the end of the strategy and its promises."""

from __future__ import annotations

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Figure, State
from ecsc.messages import shortened


def time_figure(reader: Reader) -> Figure:
    """Return the finish of the work (as forecast, where it is) against the period's end and what is promised."""
    w, work = reader.w, reader.plan.work
    label = w("Work ends")
    finish = work.forecast_finish or work.finish
    if finish is None:
        return Figure(label, "–", "", "unknown", w("Not decidable because no work has a date."))
    state, why = _standing(reader)
    return Figure(
        label, w.day(finish), w("by {day}", day=w.day(reader.plan.strategy.period.last)), state, why
    )


def _standing(reader: Reader) -> tuple[State, str]:
    """Return how the end of the work stands, and the sentence that says why."""
    w, work, last = reader.w, reader.plan.work, reader.plan.strategy.period.last
    finish = work.forecast_finish or work.finish or last
    if finish > last:
        days = (finish - last).days
        return "bad", w.count("{n} day after the period ends.", "{n} days after the period ends.", days)
    missed = [one.name for one in work.milestones if one.slack is not None and one.slack < 0]
    missed += [one.name for one in work.tasks if one.deadline_float is not None and one.deadline_float < 0]
    if missed:
        return "bad", w(
            "In time, but promises are missed: {names}.", names=[shortened(name, 60) for name in missed[:3]]
        )
    held = work.buffer_finish or finish
    if held > last:
        return "warn", w("In time, but its buffer ends only on {day}.", day=w.day(held))
    spare = (last - finish).days
    return "good", w.count("{n} day before the period ends.", "{n} days before the period ends.", spare)
