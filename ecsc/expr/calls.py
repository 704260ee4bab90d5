"""Calls: functions, the verbs of triggers, and metrics asked for a window or an entity."""

from __future__ import annotations

from typing import Final

import msgspec

from ecsc.diagnostics.slips import meant_by
from ecsc.expr import naming, quantities, rules, wording
from ecsc.expr.bound import Operation, Typed
from ecsc.expr.checker import Checker
from ecsc.expr.entities import bind_each
from ecsc.expr.functions import BY_NAME, Function, Parameter
from ecsc.expr.scope import Resolved
from ecsc.expr.suggesting import among_entries, among_functions
from ecsc.expr.tree import Call, Literal, Name, Node
from ecsc.expr.types import UNKNOWN, Type
from ecsc.messages import Phrase

_DUE: Final = {
    "amount": Phrase("an amount"), "number": Phrase("a number"), "text": Phrase("a text"), "date": Phrase("a day"),
    "duration": Phrase("a length of time, as in `7 days`"), "share": Phrase("a percentage, as in `10%`"),
}  # fmt: skip
_WINDOWS: Final = frozenset(("duration", "period", "date", "text", "record", "unknown"))


def bind_call(checker: Checker, node: Call) -> Typed:
    """Return a call bound; a metric of the name of a function is reached with its path."""
    function = BY_NAME.get(node.callee.text)
    if function is None:
        return _bind_window(checker, node)
    if not _enough(checker, node, function):
        for argument in node.arguments:
            if function.kind != "verb":
                checker.bind(argument)
        return Typed("call", UNKNOWN, node)
    if function.kind == "verb":
        return _bind_verb(checker, node, function)
    first = checker.bind(node.arguments[0])
    if function.each and len(node.arguments) == 2 and _is_entities(first.type):
        arguments = [bind_each(checker, first, node.arguments[1], node)]
    else:
        arguments = [
            first,
            *(naming.bind_beside(checker, argument, first.type) for argument in node.arguments[1:]),
        ]
    return _bind_function(checker, node, function, arguments)


def _is_entities(kind: Type) -> bool:
    return kind.kind == "collection" and kind.item is not None and kind.item.kind == "record"


def _enough(checker: Checker, node: Call, function: Function) -> bool:
    given = len(node.arguments)
    if function.fewest <= given and (function.most is None or given <= function.most):
        return True
    # The second value of `sum(products, price * stock)` is no parameter: those functions repeat theirs.
    checker.problem(
        rules.WRONG_ARGUMENTS, node,
        "`{name}` needs {fewest} to {most} values and got {given}" if function.fewest != function.most
        else "`{name}` needs {fewest} values and got {given}",
        "it is used so: {signature}, for example `{example}`",
        name=function.name, fewest=function.fewest, most="∞" if function.most is None else function.most,
        given=given, signature=function.signature, example=function.example,
    )  # fmt: skip
    return False


def _bind_function(checker: Checker, node: Call, function: Function, arguments: list[Typed]) -> Typed:
    # All are looked at, so that every wrong one is reported.
    fits = [_accepts(checker, function, function.parameter(at), item) for at, item in enumerate(arguments)]
    fine = all(fits)
    if fine and function.alike:
        arguments, fine = _alike(checker, function, arguments)
    kind = function.result(tuple(argument.type for argument in arguments)) if fine else UNKNOWN
    operation: Operation = "call"
    if function.kind == "missing":
        operation = "known" if function.name == "known" else "default"
    return Typed(operation, kind, node, tuple(arguments), detail=function.name)


def _accepts(checker: Checker, function: Function, parameter: Parameter, argument: Typed) -> bool:
    kind, wanted = argument.type, parameter.wanted
    item = kind.item if wanted == "values" and kind.kind == "collection" and kind.item else kind
    fits = (
        "unknown" in (kind.kind, item.kind)
        or wanted == "any"
        or (wanted in ("values", "amount") and (item.is_amount or item.kind in ("duration", "date")))
        or (wanted == "number" and kind.is_amount)
        or kind.kind == wanted
    )
    if function.name == "count":
        fits = kind.kind in ("collection", "unknown")
    if function.name in ("sum", "average", "median") and item.kind == "date":
        fits = False
    if not fits:
        hint = "it is used so: {signature}, for example `{example}`"
        if _is_entities(kind) and function.each:
            hint = "say what of each: `{name}({source}, …)`, or count them with `count(…)`"
        checker.problem(
            rules.WRONG_ARGUMENTS, argument.node,
            "`{name}` cannot work with `{source}`, which is {type}", hint,
            name=function.name, source=wording.source(argument.node), type=wording.describe(kind),
            signature=function.signature, example=function.example,
        )  # fmt: skip
    return fits


def _alike(checker: Checker, function: Function, arguments: list[Typed]) -> tuple[list[Typed], bool]:
    """Return the values in one currency, and whether they go together."""
    first, result, fine = arguments[0], [arguments[0]], True
    if function.name == "default" and first.type.kind == "collection" and first.type.item is not None:
        if arguments[1].type.kind != "collection":
            first = msgspec.structs.replace(first, type=first.type.item)
    elif first.type.kind == "collection" and first.type.item is not None and len(arguments) > 1:
        first = msgspec.structs.replace(first, type=first.type.item)
    for other in arguments[1:]:
        changed = checker.exchange(other, first.type.currency)
        compared = changed
        item = changed.type.item
        if changed.type.kind == "collection" and item is not None and function.name != "default":
            compared = msgspec.structs.replace(changed, type=item)
        fine &= checker.fit(first, compared, "compare")
        result.append(changed)
    return result, fine


def _bind_verb(checker: Checker, node: Call, function: Function) -> Typed:
    arguments = []
    for at, argument in enumerate(node.arguments):
        parameter = function.parameter(at)
        if parameter.wanted == "entity":
            arguments.append(_bind_entity(checker, argument, parameter, function))
            continue
        typed = checker.bind(argument)
        if typed.type.kind not in ("rate", "ratio", "unknown"):
            checker.problem(
                rules.WRONG_ARGUMENTS, argument, "`{name}` needs {due} here, and `{source}` is {type}",
                "it is used so: {signature}, for example `{example}`",
                name=function.name, due=_DUE["share"], source=wording.source(argument),
                type=wording.describe(typed.type), signature=function.signature, example=function.example,
            )  # fmt: skip
        arguments.append(typed)
    return Typed("action", function.result(()), node, tuple(arguments), detail=function.name)


def _bind_entity(checker: Checker, node: Node, parameter: Parameter, function: Function) -> Typed:
    if not isinstance(node, Name):
        checker.problem(
            rules.WRONG_ARGUMENTS, node, "`{name}` needs the id of one of {section} here",
            "it is used so: `{example}`", name=function.name, section=parameter.section,
            example=function.example,
        )  # fmt: skip
        return Typed("entity", UNKNOWN, node)
    found = checker.scopes[0].entity(parameter.section, node.path)
    if found is None:
        near = among_entries(checker.scopes[0], parameter.section).of(node.text)
        checker.problem(
            rules.UNKNOWN_NAME, node, "`{name}` is none of {section}",
            "did you mean {near}?" if near else "define it under `{section}` first",
            meant_by(node.text, near),
            name=node.text, section=parameter.section,
            near=" / ".join(f"`{name}`" for name in near),
        )  # fmt: skip
        return Typed("entity", UNKNOWN, node)
    return Typed("entity", found.type, node, key=found.key)


def _bind_window(checker: Checker, node: Call) -> Typed:
    found, level = naming.find(checker, node.callee)
    if found is None:
        _unknown_function(checker, node)
        return Typed("window", UNKNOWN, node)
    if not isinstance(found, Resolved):
        return Typed("window", UNKNOWN, node, (naming.bind_name(checker, node.callee),))
    arguments = tuple(_window(checker, argument) for argument in node.arguments)
    if not found.windowed or not arguments:
        checker.problem(
            rules.WRONG_ARGUMENTS, node, "`{name}` cannot be asked for a window or an entity",
            "write `{name}` without brackets; metrics with a window are asked as in `units_sold(6 months)`",
            name=node.callee.text,
        )  # fmt: skip
    for argument in arguments:
        if argument.type.kind not in _WINDOWS:
            checker.problem(
                rules.WRONG_ARGUMENTS, argument.node, "`{source}` is {type}, which is no window",
                "a window is a length of time (`6 months`), a period (`2026-Q1`) or an id",
                source=wording.source(argument.node), type=wording.describe(argument.type),
            )  # fmt: skip
    return Typed("window", found.type, node, arguments, key=found.key, detail=level)


def _window(checker: Checker, node: Node) -> Typed:
    if isinstance(node, Literal) and (period := quantities.year(node.value)) is not None:
        return checker.bind(msgspec.structs.replace(node, value=period))
    if isinstance(node, Name) and naming.find(checker, node)[0] is None:
        entity = checker.scopes[0].entity("", node.path)
        if entity is not None:
            return Typed("entity", entity.type, node, key=entity.key)
    return checker.bind(node)


def _unknown_function(checker: Checker, node: Call) -> None:
    name = node.callee.text
    near = among_functions(checker.scopes[0]).of(name)
    checker.problem(
        rules.UNKNOWN_FUNCTION, node.callee, "there is no function `{name}`",
        "did you mean {near}?" if near else "`ecsc functions` lists them all", meant_by(name, near),
        name=name, near=" / ".join(f"`{other}`" for other in near),
    )  # fmt: skip
    for argument in node.arguments:
        checker.bind(argument)
