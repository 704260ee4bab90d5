"""What a trigger does: `start(task)`, `notify(person)`, `shift_budget(from, to, 10%)`, `pause(tactic)`, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from ecsc.model import Ref, Strategy
from ecsc.quantity.folding import fold

ACTIONS: Final[Mapping[str, tuple[Ref | None, ...]]] = {
    "start": (Ref(("tasks",)),),
    "notify": (Ref(("people", "teams")),),
    "shift_budget": (Ref(("budgets",), inner="lines"), Ref(("budgets",), inner="lines"), None),
    "pause": (Ref(("tactics", "campaigns", "promotions")),),
}
"""What each action takes, in order: ids of sections, or (None) an amount."""

_CALL = re.compile(r"(\w+) ?\((.*)\)")
_TORN = re.compile(r"(\w+) ?\([^()]*")


class Action(Struct, frozen=True):
    """One step of a trigger's `then`. A `verb` that is none of `ACTIONS` may be the start of words."""

    trigger: str
    index: int
    verb: str
    arguments: tuple[str, ...]
    closed: bool = True

    @property
    def takes(self) -> tuple[Ref | None, ...]:
        """Return what the action takes; nothing where there is no such action."""
        return ACTIONS.get(self.verb, ())

    @property
    def whole(self) -> bool:
        """Return whether it is an action, with as many arguments as it takes."""
        return self.closed and self.verb in ACTIONS and len(self.takes) == len(self.arguments)

    def named(self) -> Iterator[tuple[Ref, str]]:
        """Yield (what it names an entry of, id) for each id among the arguments of a whole action."""
        if self.whole:
            for ref, argument in zip(self.takes, self.arguments, strict=True):
                if ref is not None:
                    yield ref, argument


def actions_of(strategy: Strategy) -> Iterator[Action]:
    """Yield what the triggers do, as far as it has the form of an action."""
    for name, trigger in strategy.triggers.items():
        for index, text in enumerate(trigger.then):
            folded = fold(text)
            if "(" not in folded:
                continue
            if call := _CALL.fullmatch(folded):
                arguments = tuple(part.strip() for part in call[2].replace("、", ",").split(","))
                yield Action(name, index, call[1], arguments if call[2].strip() else ())
            elif torn := _TORN.fullmatch(folded):
                yield Action(name, index, torn[1], (), closed=False)
