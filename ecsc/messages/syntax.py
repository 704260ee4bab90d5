"""What pieces of Python say about values: what a call is given, what a function returns, what names stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

Step: TypeAlias = int | str
"""One step into a value: the place in a tuple, "each" item of several, a "value" of a map."""

EACH, VALUE = "each", "value"
SAME = ("tuple", "list", "sorted", "set", "frozenset", "reversed", "iter", "dict", "MappingProxyType", "cast")
"""Calls that give back what they were given, in another wrapping."""

Part: TypeAlias = tuple[ast.expr, tuple[Step, ...]]
"""An expression and the way to what is meant inside it."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def wrapped(node: ast.Call, name: str, path: tuple[Step, ...]) -> list[Part] | None:
    """Return what a call of Python's own gives back of what it was given; None for any other call."""
    match node:
        case ast.Call(func=ast.Attribute(value=held, attr="get")):
            return [(held, (VALUE, *path)), *((one, path) for one in node.args[1:])]
        case ast.Call(func=ast.Attribute(value=held, attr="items")) if path[1:]:
            return [(held, (VALUE if path[1] == 1 else EACH, *path[2:]))]
        case ast.Call(func=ast.Name(), args=[*_, last]) if name in SAME:
            return [(last, path)]
        case ast.Call(func=ast.Name(id="next"), args=[first, *rest]):
            return [(first, (EACH, *path)), *((one, path) for one in rest)]
        case ast.Call(func=ast.Name(id="max" | "min"), args=[one]):
            return [(one, (EACH, *path))]
    return None


def called(node: ast.Call) -> str:
    """Return the last part of the name of what is called; nothing for what has no name."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def argument(call: ast.Call, at: int | None, name: str, path: tuple[Step, ...] = ()) -> Iterator[Part]:
    """Yield what a call gives to a parameter, by its place or its name."""
    for word in call.keywords:
        if word.arg == name:
            yield word.value, path
    if at is None:
        return
    for number, one in enumerate(call.args):
        if isinstance(one, ast.Starred):
            if number <= at:
                yield one.value, (at - number, *path)
            return
        if number == at:
            yield one, path


def defaults(spec: ast.arguments) -> dict[str, list[ast.expr]]:
    """Return the default of each parameter that has one."""
    places = [*spec.posonlyargs, *spec.args]
    found = {
        one.arg: [value]
        for one, value in zip(places[len(places) - len(spec.defaults) :], spec.defaults, strict=True)
    }
    found |= {one.arg: [value] for one, value in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if value}
    return found


def returned(function: Function) -> Iterator[ast.expr]:
    """Yield what a function returns; of a generator, lists of what it yields."""
    for one in _inside(function):
        if isinstance(one, ast.Return) and one.value is not None:
            yield one.value
        elif isinstance(one, ast.Yield) and one.value is not None:
            yield ast.copy_location(_Yielded(elts=[one.value], ctx=ast.Load()), one.value)
        elif isinstance(one, ast.YieldFrom):
            yield one.value


class _Yielded(ast.List):
    """A list of the one value that a generator yields."""


def _inside(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function but not those of functions within it."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            todo[:0] = ast.iter_child_nodes(node)


def bound(node: ast.AST) -> Iterator[tuple[str, ast.expr, tuple[Step, ...]]]:
    """Yield the names that a node gives a value to: the name, the value, and where in the value it lies."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _taken(target, value, ())
        case ast.AnnAssign(target=target, value=value) if value is not None:
            yield from _taken(target, value, ())
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            yield name, value, ()
        case ast.NamedExpr(target=target, value=value):
            yield from _taken(target, value, ())
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield from _taken(target, value, (EACH,))


def _taken(
    target: ast.expr, value: ast.expr, path: tuple[Step, ...]
) -> Iterator[tuple[str, ast.expr, tuple[Step, ...]]]:
    if isinstance(target, ast.Name):
        yield target.id, value, path
    elif isinstance(target, (ast.Tuple, ast.List)):
        for number, one in enumerate(target.elts):
            inner = one.value if isinstance(one, ast.Starred) else one
            yield from _taken(inner, value, (*path, number))
