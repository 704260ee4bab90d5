"""What is known about the market, and from where: 433 to 437."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.ages import day_before
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Duration, Money
from ecsc.rules.rule import rule

TOPICS = ("market.trends", "market.competitors", "market.personas", "market.technology")
"""Sections that speak of a topic each."""


@rule("ECS433", "market-topic-missing", Severity.WARNING)
def market_topic_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A description of the market speaks of size, trends, competition, customers and technology.

    Competition is a sentence or competitors, customers are a sentence on behaviour or personas.

    Fails:

    ```yaml
    market: {competition: Three brands hold the traffic.}
    ```

    Passes:

    ```yaml
    market:
      size: {value: 420亿元, year: 2025, source: report}
      competition: Three brands hold the traffic.
      behaviour: Two thirds of the buyers buy on the phone.
      trends:
        phone: {text: More is bought on the phone each year.}
      technology:
        fitting: {name: AR try-on, impact: Fewer returns.}
      sources:
        report: {title: Industry report 2025, kind: industry_report, date: 2025-11-20}
    ```
    """
    strategy = assessed.linked.strategy
    market = strategy.market
    if market is None or not strategy.knows("market", *TOPICS):
        return
    if strategy.lacks("market", "", "size", "competition", "behaviour"):
        return
    topics = {
        "size": market.size is not None,
        "trends": bool(strategy.market_trends),
        "competition": market.competition is not None or bool(strategy.market_competitors),
        "behaviour": market.behaviour is not None or bool(strategy.market_personas),
        "technology": bool(strategy.market_technology),
    }
    missing = [topic for topic, there in topics.items() if not there]
    if missing:
        yield Finding(
            rule,
            "the market is described without {topics}",
            At("market", part="key"),
            params={"topics": missing},
            hint="add {topics} to `market`: a sentence each will do for competition and behaviour",
        )


@rule("ECS434", "source-too-old", Severity.WARNING, "date", thresholds=("source_age",))
def source_too_old(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A cited source is not too old on the first day of the strategy.

    Fails:

    ```yaml
    market:
      sources:
        report: {title: Industry report, date: 2024-06-30}
    ```

    Passes:

    ```yaml
    market:
      sources:
        report: {title: Industry report, date: 2025-06-30}
    ```
    """
    strategy = assessed.linked.strategy
    limit = threshold(strategy, "source_age")
    if not strategy.market_sources or not isinstance(limit, Duration) or not strategy.header_read:
        return
    start = strategy.header.period.first
    oldest = day_before(start, limit)
    for source in strategy.market_sources.values():
        if source.date is not None and source.date < oldest:
            yield Finding(
                rule,
                "`{source}` is of {date}, more than {limit} before the strategy starts on {start}",
                At("market.sources", source.id, ("date",)),
                params={
                    "source": source.id,
                    "date": source.date,
                    "limit": limit,
                    "start": start,
                    "oldest": oldest,
                },
                hint="cite a source of {oldest} or later, or set `strategy.thresholds.source_age`",
            )


@rule("ECS435", "sources-of-one-kind", Severity.WARNING, "market.sources.kind")
def sources_of_one_kind(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is known of the market comes from more than one kind of source.

    Two industry reports may copy the same error; a look at users or competitors would show it.

    Fails:

    ```yaml
    market:
      sources:
        report: {title: Industry report, kind: industry_report, date: 2025-06-30}
        second: {title: Another one, kind: industry_report, date: 2025-08-31}
    ```

    Passes:

    ```yaml
    market:
      sources:
        report: {title: Industry report, kind: industry_report, date: 2025-06-30}
        talks: {title: Talks with buyers, kind: user_research, date: 2025-08-31}
    ```
    """
    strategy = assessed.linked.strategy
    sources = tuple(strategy.market_sources.values())
    kinds = {source.kind for source in sources}
    if len(sources) > 1 and len(kinds) == 1 and None not in kinds and strategy.knows("market.sources"):
        yield Finding(
            rule,
            "all {count} sources on the market are of one kind, {kind}",
            At("market.sources", part="key"),
            params={"count": len(sources), "kind": sources[0].kind},
            hint="add one of another kind: industry_report, user_research, competitor_monitoring or social_media",
        )


@rule("ECS436", "market-size-incomplete", Severity.ERROR)
def market_size_incomplete(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The size of a market is said with its unit and its year.

    A bare number may be money, buyers or pieces. An amount of money has its unit with it: `CNY 420亿`, `420亿元`.

    Fails:

    ```yaml
    market:
      size: {value: 420亿}
    ```

    Passes:

    ```yaml
    market:
      size: {value: 420亿元, year: 2025}
    ```
    """
    strategy = assessed.linked.strategy
    size = strategy.market.size if strategy.market is not None else None
    if size is None or strategy.lacks("market", "", "size"):
        return
    has_unit = size.unit is not None or isinstance(size.value, Money) or bool(getattr(size.value, "unit", ""))
    missing = [name for name, there in (("unit", has_unit), ("year", size.year is not None)) if not there]
    if missing:
        yield Finding(
            rule,
            "the size of the market, {value}, is said without {missing}",
            At("market", path=("size", "value")),
            params={"value": size.value, "missing": missing},
            hint=_size_hint(missing),
        )


def _size_hint(missing: list[str]) -> str:
    if "unit" not in missing:
        return "add `year:` beside the value, the year it is of"
    currency = "write the currency with the value (`CNY 420亿`, `420亿元`), or add `unit:`, what it counts"
    return currency if missing == ["unit"] else currency + "; and add `year:`, the year it is of"


@rule("ECS437", "market-claim-without-source", Severity.WARNING)
def market_claim_without_source(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The size of the market, what was found and what is said of a competitor name the source they come from.

    Fails:

    ```yaml
    market:
      size: {value: 420亿元, year: 2025}
    ```

    Passes:

    ```yaml
    market:
      size: {value: 420亿元, year: 2025, source: report}
      sources:
        report: {title: Industry report, date: 2025-06-30}
    ```
    """
    strategy = assessed.linked.strategy
    hint = "add `source:`, the id of an entry in `market.sources`"
    size = strategy.market.size if strategy.market is not None else None
    if size is not None and size.source is None and not strategy.lacks("market", "", "size"):
        yield Finding(
            rule,
            "no source is given for the size of the market",
            At("market", path=("size",), part="key"),
            hint=hint,
        )
    for competitor in strategy.market_competitors.values():
        if not competitor.source and not strategy.lacks("market.competitors", competitor.id, "source"):
            yield Finding(
                rule,
                "no source is given for what is said of {competitor}",
                At("market.competitors", competitor.id, part="key"),
                params={"competitor": competitor.id},
                hint=hint,
            )
    for found in strategy.market_findings.values():
        if not found.source and not strategy.lacks("market.findings", found.id, "source"):
            yield Finding(
                rule,
                "no source is given for what was found in {finding}",
                At("market.findings", found.id, part="key"),
                params={"finding": found.id},
                hint=hint,
            )


RULES = (
    market_topic_missing,
    source_too_old,
    sources_of_one_kind,
    market_size_incomplete,
    market_claim_without_source,
)
