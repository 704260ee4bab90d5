"""Segments that exclude each other: 467."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.rules.rule import rule

_COMPARED = 50
"""Exclusive segments that one is held against: nobody keeps more apart."""


@rule("ECS467", "segments-overlap", Severity.ERROR, "rule", "exclusive")
def segments_overlap(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Nobody is in two segments that are exclusive.

    Rules are compared field by field. Two keep their customers apart when a field of both has no value that
    fits both, as `spend < 1000` and `spend >= 1000`. Of a rule that is no comparison, or several that are not all
    joined by `and`, only the same one again is decidable.

    Fails:

    ```yaml
    market:
      segments:
        regular: {name: Regular, rule: "spend <= 1000", exclusive: true}
        vip: {name: VIP, rule: "spend >= 1000", exclusive: true}
    ```

    Passes:

    ```yaml
    market:
      segments:
        regular: {name: Regular, rule: "spend < 1000", exclusive: true}
        vip: {name: VIP, rule: "spend >= 1000", exclusive: true}
    ```
    """
    exclusive = [one for one in assessed.linked.strategy.market_segments.values() if one.exclusive]
    if len(exclusive) < 2:
        return
    from ecsc.assess.segments import Condition, conditions, share

    read: list[tuple[str, Mapping[str, tuple[Condition, ...]]]] = []
    written: dict[str, str] = {}
    for segment in exclusive:
        same = written.setdefault("".join((segment.rule or segment.id).split()), segment.id)
        if same != segment.id:
            yield _overlapping(rule, segment.id, same)
            continue
        asked = conditions(segment.rule) if segment.rule is not None else None
        if asked is None:
            missing = "rule" if segment.rule is None else Phrase("a rule of comparisons joined by `and`")
            at = At("market.segments", segment.id, ("exclusive",))
            yield undecidable(rule, at, missing, subject=segment.id)
            continue
        other = next((name for name, theirs in read[:_COMPARED] if share(asked, theirs)), None)
        read.append((segment.id, asked))
        if other is not None:
            yield _overlapping(rule, segment.id, other)


def _overlapping(rule: Rule, segment: str, other: str) -> Finding:
    return Finding(
        rule,
        "somebody can be in `{id}` and in `{other}`, which are both exclusive",
        At("market.segments", segment, ("rule",)),
        params={"id": segment, "other": other},
        hint="let the two rules ask something of the same field that cannot both be so, or leave out `exclusive`",
        related=(Related(At("market.segments", other, ("rule",)), "the other rule"),),
    )


RULES = (segments_overlap,)
