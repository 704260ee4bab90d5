"""What is asked of the reader: the decisions to take, what only somebody can supply, and the signature."""

from __future__ import annotations

from ecsc.emit.page.decisions.asked import asked
from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.messages import Words


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
        (w("Source revision"), _revision(head.revision, w)),
        (w("Sources (SHA-256)"), head.source_hash),
    )
    fields = (w("Name"), w("Role"), w("Date"), w("Signature"))
    body = fill("decisions/decisions.html.j2", w=w, coded=coded, points=points, facts=facts, fields=fields)
    return Section("decisions", w("Decisions and signature"), lead, body, w("Sign"))


def _revision(revision: str | None, w: Words) -> str:
    """Return the git revision that was stamped on the plan, or how to have it there."""
    if revision is None:
        return w("not stamped: ecsc build --stamp names the git revision")
    commit, changes, _ = revision.partition(" + changes")
    return w("{commit}, with changes that are not committed", commit=commit) if changes else commit
