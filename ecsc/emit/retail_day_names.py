"""Shipped retail days in the language of the output, whatever language the strategy is written in."""

from __future__ import annotations

from msgspec.structs import replace

from ecsc.plan.types import Plan


def with_retail_days_in(plan: Plan, language: str) -> Plan:
    """Return `plan` with the names of shipped retail days in `language`; an author's own keep theirs."""
    if not plan.work.retail_days:
        return plan
    from ecsc.catalogue.retail_days import retail_events

    events = retail_events()
    named = tuple(
        replace(one, name=events[one.id].name.get(language, one.name)) if one.id in events else one
        for one in plan.work.retail_days
    )
    return replace(plan, work=replace(plan.work, retail_days=named))
