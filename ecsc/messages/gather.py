"""Which templates the program uses: the literals of `w("…")`, `w.count("…", "…", n)`, `Remark("…")`.

Read from the source with `ast`, and from Jinja2 templates with Jinja2's own parser, never by running them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

Template: TypeAlias = str | tuple[str, str]
"""One template, or the pair for one and for many."""

CALLED = ("w", "self", "Remark")
"""The names whose first argument is a template: a `Words` by its usual names, and the plan's remarks."""

REASONS = ("Reason", "_fail", "_warn", "_wording")
"""The makers of SMART reasons: each of their arguments that is a sentence is a template."""


def gather(folders: Iterable[Path]) -> dict[Template, tuple[str, ...]]:
    """Return every template used under `folders`, sorted, with the names of the files that use it."""
    found: dict[Template, set[str]] = {}
    for folder in folders:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.j2")]):
            read = _in_jinja if path.suffix == ".j2" else _in_python
            name = path.relative_to(folder.parent).as_posix()
            for template in read(path.read_text(encoding="utf-8")):
                found.setdefault(template, set()).add(name)
    return {key: tuple(sorted(found[key])) for key in sorted(found, key=_order)}


def _order(template: Template) -> tuple[str, ...]:
    return (template,) if isinstance(template, str) else template


def _template(args: list[object], *, counted: bool) -> Template | None:
    texts = [arg for arg in args[: 2 if counted else 1] if isinstance(arg, str)]
    if counted:
        return (texts[0], texts[1]) if len(texts) == 2 else None
    return texts[0] if texts else None


def _texts_by_name(tree: ast.AST) -> dict[str, set[str]]:
    """Return the texts that a file gives to each of its names: `text, hint = "…", "…"`."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=False))
            for name, value in pairs:
                if (
                    isinstance(name, ast.Name)
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                ):
                    found.setdefault(name.id, set()).add(value.value)
    return found


def _in_python(source: str) -> Iterator[Template]:
    tree = ast.parse(source)
    named = _texts_by_name(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        args: list[object] = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        match node.func:
            case ast.Name(id=name) if name in CALLED:
                template = _template(args, counted=False)
            case ast.Name(id=name) if name in REASONS:
                args += [
                    text for arg in node.args if isinstance(arg, ast.Name) for text in named.get(arg.id, ())
                ]
                yield from (arg for arg in args if isinstance(arg, str) and " " in arg)
                continue
            case ast.Attribute(attr="w"):
                template = _template(args, counted=False)
            case ast.Attribute(value=ast.Name(id="w") | ast.Attribute(attr="w"), attr="count"):
                template = _template(args, counted=True)
            case _:
                continue
        if template is not None:
            yield template


def _in_jinja(source: str) -> Iterator[Template]:
    from jinja2 import Environment, nodes

    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        args: list[object] = [arg.value if isinstance(arg, nodes.Const) else None for arg in call.args]
        target = call.node
        counted = isinstance(target, nodes.Getattr) and target.attr == "count"
        if isinstance(target, nodes.Getattr) and counted:
            target = target.node
        if isinstance(target, nodes.Name) and target.name == "w":
            template = _template(args, counted=counted)
            if template is not None:
                yield template
