"""What is learnt on the way: experiments with their size and result, decisions with their evidence."""

from __future__ import annotations

from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.messages import shortened
from ecsc.plan.experiments import ExperimentPlan


def section(reader: Reader) -> Section | None:
    """Return experiments, decisions and assumptions; None where the strategy states none of them."""
    w, learning = reader.w, reader.plan.chapters.learning
    found = reader.plan.experiments
    if not found and not learning.decisions and not learning.assumptions:
        return None
    evidence = _evidence(reader)
    body = fill(
        "learning/learning.html.j2",
        w=w,
        experiments=[_experiment(one, reader) for one in found],
        decisions=[
            (
                one.claim,
                ", ".join(shortened(evidence.get(each, each)) for each in one.evidence) or w("! none named"),
                w.day(one.date) if one.date else "–",
                reader.person(one.owner),
            )
            for one in learning.decisions
        ],
        assumptions=[
            (
                one.text,
                {"open": w("? open"), "confirmed": w("✓ confirmed"), "refuted": w("✗ refuted")}[one.status],
                one.test or "–",
                w.day(one.due) if one.due else "–",
                reader.person(one.owner),
            )
            for one in learning.assumptions
        ],
    )
    parts = (
        w.count("{n} experiment", "{n} experiments", len(found)) if found else "",
        w.count("{n} decision", "{n} decisions", len(learning.decisions)) if learning.decisions else "",
        w.count("{n} assumption", "{n} assumptions", len(learning.assumptions))
        if learning.assumptions
        else "",
    )
    return Section("learning", w("Tested and decided"), " · ".join(filter(None, parts)), body, w("Learning"))


def _experiment(one: ExperimentPlan, reader: Reader) -> tuple[str, ...]:
    w = reader.w
    has, needed = one.design.sample, one.design.sample_needed
    enough = "–"
    if needed is not None:
        enough = w("{n} needed", n=needed)
        if has is not None:
            enough = (
                w("{has} of {n} needed", has=has, n=needed)
                if has >= needed
                else w("! only {has} of {n} needed", has=has, n=needed)
            )
    elif has is not None:
        enough = w.show(has)
    days = w.count("{n} day", "{n} days", one.time.days) if one.time.days is not None else "–"
    return one.name, reader.name(one.metric), enough, days, _result(one, reader)


def _result(one: ExperimentPlan, reader: Reader) -> str:
    """Return what the experiment has shown: each variant against the one it is compared with."""
    w = reader.w
    if one.result is None:
        return w("no result yet")
    told = [
        w(
            "{variant} against {other}: {difference}, significant",
            variant=each.variant, other=each.against, difference=each.difference,
        )
        if each.significant
        else w(
            "{variant} against {other}: {difference}, not significant",
            variant=each.variant, other=each.against, difference=each.difference,
        )
        for each in one.result.comparisons
    ]  # fmt: skip
    told += [w("{variant}: too few to tell", variant=each) for each in one.result.undecided]
    if one.winner:
        told.append(w("chosen: {variant}", variant=one.winner))
    return "; ".join(told) or w("no result yet")


def _evidence(reader: Reader) -> dict[str, str]:
    """Return what decisions can rest on, by id: what was found, read or tried."""
    market = reader.plan.chapters.market
    return {
        **{one.id: one.name for one in reader.plan.experiments},
        **{one.id: one.title for one in market.sources},
        **{one.id: one.text for one in market.findings},
    }
