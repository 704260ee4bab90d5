"""When the work ends, against the end of the strategy and its promises."""

from __future__ import annotations

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Figure


def time_figure(reader: Reader) -> Figure:
    """Return the finish of the work against the period's end, its milestones and its baseline."""
    w, work, head = reader.w, reader.plan.work, reader.plan.strategy
    label = w("Work ends")
    finish = work.forecast_finish or work.finish
    if finish is None:
        return Figure(label, "–", "", "unknown", w("Not decidable because no work has a date."))
    last = head.period.last
    against = w("by {day}", day=w.day(last))
    missed = [one for one in work.milestones if one.slack is not None and one.slack < 0]
    late = [one for one in work.tasks if one.deadline_float is not None and one.deadline_float < 0]
    if finish > last:
        days = (finish - last).days
        why = w.count("{n} day after the period ends.", "{n} days after the period ends.", days)
        return Figure(label, w.day(finish), against, "bad", why)
    if missed or late:
        names = ", ".join(one.name for one in (*missed, *late)[:3])
        return Figure(
            label, w.day(finish), against, "bad", w("In time, but promises are missed: {names}.", names=names)
        )
    spare = (last - finish).days
    held = work.buffer_finish or finish
    if held > last:
        return Figure(
            label,
            w.day(finish),
            against,
            "warn",
            w("In time, but its buffer ends only on {day}.", day=w.day(held)),
        )
    why = w.count("{n} day before the period ends.", "{n} days before the period ends.", spare)
    return Figure(label, w.day(finish), against, "good", why)
