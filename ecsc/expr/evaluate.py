"""Typed operations + values → the result, in exact decimals, with a limit on steps.

A value that is missing makes the result missing, unless the result is the same whatever it is: `false and
x` is false. `known()` and `default()` say otherwise on purpose. Only the operations of `Typed` exist;
nothing of a formula ever becomes an attribute or a call of a Python object.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Final, cast

from ecsc.expr import rules, wording
from ecsc.expr.bound import Typed
from ecsc.expr.comparing import among, between, compare
from ecsc.expr.functions import BY_NAME
from ecsc.expr.reckon import failure, step_by, too_large
from ecsc.expr.run import Operation, Run, completed
from ecsc.expr.scope import Action, Environment, Missing, Value
from ecsc.expr.values import dress, plain
from ecsc.quantity import EXACT, Duration

STEP_LIMIT: Final = 100_000
"""Operations and entities that one evaluation may go through."""


def evaluate(typed: Typed, environment: Environment, step_limit: int = STEP_LIMIT) -> Value | Missing:
    """Return the value of a checked formula, or what is missing for it.

    Amounts come in their type's unit: `Money`, `Rate`, `Points`, `Count`, or a plain decimal for a
    compound unit. Raises `EvaluationError`, whose problem is placed in the formula's text.
    """
    run = Run(environment, step_limit, _OPERATIONS)
    return dress(run.evaluate(typed), typed.type)


def _constant(_: Run, typed: Typed) -> object:
    return typed.detail


def _name(run: Run, typed: Typed) -> object:
    environment = run.environments[-1 - cast(int, typed.detail)]
    return _checked(plain(environment.value(typed.key)), typed)


def _window(run: Run, typed: Typed) -> object:
    arguments = run.values(typed)
    if isinstance(arguments, Missing):
        return arguments
    environment = run.environments[-1 - cast(int, typed.detail)]
    return _checked(plain(environment.value(typed.key, tuple(arguments))), typed)


def _checked(value: object, typed: Typed) -> object:
    """Refuse a number no calculation can go on with; the strategy's own values are all finite."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise too_large(typed)
    return value


def _entity(_: Run, typed: Typed) -> object:
    return typed.key


def _items(run: Run, typed: Typed) -> object:
    found = run.environments[0].items(cast(str, typed.detail))
    return found if isinstance(found, Missing) else tuple(found)


def _where(run: Run, typed: Typed) -> object:
    source, condition = typed.arguments
    found = run.evaluate(source)
    if isinstance(found, Missing):
        return found
    entities = cast(tuple[Environment, ...], found)
    met = [run.inside(entity, condition) for entity in entities]
    complete = completed(met)
    if isinstance(complete, Missing):
        return complete
    return tuple(entity for entity, holds in zip(entities, met, strict=True) if holds)


def _each(run: Run, typed: Typed) -> object:
    source, value = typed.arguments
    found = run.evaluate(source)
    if isinstance(found, Missing):
        return found
    return tuple(run.inside(entity, value) for entity in cast(tuple[Environment, ...], found))


def _list(run: Run, typed: Typed) -> object:
    return tuple(run.evaluate(argument) for argument in typed.arguments)


def _chain(run: Run, typed: Typed) -> object:
    values = run.values(typed)
    if isinstance(values, Missing):
        return values
    total = values[0]
    for step, value, operand in zip(
        cast(tuple[str, ...], typed.detail), values[1:], typed.arguments[1:], strict=True
    ):
        total = step_by(total, step, value, operand)
    return total


def _exchange(run: Run, typed: Typed) -> object:
    amount = run.evaluate(typed.arguments[0])
    rate = plain(run.environments[0].value(typed.key))
    values = completed([amount, rate])
    return values if isinstance(values, Missing) else step_by(amount, "*", rate, typed)


def _negative(run: Run, typed: Typed) -> object:
    value = run.evaluate(typed.arguments[0])
    if isinstance(value, Duration):
        return Duration(value.value.copy_negate(), value.unit, value.kind)
    return EXACT.minus(value) if isinstance(value, Decimal) else value


def _not(run: Run, typed: Typed) -> object:
    value = run.evaluate(typed.arguments[0])
    return value if isinstance(value, Missing) else not value


def _logic(run: Run, typed: Typed) -> object:
    """Return `and`/`or`: one operand may decide it though others are missing (Kleene's logic)."""
    decides = typed.operation == "or"
    values = []
    for argument in typed.arguments:
        value = run.evaluate(argument)
        if value is decides:
            return decides
        values.append(value)
    complete = completed(values)
    return complete if isinstance(complete, Missing) else not decides


def _lasting(run: Run, typed: Typed) -> object:
    condition, span = typed.arguments
    length = run.evaluate(span)
    if isinstance(length, Missing):
        return length
    history = run.environments[0].history(cast(Duration, length))
    if isinstance(history, Missing):
        return history
    outer, values = run.environments, list[object]()
    for environment in history:
        # Names of an entity keep their entity; all others are those of the day.
        run.environments = [environment, *outer[1:]]
        value = run.evaluate(condition)
        run.environments = outer
        if value is False:
            return False
        values.append(value)
    complete = completed(values)
    if isinstance(complete, Missing):
        return complete
    return True if values else Missing((wording.source(typed.node),))


def _choose(run: Run, typed: Typed) -> object:
    value, condition, otherwise = typed.arguments
    met = run.evaluate(condition)
    if isinstance(met, Missing):
        return met
    return run.evaluate(value if met else otherwise)


def _call(run: Run, typed: Typed) -> object:
    values = run.values(typed)
    if isinstance(values, Missing):
        return values
    for value in values:
        if isinstance(value, tuple):
            run.steps -= len(value)
    run.count(typed)
    function = BY_NAME[cast(str, typed.detail)]
    if function.name in ("min", "max", "average", "median") and not any(value != () for value in values):
        return Missing((wording.source(typed.node),))
    if function.evaluate is None:  # `known`, `default` and verbs are operations of their own
        raise AssertionError(function.name)
    try:
        return function.evaluate(*values)
    except ZeroDivisionError as error:
        raise failure(
            rules.DIVISION_BY_ZERO, typed, "`{source}` divides by zero", "", source=wording.source(typed.node)
        ) from error
    except DecimalException as error:
        raise too_large(typed) from error


def _known(run: Run, typed: Typed) -> object:
    return not isinstance(completed([run.evaluate(typed.arguments[0])]), Missing)


def _default(run: Run, typed: Typed) -> object:
    value = run.evaluate(typed.arguments[0])
    if isinstance(value, tuple) and typed.arguments[1].type.kind != "collection":
        if any(isinstance(item, Missing) for item in value):
            other = run.evaluate(typed.arguments[1])
            return tuple(other if isinstance(item, Missing) else item for item in value)
        return value
    return run.evaluate(typed.arguments[1]) if isinstance(value, Missing) else value


def _action(run: Run, typed: Typed) -> object:
    values = [dress(run.evaluate(argument), argument.type) for argument in typed.arguments]
    complete = completed(values)
    return complete if isinstance(complete, Missing) else Action(cast(str, typed.detail), tuple(complete))


_OPERATIONS: Final[Mapping[str, Operation]] = {
    "constant": _constant, "name": _name, "window": _window, "entity": _entity, "items": _items,
    "where": _where, "each": _each, "list": _list, "chain": _chain, "exchange": _exchange,
    "negative": _negative, "not": _not, "and": _logic, "or": _logic, "compare": compare, "among": among,
    "between": between, "lasting": _lasting, "choose": _choose, "call": _call, "known": _known,
    "default": _default, "action": _action,
}  # fmt: skip
