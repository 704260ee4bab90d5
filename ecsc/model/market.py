"""What the market is like: company, market, sources, personas, competitors, findings and research."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import Amount, BudgetPath, Expression, PersonOrTeam, PhaseId, PromotionId, Ref, Spelling
from ecsc.quantity import Count, Money, Range, Rate


class Company(Struct, frozen=True):
    """The company the strategy is for, as it stands today."""

    name: str | None = None
    industry: str | None = None
    stores: int | None = None
    yearly_sales: Money | None = None
    online_share: Rate | None = None
    awareness: Rate | None = None
    strengths: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    weaknesses: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    description: str | None = None


class MarketSize(Struct, frozen=True):
    """How large the market is, in which year, and how fast it grows."""

    value: Amount
    unit: str | None = None
    year: int | None = None
    growth_rate: Amount | None = None
    source: Annotated[str, Ref(("market.sources",))] | None = None


class Market(Struct, frozen=True):
    """What is known about the market as a whole; its lists are sections of their own."""

    size: MarketSize | None = None
    competition: str | None = None
    behaviour: str | None = None
    description: str | None = None


class Source(Struct, frozen=True):
    """A publication or inquiry that is cited."""

    id: str
    title: str
    kind: (
        Literal[
            "industry_report", "user_research", "competitor_monitoring", "social_media", "internal", "other"
        ]
        | None
    ) = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    file: str | None = None
    sample_size: int | None = None
    description: str | None = None


class Trend(Struct, frozen=True):
    """Where the market is going."""

    id: str
    text: str
    impact: str | None = None
    source: tuple[Annotated[str, Ref(("market.sources",))], ...] = ()
    description: str | None = None


class Persona(Struct, frozen=True):
    """A picture of the customers that are meant."""

    id: str
    name: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    sex: Literal["female", "male", "any"] | None = None
    habits: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    size: Count | None = None
    source: tuple[Annotated[str, Ref(("market.sources",))], ...] = ()
    description: str | None = None


class Segment(Struct, frozen=True):
    """A group of customers that is treated alike. Every tier of the membership is one too."""

    id: str
    name: str | None = None
    rule: Expression | None = None
    persona: Annotated[str, Ref(("market.personas",))] | None = None
    size: Count | None = None
    benefits: tuple[PromotionId, ...] = ()
    exclusive: bool | None = None
    description: str | None = None


class Competitor(Struct, frozen=True):
    """Somebody who wants the same customers."""

    id: str
    name: str | None = None
    strengths: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    weaknesses: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    price_points: Annotated[Range | Count, Spelling("count_range")] | None = None
    source: tuple[Annotated[str, Ref(("market.sources",))], ...] = ()
    description: str | None = None


class Technology(Struct, frozen=True):
    """A technology that may change the business."""

    id: str
    name: str | None = None
    impact: str | None = None
    horizon: Literal["short", "medium", "long"] | None = None
    source: tuple[Annotated[str, Ref(("market.sources",))], ...] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class MarketFinding(Struct, frozen=True):
    """Something the research has shown, on which goals and tactics build."""

    id: str
    text: str
    source: tuple[Annotated[str, Ref(("market.sources",))], ...] = ()
    date: dt.date | None = None
    description: str | None = None


class Research(Struct, frozen=True):
    """A question that is looked into: how, by whom and until when."""

    id: str
    name: str | None = None
    question: str | None = None
    method: (
        Literal[
            "questionnaire", "focus_group", "competitor_analysis", "industry_database", "interview", "other"
        ]
        | None
    ) = None
    sample_size: int | None = None
    inputs: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    output: str | None = None
    sections: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    due: dt.date | None = None
    before: PhaseId | None = None
    owner: PersonOrTeam | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    description: str | None = None
