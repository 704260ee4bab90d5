"""What could go wrong and who acts on it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import Expression, PersonOrTeam, Spelling, TaskId

Likelihood = Literal["rare", "unlikely", "possible", "likely", "almost_certain"]
Impact = Literal["negligible", "minor", "moderate", "major", "severe"]


class Risk(Struct, frozen=True):
    """Something that may happen. `respond` names tasks, which stay out of the schedule if `contingent`."""

    id: str
    name: str | None = None
    category: (
        Literal["market", "supply", "technology", "people", "legal", "data", "finance", "other"] | None
    ) = None
    cause: str | None = None
    likelihood: Likelihood | None = None
    impact: Impact | None = None
    trigger: Expression | None = None
    owner: PersonOrTeam | None = None
    prevent: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    respond: tuple[TaskId, ...] = ()
    hits: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    description: str | None = None
