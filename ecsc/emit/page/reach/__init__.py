"""Where customers are reached: the channels with their share and score, the spend by stage, the funnels."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.pictures.bars import Bar, bars
from ecsc.messages import Words


class Chart(Struct, frozen=True):
    """A picture with the table of its figures."""

    title: str
    picture: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def section(reader: Reader) -> Section:
    """Return the channels and the way to an order, each picture with its figures."""
    from markupsafe import Markup

    w = reader.w
    title = w("Channels and funnel")
    charts = tuple(chart for make in (_shares, _scores, _stages, _funnels) for chart in make(reader))
    if not charts:
        told = w(
            "Here would stand where customers buy and how many arrive: write it under `channels` and `funnels`."
        )
        return Section("reach", title, told, None)
    count = len(reader.plan.channels)
    lead = w.count("Customers buy in {n} channel.", "Customers buy in {n} channels.", count) if count else ""
    body = fill("reach/reach.html.j2", w=w, charts=charts, markup=Markup)
    return Section("reach", title, lead, body)


def _shares(reader: Reader) -> Iterator[Chart]:
    w = reader.w
    found = [one for one in reader.plan.channels if one.share_of_sales is not None]
    if not found:
        return
    title = w("Share of planned sales")
    drawn = [
        Bar(one.name, one.share_of_sales.value, w.show(one.share_of_sales))
        for one in found
        if one.share_of_sales
    ]
    rows = tuple((one.name, w.show(one.share_of_sales), w.show(one.commission)) for one in found)
    yield Chart(title, bars(drawn, title, Decimal(1)), (w("Channel"), w("Share"), w("Commission")), rows)


def _scores(reader: Reader) -> Iterator[Chart]:
    w, ranking = reader.w, reader.plan.appraisal.ranking
    if not ranking:
        return
    title = w("How the channels were scored")
    drawn = [
        Bar(one.name, one.score.value, w.show(one.score), w("chosen") if one.chosen else "")
        for one in ranking
    ]
    rows = tuple(
        (f"{one.place}", one.name, w.show(one.score), w("yes") if one.chosen else w("no")) for one in ranking
    )
    heads = (w("Place"), w("Candidate"), w("Score"), w("Chosen"))
    yield Chart(title, bars(drawn, title, Decimal(1)), heads, rows, _tipping(reader))


def _tipping(reader: Reader) -> str:
    """Return how small a change of one weight would let two candidates change places."""
    w, change = reader.w, reader.plan.appraisal.tipping
    if change is None:
        return ""
    if change.changed.value > 1:
        return w("No change of one weight alone brings another candidate first.")
    names = {one.id: one.name for one in reader.plan.appraisal.ranking}
    return w(
        "{below} draws level with {above} if the weight of {criterion} is {changed} instead of {weight}.",
        below=names.get(change.below, change.below), above=names.get(change.above, change.above),
        criterion=change.criterion, changed=change.changed, weight=change.weight,
    )  # fmt: skip


def _stages(reader: Reader) -> Iterator[Chart]:
    w, stages = reader.w, reader.plan.shares.stages
    if not any(one.name for one in stages):
        return
    title, words = w("What tactics cost by stage"), stage_names(w)
    names = [words.get(one.name or "", one.name or w("no stage")) for one in stages]
    drawn = [Bar(name, one.share.value, w.show(one.share)) for name, one in zip(names, stages, strict=True)]
    rows = tuple((name, w.show(one.cost), w.show(one.share)) for name, one in zip(names, stages, strict=True))
    yield Chart(title, bars(drawn, title, Decimal(1)), (w("Stage"), w("Cost"), w("Share")), rows)


def _funnels(reader: Reader) -> Iterator[Chart]:
    w = reader.w
    named = {one.id: one.name or one.id for one in reader.plan.chapters.reach.funnels}
    for funnel in reader.plan.funnels:
        title = w("Funnel: {name}", name=named.get(funnel.id, funnel.id))
        drawn = [
            Bar(one.step, max(one.users, Decimal(0)), w.show(one.users), _lost(one.drop_off, w))
            for one in funnel.steps
        ]
        rows = tuple((one.step, w.show(one.users), w.show(one.drop_off)) for one in funnel.steps)
        note = (
            w("{share} of those at the first step reach the last.", share=funnel.conversion)
            if funnel.conversion
            else ""
        )
        yield Chart(title, bars(drawn, title), (w("Step"), w("Count"), w("Lost after it")), rows, note)


def _lost(share: object, w: Words) -> str:
    return "" if share is None else w("{share} lost after it", share=share)


def stage_names(w: Words) -> dict[str, str]:
    """Return the three stages in words."""
    return {"acquire": w("acquire"), "convert": w("convert"), "retain": w("retain")}
