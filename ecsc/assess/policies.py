"""The organisation's own checks, evaluated over the strategy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ecsc.link import LinkedStrategy
from ecsc.messages import Phrase
from ecsc.model import SECTIONS, Strategy
from ecsc.model.exchange import Exchange
from ecsc.quantity import Count, Duration, Money, Period, Window

if TYPE_CHECKING:
    from ecsc.expr import Environment, Missing, Typed, Value

STEPS_PER_ENTITY = 50
STEP_FLOOR = 100_000
"""A check may take some steps for each entity there is, so a large strategy is judged and a bomb is not."""

PolicyOutcome: TypeAlias = Literal["pass", "fail", "undecidable"]


class PolicyView(Struct, frozen=True):
    """How one policy came out: overall, and the entities it failed for or could not be decided for.

    `subjects` are ids of the `for_each` section; empty for a policy about the whole strategy. `error` is
    a message template with `params` when the check could not be calculated (a division by zero). `found` is what
    stands on the left of a comparison that fails, one value a subject (one in all without subjects). `absent` is
    what an undecided policy of several strategies names and this one does not have. `field` is the one
    field of its subjects that the check is about, as a path; empty when there are several. `sections` are
    those that the check of a shared policy looks at.
    """

    policy: str
    outcome: PolicyOutcome
    subjects: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    error: str = ""
    params: Mapping[str, object] = {}
    found: tuple[object, ...] = ()
    absent: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class EntityEnvironment:
    """The values a formula sees: the fields of one entity, and everything of the strategy by path."""

    def __init__(
        self, strategy: Strategy, exchange: Exchange, section: str = "", identifier: str = ""
    ) -> None:
        self._strategy = strategy
        self._exchange = exchange
        self._section = section
        self._id = identifier

    @property
    def id(self) -> str:
        """Return the id of the entity, empty for the whole strategy."""
        return self._id

    @property
    def section(self) -> str:
        """Return the section of the entity."""
        return self._section

    def value(self, key: object, arguments: tuple[object, ...] = ()) -> Value | Missing:  # noqa: ARG002
        """Return the value behind a key of the strategy's scope; what is not written is missing."""
        from ecsc.expr import Missing
        from ecsc.link.scope import EntityKey, ExchangeKey, FieldKey, MetricKey

        if isinstance(key, MetricKey):
            return Missing((f"the value of {key.metric}",))
        if isinstance(key, ExchangeKey):
            return self._rate(key.source, key.target)
        if isinstance(key, FieldKey):
            found: Value | Missing = self._field(key)
            return found
        if isinstance(key, EntityKey) and key.id == "*":
            return tuple(self.items(key.section))
        if isinstance(key, EntityKey):
            return EntityEnvironment(self._strategy, self._exchange, key.section, key.id)
        return Missing((str(key),))

    def _field(self, key: Any) -> Any:
        entities = _entities(self._strategy, key.section)
        if key.id == "*":
            return tuple(self._one(key, identifier, entity) for identifier, entity in entities.items())
        own = "" if "" in entities else self._id
        identifier = key.id or own
        return self._one(
            key, identifier, entities.get(identifier) or self._strategy.inner(key.section, identifier)
        )

    def _rate(self, source: str, target: str) -> Count | Missing:
        from ecsc.expr import Missing

        rate = self._exchange.rate(source, target)
        return Missing((f"the rate of {source} in {target}",)) if rate is None else Count(rate)

    def _one(self, key: Any, identifier: str, entity: object) -> Any:
        from ecsc.expr import Missing

        found: Any = entity
        for step in key.path:
            # Where a field may also be a text (an offer in shorthand), that has no fields.
            found = getattr(found, step, None) if isinstance(found, Struct) else None
        if found is None or found == {}:
            return Missing((".".join(filter(None, (key.section, identifier, *key.path))),))
        if isinstance(found, Money):
            # A formula takes every amount of the strategy for one in the strategy's currency.
            currency = self._strategy.header.currency
            return self._exchange.converted(found, currency) or self._rate(found.currency, currency)
        return plain_value(found, days_per_week=self._work_days(key))

    def _work_days(self, key: Any) -> int:
        """Return how many days a week of this field has: `w` means a work week in tasks, seven days elsewhere."""
        return len(self._strategy.header.calendar.workweek) if key.section == "tasks" else 7

    def items(self, section: str) -> Sequence[EntityEnvironment]:
        """Return one environment for each entity of a section."""
        return [
            EntityEnvironment(self._strategy, self._exchange, section, name)
            for name in _entities(self._strategy, section)
        ]

    def history(self, span: object) -> Sequence[Environment] | Missing:  # noqa: ARG002
        """Return nothing: a strategy is a plan and has no history of measured values."""
        from ecsc.expr import Missing

        return Missing((Phrase("measured values over time"),))


def _entities(strategy: Strategy, section: str) -> Mapping[str, Any]:
    """Return the entries of a section; the header and a section that is one object stand under the empty id."""
    return {"": strategy.header} if section == "strategy" else strategy.section(section)


def plain_value(found: Any, days_per_week: int = 7) -> Any:
    """Return a model value in the form the expression language calculates with.

    A task's weeks become the working days they hold, so that `duration <= 15 days` means working days too.
    """
    if isinstance(found, Duration) and found.unit == "w" and found.kind != "calendar":
        return Duration(found.value * days_per_week, "d", found.kind)
    if isinstance(found, bool | str):
        return found
    if isinstance(found, int):
        return Count(Decimal(found))
    if isinstance(found, Window):
        first, last = found.start.date(), found.last_day
        return Period(first, last, "range", f"{first}..{last}")
    if isinstance(found, tuple | frozenset):
        return tuple(plain_value(item) for item in found)
    return found


def step_limit(strategy: Strategy) -> int:
    """Return how many steps a formula over all entities of a strategy may take."""
    size = sum(len(strategy.section(section)) for section in SECTIONS)
    return STEPS_PER_ENTITY * size + STEP_FLOOR


def judge_policies(linked: LinkedStrategy) -> tuple[PolicyView, ...]:
    """Return how every policy that could be read came out, in source order."""
    strategy = linked.strategy
    views: list[PolicyView] = []
    exchange = Exchange(strategy)
    limit = step_limit(strategy)
    elsewhere = _packs_of_other_regions(strategy)
    for policy in strategy.policies.values():
        typed = linked.formulas.get(("policies", policy.id, "check"))
        origin = strategy.shared.get(policy.id)
        if origin is not None and origin.pack in elsewhere:
            continue
        if typed is None:
            if strategy.is_idle(policy):
                views.append(PolicyView(policy.id, "pass"))
            continue
        each = policy.for_each
        names = tuple(strategy.section(each)) if each else ("",)
        outcomes = [
            _judge(typed, EntityEnvironment(strategy, exchange, each or "", name), limit) for name in names
        ]
        view = _summary(policy.id, names if each else (), outcomes)
        if view.outcome != "pass" and origin is not None:
            absent = _absent(typed, linked) if view.outcome == "undecidable" else ()
            view = replace(view, absent=absent, field=_only_field(typed, each), sections=_sections(typed))
        views.append(view)
    return tuple(views)


def _packs_of_other_regions(strategy: Strategy) -> frozenset[str]:
    """Return the packs about the law of regions that the strategy, as it says itself, does not sell in."""
    packs = {origin.pack: origin.region for origin in strategy.shared.values() if origin.region}
    if not packs:
        return frozenset()
    from ecsc.assess.law import regions_checked

    regions = regions_checked(strategy)
    return frozenset(pack for pack, region in packs.items() if regions is not None and region not in regions)


def _absent(typed: Typed, linked: LinkedStrategy) -> tuple[str, ...]:
    """Return the metrics and entries that a check names and the strategy does not have."""
    from ecsc.link.scope import EntityKey, FieldKey, MetricKey

    found: dict[str, None] = {}
    for key in typed.references():
        if isinstance(key, MetricKey) and key.metric not in linked.metrics:
            found[f"metrics.{key.metric}"] = None
        elif not isinstance(key, FieldKey | EntityKey) or key.id in ("", "*"):
            continue
        elif not linked.strategy.defines(key.section, key.id):
            found[f"{key.section}.{key.id}"] = None
    return tuple(found)


def _sections(typed: Typed) -> tuple[str, ...]:
    """Return the sections that a check looks at, in the order of its text."""
    from ecsc.link.scope import EntityKey, FieldKey

    named = (key.section for key in typed.references() if isinstance(key, FieldKey | EntityKey))
    return tuple(dict.fromkeys((*typed.sections(), *named)))


def _only_field(typed: Typed, each: str | None) -> tuple[str, ...]:
    """Return the field of the subject that a check asks about, if it is one."""
    from ecsc.link.scope import FieldKey

    fields = {
        key.path
        for key in typed.references()
        if isinstance(key, FieldKey) and key.section == each and key.id == ""
    }
    return fields.pop() if len(fields) == 1 else ()


def _judge(typed: Any, environment: EntityEnvironment, step_limit: int) -> PolicyView:
    from ecsc.expr import EvaluationError, Missing, evaluate

    try:
        value = evaluate(typed, environment, step_limit)
    except EvaluationError as error:
        return PolicyView("", "undecidable", error=error.problem.message, params=error.problem.params)
    if isinstance(value, Missing):
        return PolicyView("", "undecidable", missing=value.what)
    if value is True:
        return PolicyView("", "pass")
    return PolicyView("", "fail", found=_left_side(typed, environment, step_limit))


def _left_side(typed: Any, environment: EntityEnvironment, step_limit: int) -> tuple[object, ...]:
    """Return the value that was compared, for the reader who asks how far off it is; nothing for other checks."""
    from ecsc.expr import EvaluationError, Missing, evaluate

    if typed.operation != "compare":
        return ()
    try:
        value = evaluate(typed.arguments[0], environment, step_limit)
    except EvaluationError:
        return ()
    return () if isinstance(value, Missing | tuple) else (value,)


def _summary(policy: str, names: Sequence[str], outcomes: Sequence[PolicyView]) -> PolicyView:
    for verdict in ("fail", "undecidable"):
        picked = [index for index, outcome in enumerate(outcomes) if outcome.outcome == verdict]
        if picked:
            missing = tuple(dict.fromkeys(what for index in picked for what in outcomes[index].missing))
            first = outcomes[picked[0]]
            subjects = tuple(names[index] for index in picked) if names else ()
            outcome: PolicyOutcome = "fail" if verdict == "fail" else "undecidable"
            values = [outcomes[index].found for index in picked]
            found = tuple(value for one in values for value in one) if all(values) else ()
            return PolicyView(policy, outcome, subjects, missing, first.error, first.params, found)
    return PolicyView(policy, "pass")
