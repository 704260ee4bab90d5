"""What is asked of the reader: the decisions to take, what only somebody can supply, and the signature."""

from __future__ import annotations

from ecsc.emit.page.decisions.asked import asked
from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section


def section(reader: Reader) -> Section:
    """Return the open decisions and the block to sign, which is there for every plan."""
    w, head = reader.w, reader.plan.strategy
    points = asked(reader)
    lead = w("Nothing is open: the plan can be signed as it stands.")
    if points:
        lead = w.count(
            "{n} thing is asked of you before you sign.",
            "{n} things are asked of you before you sign.",
            len(points),
        )
    facts = (
        (w("Strategy"), head.name),
        (w("Period"), w.period(head.period)),
        (w("Sources (SHA-256)"), head.source_hash),
    )
    fields = (w("Name"), w("Role"), w("Date"), w("Signature"))
    body = fill("decisions/decisions.html.j2", w=w, coded=coded, points=points, facts=facts, fields=fields)
    return Section("decisions", w("Decisions and signature"), lead, body, w("Sign"))
