"""Names of a formula → what the scope knows under them, or the nearest names there are."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics.slips import meant_by
from ecsc.expr import rules
from ecsc.expr.bound import Typed
from ecsc.expr.checker import Checker
from ecsc.expr.functions import BY_NAME
from ecsc.expr.problem import shown
from ecsc.expr.scope import Ambiguous, Resolved
from ecsc.expr.suggesting import among_names
from ecsc.expr.tree import Listing, Name, Node
from ecsc.expr.types import UNKNOWN, Type, collection, common, record

_SPOKEN: Final = (
    ("大于等于", ">="), ("小于等于", "<="), ("不低于", ">="), ("不超过", "<="), ("不等于", "!="),
    ("大于", ">"), ("小于", "<"), ("高于", ">"), ("低于", "<"), ("超过", ">"), ("等于", "=="),
)  # fmt: skip
"""Words that stand without blanks inside what looks like one Chinese name."""


def find(checker: Checker, node: Name) -> tuple[Resolved | Ambiguous | None, int]:
    """Return what a name means, and how many `where` outwards it was found."""
    if len(node.path) > 1:
        for level, scope in enumerate(reversed(checker.scopes)):
            path = scope.dotted(node.path)
            if path is not None:
                return path, level
        return None, 0
    for level, scope in enumerate(reversed(checker.scopes)):
        found = scope.bare(node.path[0])
        if found is not None:
            return found, level
    return None, 0


def bind_name(checker: Checker, node: Name, beside: Type = UNKNOWN) -> Typed:
    """Return a name bound; one that nothing defines is reported with the nearest ones that exist."""
    found, level = find(checker, node)
    if isinstance(found, Resolved):
        return Typed("name", found.type, node, key=found.key, detail=level)
    if isinstance(found, Ambiguous):
        checker.problem(
            rules.AMBIGUOUS_NAME, node, "`{name}` can mean {paths}", "write the one that is meant",
            name=node.text, paths=" / ".join(f"`{path}`" for path in found.paths),
        )  # fmt: skip
        return Typed("name", UNKNOWN, node)
    section = node.path[0]
    if node.path in ((section,), (section, "*")) and checker.scopes[0].section(section) is not None:
        return Typed("items", collection(record(section)), node, detail=section)
    _report_unknown(checker, node, beside)
    return Typed("name", UNKNOWN, node)


def bind_beside(checker: Checker, node: Node, other: Type) -> Typed:
    """Bind `node` knowing what it meets: an unknown name beside a text lacks its quotes."""
    if isinstance(node, Name):
        return bind_name(checker, node, beside=other)
    if isinstance(node, Listing):
        return list_of(checker, node, [bind_beside(checker, item, other) for item in node.items])
    return checker.bind(node)


def list_of(checker: Checker, node: Listing, items: list[Typed]) -> Typed:
    """Return a list, all of whose items must be of one kind."""
    kind = UNKNOWN
    for item in items:
        if kind is UNKNOWN or checker.fit(items[0], item, "compare"):
            kind = common(kind, item.type)
    return Typed("list", collection(kind), node, tuple(items))


def _report_unknown(checker: Checker, node: Name, beside: Type) -> None:
    if checker.crowded:
        return
    sign = ""
    meant = None
    near = among_names(tuple(checker.scopes)).of(node.text)
    if node.text in BY_NAME:
        hint = "a function needs brackets behind it, as in `{example}`"
    elif (sign := next((sign for word, sign in _SPOKEN if word in node.text), "")) != "":
        hint = "signs stand between values, as in `stock {sign} 20`"
    elif beside.kind == "text" and len(node.path) == 1:
        hint = (
            'a text stands in quotes: "{name}"; or did you mean {near}?'
            if near
            else 'a text stands in quotes: "{name}"'
        )
    elif near:
        hint = "did you mean {near}?"
        # The full path of a name that is there in short is no other name.
        meant = meant_by(
            node.text, [one for one in near if not any(one.endswith(f".{short}") for short in near)]
        )
    else:
        hint = 'define it first, or, if it is a text, write it in quotes: "{name}"'
    example = BY_NAME[node.text].example if node.text in BY_NAME else ""
    checker.problem(
        rules.UNKNOWN_NAME, node, "nothing is called `{name}` here", hint, meant,
        name=shown(node.text), near=" / ".join(f"`{name}`" for name in near), example=example, sign=sign,
    )  # fmt: skip
