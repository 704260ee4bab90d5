"""The kinds of value a field can have, as type aliases whose marker `reading.py` reads.

A plain type says it all for most fields (`str`, `Money`, `date`, a Literal, another model type). A marker
is needed where text means more than text: a reference to an id, an expression, a link between tasks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from msgspec import Struct

from ecsc.quantity import Count, Duration, Money, Period, Points, Rate


class Ref(Struct, frozen=True):
    """The text is an id of one of `sections`; with `inner`, a dotted path to something inside it."""

    sections: tuple[str, ...]
    inner: str = ""


class Spelling(Struct, frozen=True):
    """The text follows a little grammar of its own, named by `kind` and read by `readers.spellings`."""

    kind: str


class Dependency(Struct, frozen=True):
    """What a task waits for: `target` and which end of it, then a lag (negative: a lead).

    `text` is what the author wrote. The lag keeps its unit: `d` and `w` are working time, `h` elapsed.
    """

    target: str
    end: Literal["finish", "start"]
    lag: Duration | None
    text: str


class WeekNumber(Struct, frozen=True):
    """The n-th block of seven days from the first day of the strategy's period, from 1."""

    number: int


Amount: TypeAlias = Count | Money | Rate | Points | Duration
"""A quantity whose unit is the field's metric's: a bare number is a `Count` without unit."""

AmountTree: TypeAlias = Mapping[str, "Amount | AmountTree"]
"""Amounts by key, nested once for each further axis of a breakdown."""

RetailWindows: TypeAlias = tuple[Period, ...] | str
"""When a retail day is: windows of the author's own, ecsc's own ones (`known`), or not at all (`none`)."""

PersonOrTeam = Annotated[str, Ref(("people", "teams"))]
PersonId = Annotated[str, Ref(("people",))]
TeamId = Annotated[str, Ref(("teams",))]
MetricId = Annotated[str, Ref(("metrics",))]
SourceId = Annotated[str, Ref(("data_sources",))]
ObjectiveId = Annotated[str, Ref(("objectives",))]
GoalId = Annotated[str, Ref(("goals",))]
Purpose = Annotated[str, Ref(("goals", "objectives", "targets", "tactics"))]
ChannelId = Annotated[str, Ref(("channels",))]
ProductId = Annotated[str, Ref(("products",))]
PromotionId = Annotated[str, Ref(("promotions",))]
Opening = Annotated[str, Ref(("promotions", "launches"))]
TaskId = Annotated[str, Ref(("tasks",))]
PhaseId = Annotated[str, Ref(("phases",))]
BudgetPath = Annotated[str, Ref(("budgets",), inner="lines")]
Expression = Annotated[str, Spelling("expression")]
MilestoneDue: TypeAlias = Annotated[object, Spelling("milestone_due")]
AsWritten = Annotated[str, Spelling("as_written")]
StackingPartners = Annotated[tuple[str, ...], Spelling("one_or_many")]
