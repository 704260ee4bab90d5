"""Tasks that are a template: their checklist is worked through for each entry that `for_each` chooses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.link import LinkedStrategy

if TYPE_CHECKING:
    from ecsc.assess.policies import EntityEnvironment
    from ecsc.expr import Typed


class Subjects(Struct, frozen=True):
    """The entries that the checklist of a task is for, by `section` and ids in the order written.

    `missing` are the values for want of which they cannot be chosen; `error` is a message template with `params`
    when the choice could not be calculated.
    """

    section: str = ""
    ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    error: str = ""
    params: Mapping[str, object] = {}

    @property
    def known(self) -> bool:
        """Return whether it could be told which entries are meant."""
        return not self.missing and not self.error


def subjects_of_tasks(linked: LinkedStrategy) -> Mapping[str, Subjects]:
    """Return the chosen entries of every task with a `for_each` that can be read, by task id."""
    strategy = linked.strategy
    wanted = [task.id for task in strategy.tasks.values() if task.for_each is not None]
    from ecsc.assess.policies import EntityEnvironment, step_limit
    from ecsc.model.exchange import Exchange

    environment, limit = EntityEnvironment(strategy, Exchange(strategy)), step_limit(strategy)
    found = {}
    for name in wanted:
        typed = linked.formulas.get(("tasks", name, "for_each"))
        if typed is not None:
            found[name] = _chosen(typed, environment, limit)
    return found


def _chosen(typed: Typed, environment: EntityEnvironment, limit: int) -> Subjects:
    from ecsc.assess.policies import EntityEnvironment
    from ecsc.expr import EvaluationError, Missing, evaluate

    section = typed.type.item.section if typed.type.item is not None else ""
    try:
        value = evaluate(typed, environment, limit)
    except EvaluationError as error:
        return Subjects(section, error=error.problem.message, params=error.problem.params)
    if isinstance(value, Missing):
        return Subjects(section, missing=value.what)
    entities = value if isinstance(value, tuple) else ()
    ids = (one.id for one in entities if isinstance(one, EntityEnvironment))
    return Subjects(section, tuple(dict.fromkeys(ids)))
