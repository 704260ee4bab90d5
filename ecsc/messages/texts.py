"""Which texts an expression of the program can be: followed back through names, helpers and fields, never run.

A template need not stand where it is used: a helper takes it as a parameter, a table holds it beside its key, a
small type carries it. `Program.texts` goes back along all of these and takes every way there is, so it finds too
many rather than too few; what it cannot follow it says (`lost`), and a test allows none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ecsc.messages.syntax import (
    EACH,
    VALUE,
    Function,
    Part,
    Step,
    argument,
    bound,
    called,
    defaults,
    returned,
    wrapped,
)

CARRIERS = ("message", "label", "hint", "reason", "text", "template", "remark", "error", "note", "why", "way")
"""The fields in which types carry templates; what their types are made with is gathered where they are made."""

DEEPEST = 3
"""So many steps into a value are followed."""


class Home(NamedTuple):
    """Where an expression stands: its module, and the functions around it from the inside out."""

    module: str
    functions: tuple[Function, ...]


class Lost(NamedTuple):
    """An expression that could not be followed: where, and how it is written."""

    module: str
    line: int
    code: str


class Program:
    """All modules under some folders, indexed by what the search for texts asks for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.lost: set[Lost] = set()
        self.files: dict[str, str] = {}
        self._trees: dict[str, ast.Module] = {}
        self._homes: dict[ast.AST, Home] = {}
        self._functions: dict[str, list[Function]] = {}
        self._calls: dict[str, list[ast.Call]] = {}
        self._returns: dict[Function, list[ast.expr]] = {}
        self._bindings: dict[tuple[object, str], list[Part]] = {}
        self._imports: dict[tuple[str, str], tuple[str, str]] = {}
        self._joined_texts: dict[tuple[int, int], dict[str, str]] = {}
        self._joining: set[tuple[int, int]] = set()
        for folder in folders:
            for path in sorted(folder.rglob("*.py")):
                name = path.relative_to(folder.parent).as_posix()
                module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                self.files[module] = name
                self._trees[module] = tree = ast.parse(path.read_text(encoding="utf-8"))
                self._index(tree, Home(module, ()))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Yield every call with the last part of what is called."""
        for name, calls in self._calls.items():
            for call in calls:
                yield name, call

    def nodes(self) -> Iterator[tuple[str, ast.AST]]:
        """Yield every node with the file it stands in."""
        for module, tree in self._trees.items():
            for node in ast.walk(tree):
                yield self.files[module], node

    def module_of(self, node: ast.AST) -> str:
        """Return the module in which a node stands."""
        return self._homes[node].module

    # What there is.

    def _index(self, node: ast.AST, home: Home) -> None:
        self._homes[node] = home
        inner = home
        if isinstance(node, Function):
            self._functions.setdefault(node.name, []).append(node)
            inner = Home(home.module, (node, *home.functions))
            self._returns[node] = list(returned(node))
            for one in self._returns[node]:
                self._homes.setdefault(one, inner)
        elif isinstance(node, ast.Call) and (name := called(node)):
            self._calls.setdefault(name, []).append(node)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                self._imports[home.module, alias.asname or alias.name] = (node.module, alias.name)
        for name, value, path in bound(node):
            owner: object = home.functions[0] if home.functions else home.module
            self._bindings.setdefault((owner, name), []).append((value, path))
        for child in ast.iter_child_nodes(node):
            self._index(child, inner)

    # What a value can be.

    def texts(self, starts: Iterable[Part]) -> dict[str, str]:
        """Return the texts that any of the parts can be, each with the file it is written in."""
        todo = list(starts)
        seen: set[tuple[int, tuple[Step, ...]]] = set()
        found: dict[str, str] = {}
        while todo:
            node, path = todo.pop()
            if (id(node), path) in seen or len(path) > DEEPEST:
                continue
            seen.add((id(node), path))
            match node:
                case ast.Constant(value=str() as text) if text and not path:
                    found[text] = self.files[self.module_of(node)]
                case ast.Constant():
                    pass
                case ast.BinOp(op=ast.Add(), left=left, right=right) if not path:
                    found |= self._joined(left, right)
                case _:
                    todo += self._next(node, path)
        return found

    def _joined(self, left: ast.expr, right: ast.expr) -> dict[str, str]:
        key = (id(left), id(right))
        if key in self._joined_texts or key in self._joining:
            return self._joined_texts.get(key, {})
        self._joining.add(key)
        starts, ends = self.texts([(left, ())]), self.texts([(right, ())])
        self._joining.discard(key)
        found = {start + end: where for start, where in starts.items() for end in ends}
        self._joined_texts[key] = found
        return found

    def _next(self, node: ast.expr, path: tuple[Step, ...]) -> Iterable[Part]:
        match node:
            case ast.IfExp(body=body, orelse=orelse):
                return [(body, path), (orelse, path)]
            case ast.BoolOp(values=values):
                return [(value, path) for value in values]
            case ast.NamedExpr(value=value) | ast.Starred(value=value):
                return [(value, path)]
            case ast.BinOp(op=ast.Add() | ast.BitOr(), left=left, right=right) if path:
                return [(left, path), (right, path)]
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items) if path:
                return self._items(items, path)
            case ast.Dict(keys=keys, values=values) if path:
                chosen = values if path[0] == VALUE else [key for key in keys if key is not None]
                spread = [(value, path) for key, value in zip(keys, values, strict=True) if key is None]
                return [*((one, path[1:]) for one in chosen), *spread]
            case ast.ListComp(elt=elt) | ast.SetComp(elt=elt) | ast.GeneratorExp(elt=elt) if path:
                return [(elt, path[1:])]
            case ast.DictComp(key=key, value=value) if path:
                return [(value if path[0] == VALUE else key, path[1:])]
            case ast.Subscript(value=value, slice=index):
                return self._subscripted(value, index, path)
            case ast.Name():
                return self._named(node, node.id, self._homes[node], path)
            case ast.Attribute():
                return self._field(node, path)
            case ast.Call():
                return self._called(node, path)
        return self._give_up(node)

    def _give_up(self, node: ast.expr) -> list[Part]:
        self.lost.add(Lost(self.files[self.module_of(node)], node.lineno, ast.unparse(node)))
        return []

    @staticmethod
    def _items(items: Iterable[ast.expr], path: tuple[Step, ...]) -> Iterator[Part]:
        items = list(items)
        first, rest = path[0], path[1:]
        spread = any(isinstance(one, ast.Starred) for one in items)
        if isinstance(first, int) and not spread:
            yield from ((one, rest) for one in items[first : first + 1])
            return
        for one in items:
            yield (one.value, (EACH, *rest)) if isinstance(one, ast.Starred) else (one, rest)

    @staticmethod
    def _subscripted(value: ast.expr, index: ast.expr, path: tuple[Step, ...]) -> Iterator[Part]:
        if isinstance(index, ast.Slice):
            yield value, path
        elif isinstance(index, ast.Constant) and isinstance(index.value, int) and index.value >= 0:
            yield value, (index.value, *path)
        else:
            yield value, (VALUE, *path)

    def _named(self, node: ast.expr, name: str, home: Home, path: tuple[Step, ...]) -> list[Part]:
        for function in home.functions:
            if (function, name) in self._bindings:
                found = [(value, (*inner, *path)) for value, inner in self._bindings[function, name]]
                return found + (self._given(function, name, path) or [])
            if (given := self._given(function, name, path)) is not None:
                return given
        if (home.module, name) in self._bindings:
            return [(value, (*inner, *path)) for value, inner in self._bindings[home.module, name]]
        if (home.module, name) in self._imports:
            module, there = self._imports[home.module, name]
            if module in self._trees:
                return self._named(node, there, Home(module, ()), path)
        return self._give_up(node)

    def _given(self, function: Function, name: str, path: tuple[Step, ...]) -> list[Part] | None:
        """Return what callers give to a parameter, and its default; None where there is no such parameter."""
        spec = function.args
        places = [one.arg for one in (*spec.posonlyargs, *spec.args)]
        if name not in places and name not in [one.arg for one in spec.kwonlyargs]:
            if spec.vararg is not None and spec.vararg.arg == name:
                return self._rest_given(function, len(places), path)
            return None
        at = places.index(name) if name in places else None
        if at is not None and places[0] in ("self", "cls"):
            at -= 1
        parts = [(one, path) for one in defaults(spec).get(name, ())]
        for call in self._calls_of(function):
            parts += argument(call, at, name, path)
        return parts

    def _rest_given(self, function: Function, at: int, path: tuple[Step, ...]) -> list[Part]:
        calls = self._calls_of(function)
        return [(one, path[1:]) for call in calls for one in call.args[at:]]

    def _calls_of(self, function: Function) -> Iterator[ast.Call]:
        """Yield the calls of a function: by its name, in the modules that define or import it."""
        home = self._homes[function].module
        for call in self._calls.get(function.name, ()):
            module = self.module_of(call)
            if isinstance(call.func, ast.Attribute):
                if self._is_meant(call.func, function):
                    yield call
            elif self._where(module, function.name) == home:
                yield call
        for (module, alias), (source, name) in self._imports.items():
            if name == function.name and alias != name and self._where(source, name) == home:
                yield from (call for call in self._calls.get(alias, ()) if self.module_of(call) == module)

    def _is_meant(self, asked: ast.Attribute, function: Function) -> bool:
        """Return whether `held.name` can be `function`: a method of anything, or what a module of that name has."""
        first = [*function.args.posonlyargs, *function.args.args][:1]
        if first and first[0].arg in ("self", "cls"):
            return True
        if not isinstance(asked.value, ast.Name):
            return False
        held = self._imports.get((self.module_of(asked), asked.value.id))
        return held is not None and ".".join(held) == self._homes[function].module

    def _where(self, module: str, name: str) -> str:
        """Return the module that defines what `name` stands for in `module`."""
        for _ in range(4):
            if (module, name) not in self._imports:
                break
            module, name = self._imports[module, name]
        return module

    def _field(self, node: ast.Attribute, path: tuple[Step, ...]) -> list[Part]:
        """Return what a field can hold: what any type with a field of that name is made with."""
        if isinstance(node.value, ast.Name):
            module = self._imports.get((self.module_of(node), node.value.id))
            if module is not None and (inside := ".".join(module)) in self._trees:
                return self._named(node, node.attr, Home(inside, ()), path)
        return [] if node.attr in CARRIERS else self._give_up(node)

    def _called(self, node: ast.Call, path: tuple[Step, ...]) -> list[Part]:
        name = called(node)
        if (taken := wrapped(node, name, path)) is not None:
            return taken
        functions = self._functions.get(name, [])
        match node.func:
            case ast.Attribute() as held:
                functions = [one for one in functions if self._is_meant(held, one)]
            case _:
                home = self._where(self.module_of(node), name)
                functions = [one for one in functions if self.module_of(one) == home]
        if not functions:
            return self._give_up(node)
        return [(one, path) for function in functions for one in self._returns[function]]
