"""What explanations are made of, paragraph by paragraph: manuals of rules, functions, thresholds, laws, policies.

And the help of the command line, which is told with the findings.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from ecsc.messages.prose import blocks
from ecsc.messages.syntax import argument, called
from ecsc.messages.texts import Program

Found: TypeAlias = tuple[str, str, str]
"""A paragraph, the file in which it is written, and what it is part of."""


def manual_texts(program: Program, catalogue: Path) -> Iterator[Found]:
    """Yield every paragraph of the manuals of rules, and every text that `ecsc explain` and its kin print."""
    for file, node in program.nodes():
        if isinstance(node, ast.Call) and called(node) == "Rule":
            for manual in _manuals(program, node):
                yield from _prose(manual, file)
        elif isinstance(node, ast.FunctionDef) and any(_is_call(one, "rule") for one in node.decorator_list):
            yield from _prose(ast.get_docstring(node) or "", file)
        elif isinstance(node, ast.Call) and called(node) == "Function" and len(node.args) >= 6:
            doc = node.args[5]
            if isinstance(doc, ast.Constant) and isinstance(doc.value, str):
                yield doc.value, file, "function"
    yield from _shipped(catalogue)


def help_texts(program: Program) -> Iterator[Found]:
    """Yield the help of commands, paragraph by paragraph, and of their options."""
    for file, node in program.nodes():
        if not file.startswith("ecsc/cli/"):
            continue
        if isinstance(node, ast.FunctionDef) and any(
            _is_call(one, "command") or _is_call(one, "group") for one in node.decorator_list
        ):
            for part in inspect.cleandoc(ast.get_docstring(node) or "").split("\n\n"):
                yield " ".join(part.split()), file, "help"
        elif isinstance(node, ast.Call):
            for word in node.keywords:
                if word.arg == "help" and isinstance(word.value, ast.Constant):
                    yield str(word.value.value), file, "help"
        elif (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id == "COMMANDS"
            and isinstance(node.value, ast.Dict)
        ):
            for value in node.value.values:
                if isinstance(value, ast.Constant):
                    yield str(value.value), file, "help"


def _manuals(program: Program, rule: ast.Call) -> Iterator[str]:
    """Yield what a rule's manual can be; where parts are filled in, which are code, the text around them."""
    for node, path in argument(rule, 3, "manual"):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
        else:
            yield from program.texts([(node, path)])


def _is_call(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and called(node) == name


def _prose(text: str, file: str) -> Iterator[Found]:
    for one in blocks(inspect.cleandoc(text)):
        if not one.code:
            yield one.text, file, "manual"


def _shipped(folder: Path) -> Iterator[Found]:
    """Yield the English texts of the shipped tables: what thresholds are about, what laws ask, what packs say."""
    home = folder.relative_to(folder.parent.parent).as_posix()
    thresholds: dict[str, Any] = json.loads((folder / "thresholds.json").read_text("utf-8"))
    for name, one in thresholds.items():  # as the manual of a rule lists them
        line = f"`{name}`: {one['about']}; {one['value']} ({one['source']})"
        yield line, f"{home}/thresholds.json", "threshold"
        yield one["about"], f"{home}/thresholds.json", "threshold"
    for one in json.loads((folder / "legal.json").read_text("utf-8"))["checks"]:
        yield from ((one[key], f"{home}/legal.json", "law") for key in ("law", "article", "asks"))
    for pack in sorted((folder / "packs").glob("*.yaml")):
        for one in yaml.safe_load(pack.read_text("utf-8"))["policies"].values():
            for key in ("name", "message", "source"):
                if key in one:
                    yield one[key], f"{home}/packs/{pack.name}", "policy"
