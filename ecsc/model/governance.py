"""The organisation's own rules over its strategies."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ecsc.model.kinds import Expression, PersonOrTeam


class Policy(Struct, frozen=True):
    """A check in the expression language that must hold, with what to say when it does not."""

    id: str
    check: Expression
    message: str | None = None
    severity: Literal["error", "warning", "info"] = "error"
    name: str | None = None
    for_each: str | None = None
    source: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Origin(Struct, frozen=True):
    """Where a policy comes from that is not the strategy's own: a policy file, or a pack.

    `region` names the law that a pack is about (`CN`, `EU`), empty for one that holds everywhere.
    """

    file: str = ""
    pack: str = ""
    region: str = ""


class Waiver(Struct, frozen=True):
    """A finding that is accepted for a time, by somebody, for a reason."""

    id: str
    rule: str
    at: str
    reason: str
    owner: PersonOrTeam
    until: dt.date
