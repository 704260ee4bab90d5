"""What an unknown name of a formula may have been meant for, also where thousands of formulas have one each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final

from ecsc.diagnostics.near import MOST_LOOKED_UP, Names
from ecsc.expr.functions import BY_NAME
from ecsc.expr.scope import Scope

MAX_SUGGESTIONS: Final = 5
_MAX_COMPARED: Final = 5000


class Suggestions:
    """The names there are, sorted once by how they end and what they stand in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._candidates = list(dict.fromkeys(islice(names, _MAX_COMPARED)))
        self._names = Names(self._candidates)
        self._by_last_step: dict[str, list[str]] = {}
        self._inside: dict[str, dict[str, str]] = {}
        for candidate in self._candidates:
            parent, dot, last_step = candidate.rpartition(".")
            if dot:
                self._by_last_step.setdefault(last_step, []).append(candidate)
                self._inside.setdefault(parent, {})[last_step] = candidate
        self._last_steps = Names(self._by_last_step)
        self._steps_inside: dict[str, Names] = {}
        self._found: dict[str, list[str]] = {}

    def of(self, name: str) -> list[str]:
        """Return at most five names that `name` may have been meant for, closest first.

        A name that ends in the whole of `name` comes first: `gmv` may have been meant for `metrics.gmv`. After
        `MOST_LOOKED_UP` different names there is no answer any more.
        """
        if len(name) > 100:
            return []
        if name not in self._found:
            if len(self._found) >= MOST_LOOKED_UP:
                return []
            self._found[name] = self._look(name)
        return self._found[name]

    def _look(self, name: str) -> list[str]:
        parent, _, last_step = name.rpartition(".")
        whole = [path for path in self._by_last_step.get(last_step, ()) if path.endswith("." + name)]
        close = self._siblings(parent, last_step) if parent else []
        close += self._names.close_to(name, MAX_SUGGESTIONS, 0.85 if parent else 0.6)
        by_end = [
            path
            for match in self._last_steps.close_to(last_step, MAX_SUGGESTIONS, 0.75)
            for path in self._by_last_step[match]
        ]
        begun = (one for one in self._candidates if one.startswith(name)) if len(name) > 2 else ()
        return list(dict.fromkeys([*whole, *close, *islice(begun, MAX_SUGGESTIONS), *by_end]))[
            :MAX_SUGGESTIONS
        ]

    def _siblings(self, parent: str, last_step: str) -> list[str]:
        """Return what stands in the same place: of two long paths most is alike, and their last step parts them."""
        inside = self._inside.get(parent)
        if inside is None:
            return []
        if parent not in self._steps_inside:
            self._steps_inside[parent] = Names(inside)
        return [inside[step] for step in self._steps_inside[parent].close_to(last_step, MAX_SUGGESTIONS)]


# Scopes count as keys by being the same object: those of one strategy are shared by all its formulas.


@lru_cache(maxsize=8)
def among_names(scopes: tuple[Scope, ...]) -> Suggestions:
    """Return the names that formulas can use in these scopes, from the outside in; the innermost come first."""
    return Suggestions(name for scope in reversed(scopes) for name in scope.names())


@lru_cache(maxsize=8)
def among_functions(scope: Scope) -> Suggestions:
    """Return the functions, and the metrics that may have been asked for a window."""
    return Suggestions([*BY_NAME, *scope.names()])


@lru_cache(maxsize=8)
def among_entries(scope: Scope, section: str) -> Suggestions:
    """Return the ids of one section."""
    prefix = section + "."
    return Suggestions(name.removeprefix(prefix) for name in scope.names() if name.startswith(prefix))
