"""What is needed of the reader before they sign, and what nobody can decide until somebody supplies it."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.page.decisions.asked import asked
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Answer
from ecsc.emit.page.undecided import undecided

MOST = 3


def needed(reader: Reader) -> Answer:
    """Return how many things are asked of the reader, and the gravest gaps with who can fill them."""
    w = reader.w
    question, points = w("What do you need from me?"), asked(reader)
    if not points:
        return Answer(question, w("Nothing but your signature."))
    sentence = w.count(
        "{n} thing is asked of you before you sign, at the end of the page.",
        "{n} things are asked of you before you sign, at the end of the page.",
        len(points),
    )
    return Answer(question, sentence, tuple(_points(reader)))


def _points(reader: Reader) -> Iterator[str]:
    w, gaps = reader.w, undecided(reader)
    for point in [point for point in asked(reader) if not point.missing][:MOST]:
        yield point.what
    for one in gaps[:MOST]:
        names = one.names or w("the strategy")
        if one.owner is None:
            yield w("Not decidable for {names}: {missing} is missing.", names=names, missing=one.missing)
        else:
            yield w(
                "Not decidable for {names}: {missing} is missing; {person} can supply it.",
                names=names, missing=one.missing, person=reader.person(one.owner),
            )  # fmt: skip
    if len(gaps) > MOST:
        yield w.count(
            "{n} more point is not decidable.", "{n} more points are not decidable.", len(gaps) - MOST
        )
