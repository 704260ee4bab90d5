"""What could go wrong and who acts on it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import ChannelId, Expression, PersonOrTeam, Ref, Spelling, TaskId
from ecsc.quantity import Duration, Recurrence

Likelihood = Literal["rare", "unlikely", "possible", "likely", "almost_certain"]
Impact = Literal["negligible", "minor", "moderate", "major", "severe"]


class Risk(Struct, frozen=True):
    """Something that may happen. `respond` names tasks, which stay out of the schedule if `contingent`.

    It is noticed by its `trigger`, a condition, or by its `signal`, in words.
    """

    id: str
    name: str | None = None
    category: (
        Literal["market", "supply", "technology", "people", "legal", "data", "finance", "other"] | None
    ) = None
    cause: str | None = None
    likelihood: Likelihood | None = None
    impact: Impact | None = None
    trigger: Expression | None = None
    signal: str | None = None
    owner: PersonOrTeam | None = None
    prevent: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    respond: tuple[TaskId, ...] = ()
    hits: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    review: Annotated[Recurrence, Spelling("recurrence")] | None = None
    description: str | None = None


class Control(Struct, frozen=True):
    """A measure that protects data."""

    id: str
    kind: Literal[
        "https",
        "two_factor",
        "encryption",
        "masking",
        "vulnerability_scan",
        "classification",
        "internal_rules",
        "access_training",
        "incident_plan",
        "other",
    ]
    name: str | None = None
    status: Literal["planned", "in_place", "missing"] | None = None
    every: Annotated[Recurrence, Spelling("recurrence")] | None = None
    last: dt.date | None = None
    due: dt.date | None = None
    evidence: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Notice(Struct, frozen=True):
    """Who is told of a data breach, how soon and by whom."""

    to: Literal["authority", "users"]
    within: Annotated[Duration, Spelling("within")] | None = None
    region: str | None = None
    via: str | None = None
    content: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    owner: PersonOrTeam | None = None


class IncidentResponse(Struct, frozen=True):
    """What is done after a data breach."""

    notify: tuple[Notice, ...] = ()
    plan: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Backup(Struct, frozen=True):
    """How data is saved, how long it is kept and how it is tried out."""

    id: str
    kind: Literal["full", "incremental"]
    every: Annotated[Recurrence, Spelling("recurrence")]
    name: str | None = None
    system: str | None = None
    retention: Duration | None = None
    restore_test: Annotated[Recurrence, Spelling("recurrence")] | None = None
    last_test: dt.date | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Security(Struct, frozen=True):
    """How data is protected; controls and backups are sections of their own."""

    regimes: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    personal_data_from: dt.date | None = None
    incident_response: IncidentResponse | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class ClaimEvidence(Struct, frozen=True):
    """What proves a claim."""

    source: str | None = None
    date: dt.date | None = None
    scope: str | None = None


class Claim(Struct, frozen=True):
    """What is said in public, and what proves it."""

    id: str
    text: str
    channels: tuple[ChannelId, ...] = ()
    evidence: ClaimEvidence | None = None
    used_in: tuple[Annotated[str, Ref(("campaigns", "tactics", "promotions"))], ...] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class Asset(Struct, frozen=True):
    """A picture, font, video or piece of music that is used, and the right to use it."""

    id: str
    file: str
    kind: Literal["image", "font", "video", "music", "text", "other"] | None = None
    licence: Literal["own", "bought", "free", "model_release", "none"] | None = None
    proof: str | None = None
    expires: dt.date | None = None
    used_in: tuple[Annotated[str, Ref(("campaigns", "tactics", "promotions"))], ...] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class LegalReview(Struct, frozen=True):
    """A regular check by lawyers."""

    id: str
    every: Annotated[Recurrence, Spelling("recurrence")]
    name: str | None = None
    scope: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    reviewer: str | None = None
    last: dt.date | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Legal(Struct, frozen=True):
    """Which law is checked; claims, assets and reviews are sections of their own."""

    checks: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None
