"""The market in brief: how large it is, how fast it grows, and what is known of it from which source."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.plan.chapters import MarketPlan

MOST = 5
"""So many findings and trends are shown, in the order written; the rest are counted."""


def section(reader: Reader) -> Section | None:
    """Return what the strategy builds on; None where nothing of it is stated."""
    w, market = reader.w, reader.plan.chapters.market
    about = [*_overview(market)]
    points = [
        (one.text, _sources(one.source, market), w.day(one.date).replace(" ", "\u00a0") if one.date else "")
        for one in market.findings
    ] + [(one.text, _sources(one.source, market), one.impact or "") for one in market.trends]
    lead = _size(market, reader)
    if not lead and not about and not points:
        return None
    rest = len(points) - MOST
    body = fill(
        "market/market.html.j2",
        w=w,
        about=about,
        points=points[:MOST],
        more=w("and {n} more", n=rest) if rest > 0 else "",
        rivals=", ".join(one.name or one.id for one in market.competitors),
    )
    return Section("market", w("Market"), lead, body)


def _size(market: MarketPlan, reader: Reader) -> str:
    """Return size, growth and source of the market in a sentence; empty where no size is stated."""
    w, size = reader.w, market.overview.size if market.overview is not None else None
    if size is None:
        return ""
    amount = w.show(size.value) + (f" {size.unit}" if size.unit else "")
    if size.year is not None:
        amount = w("{amount} in {year}", amount=amount, year=str(size.year))
    told = w("The market: {amount}.", amount=amount)
    if size.growth_rate is not None:
        told += reader.blank + w("It grows by {rate} a year.", rate=size.growth_rate)
    source = _sources((size.source,), market) if size.source else ""
    return told + (reader.blank + w("Source: {source}.", source=source) if source else "")


def _overview(market: MarketPlan) -> Iterator[str]:
    if market.overview is not None:
        for text in (market.overview.description, market.overview.competition, market.overview.behaviour):
            if text:
                yield text


def _sources(ids: tuple[str, ...], market: MarketPlan) -> str:
    titles = {one.id: one.title for one in market.sources}
    return ", ".join(titles.get(one, one) for one in ids)
