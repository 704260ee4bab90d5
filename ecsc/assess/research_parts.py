"""What a report on the market holds, and which parts of it no piece of research has."""

from __future__ import annotations

from ecsc.model import Strategy

PARTS = ("market_size", "competitors", "user_needs", "opportunities_and_risks")
"""What a report on the market holds."""


def missing_parts(strategy: Strategy) -> tuple[str | None, tuple[str, ...]]:
    """Return the first research that reports anything and the `PARTS` that none has; no research where all are.

    What one piece of research leaves out another one may report.
    """
    reported = [one for one in strategy.market_research.values() if one.sections]
    if not reported:
        return None, ()
    from ecsc.assess.wording import mentions

    said = [section for one in reported for section in one.sections]
    missing = tuple(
        part for part in PARTS if not any(part == text or mentions(text, f"report_{part}") for text in said)
    )
    return (reported[0].id, missing) if missing else (None, ())
