"""What is done with findings that somebody accepts: they are set apart, and a waiver of nothing is told (963)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from ecsc.diagnostics import At, Finding, Related, Rule, Severity, Waived
from ecsc.model import Strategy
from ecsc.model.governance import Waiver
from ecsc.rules.waiver_places import WaiverPlace, place_of
from ecsc.rules.waivers import can_be_waived, folded

UNUSED = Rule(
    "ECS963",
    "unused-waiver",
    Severity.WARNING,
    """A waiver accepts a finding that there is.

Where the finding is gone, the waiver would hide the next one of its kind at the same place.

Fails:

```yaml
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-01}
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
waivers:
  later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2026-03-31}
```

Passes:

```yaml
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, as_of: 2026-03-01}
tasks:
  shop: {name: Shop, duration: 10d}
waivers:
  later: {rule: owner-missing, at: tasks.shop, reason: hired in March, owner: lin, until: 2026-03-31}
```
""",
)

_WRONG = frozenset({"ECS960", "ECS961", "ECS962", "ECS966"})
_ENDS_SOON = "ECS964"
_SHOWN = 5


class Waiving(Struct, frozen=True):
    """The findings that count, and those that are accepted."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]


def waive(findings: Sequence[Finding], strategy: Strategy, *, tell_unused: bool = True) -> Waiving:
    """Return the findings with those set apart that a waiver of the strategy accepts on its day.

    A waiver accepts a finding of its rule whose place, or one of whose related places, is the waiver's or lies in
    it. One past its day, or without a day to hold it against, accepts nothing, and the finding points to it; nor does
    one without a reason.
    `tell_unused` is off where other figures are tried than the waivers were written for.
    """
    waivers = _by_rule(one for one in strategy.waivers.values() if one.reason.strip())
    today = strategy.header.as_of
    left: list[Finding] = []
    waived: list[Waived] = []
    used: set[str] = set()
    for finding in findings:
        fitting = list(_fitting(finding, waivers))
        used.update(waiver.id for waiver in fitting)
        accepted = next((one for one in fitting if today is not None and today <= one.until), None)
        if accepted is None:
            left.append(_with_waivers(finding, fitting, today) if fitting else finding)
            continue
        waived.append(
            Waived(
                finding,
                accepted.id,
                accepted.reason,
                accepted.owner,
                accepted.until,
                At("waivers", accepted.id),
            )
        )
    wrong = {one.at.id for one in left if one.rule.code in _WRONG and isinstance(one.at, At)}
    unused = [one for one in strategy.waivers.values() if one.id not in used and one.id not in wrong]
    # Of what accepts nothing, the day is of no interest.
    idle = {one.id for one in unused} | wrong
    left = [one for one in left if not (one.rule.code == _ENDS_SOON and not one.missing and _of(one) in idle)]
    if tell_unused and strategy.intact:
        left.extend(_unused(unused, findings))
    return Waiving(tuple(left), tuple(waived))


def _of(finding: Finding) -> str:
    return finding.at.id if isinstance(finding.at, At) else ""


def _by_rule(
    waivers: Iterable[Waiver],
) -> Mapping[str, Mapping[tuple[str, str], list[tuple[WaiverPlace, Waiver]]]]:
    """Return the waivers by rule, then by section and id, so that many findings and many waivers meet at once."""
    found: dict[str, dict[tuple[str, str], list[tuple[WaiverPlace, Waiver]]]] = {}
    for waiver in waivers:
        place = place_of(waiver.at)
        at = found.setdefault(folded(waiver.rule), {})
        at.setdefault((place.section, place.id), []).append((place, waiver))
    return found


def _fitting(
    finding: Finding, waivers: Mapping[str, Mapping[tuple[str, str], list[tuple[WaiverPlace, Waiver]]]]
) -> Iterator[Waiver]:
    """Yield the waivers that are about a finding, whatever their day."""
    named = [
        found for name in (finding.rule.code.casefold(), finding.rule.name) if (found := waivers.get(name))
    ]
    if not named or not can_be_waived(finding.rule):
        return
    told: set[str] = set()
    for at in (finding.at, *(one.at for one in finding.related)):
        if not isinstance(at, At):
            continue
        for by_entry in named:
            for place, waiver in by_entry.get((at.section, at.id), ()):
                if waiver.id not in told and place.holds(at):
                    told.add(waiver.id)
                    yield waiver


def _with_waivers(finding: Finding, waivers: Sequence[Waiver], today: dt.date | None) -> Finding:
    """Return a finding with the waivers that do not accept it, or not any more, as places beside it."""
    label = (
        "accepted until {until}, and nobody can tell if that is past: `as_of` is missing"
        if today is None
        else "accepted until {until}, which is past"
    )
    beside = tuple(Related(At("waivers", one.id, ("until",)), label, {"until": one.until}) for one in waivers)
    return msgspec.structs.replace(finding, related=(*finding.related, *beside))


def _unused(unused: Sequence[Waiver], findings: Sequence[Finding]) -> Iterator[Finding]:
    if not unused:
        return
    places: dict[str, list[str]] = {}
    for one in findings:
        for name in (one.rule.code.casefold(), one.rule.name):
            places.setdefault(name, []).append(str(one.at) if isinstance(one.at, At) else "")
    for waiver in unused:
        elsewhere = [place for place in dict.fromkeys(places.get(folded(waiver.rule), ())) if place][:_SHOWN]
        yield Finding(
            UNUSED,
            "the waiver accepts nothing: `{rule}` finds nothing at `{at}`",
            At("waivers", waiver.id, part="key"),
            params={"rule": waiver.rule, "at": waiver.at, "elsewhere": elsewhere},
            hint="it finds something at {elsewhere}: mend `at`, or take the waiver out"
            if elsewhere
            else "take the waiver out",
        )


RULES = (UNUSED,)
