"""What the first screen is made of: figures with a state, and answers in sentences."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

State = Literal["good", "warn", "bad", "unknown"]
"""How a figure stands; `unknown` is *not decidable*, which is neither good nor bad."""

ORDER: tuple[State, ...] = ("bad", "unknown", "warn", "good")
"""States from the gravest: what is not known weighs more than what is thin."""


class Figure(Struct, frozen=True):
    """One figure that decides: what it is, its value, what it is held against, how it stands and why."""

    label: str
    value: str
    against: str
    state: State
    why: str


class Answer(Struct, frozen=True):
    """One question of the reader with its answer in sentences; `points` are what it rests on."""

    question: str
    sentence: str
    points: tuple[str, ...] = ()


def gravest(states: tuple[State, ...]) -> State:
    """Return the gravest of some states; *unknown* of none."""
    return next((state for state in ORDER if state in states), "unknown")
