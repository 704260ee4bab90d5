"""Collections of entities: choosing some with `where`, and working something out for each."""

from __future__ import annotations

from ecsc.expr import rules, wording
from ecsc.expr.bound import Typed
from ecsc.expr.checker import Checker
from ecsc.expr.scope import Scope
from ecsc.expr.tree import Member, Name, Node, Where
from ecsc.expr.types import UNKNOWN, collection


def _entities(checker: Checker, source: Typed, message: str) -> Scope | None:
    """Return the scope of one entity of a collection, or report that it is none."""
    item = source.type.item
    if source.type.kind == "collection" and item is not None and item.kind == "record":
        inner = checker.scopes[0].section(item.section)
        if inner is not None:
            return inner
    if source.type.kind != "unknown":
        checker.problem(
            rules.UNIT_MISMATCH, source.node, message, "write a section, as in `products where stock < 20`",
            source=wording.source(source.node), type=wording.describe(source.type),
        )  # fmt: skip
    return None


def bind_where(checker: Checker, node: Where) -> Typed:
    """Return the entities that meet a condition, which sees their fields before all other names."""
    source = checker.bind(node.source)
    inner = _entities(checker, source, "`where` chooses among entities, and `{source}` is {type}")
    if inner is None:
        return Typed("where", UNKNOWN, node, (source,))
    checker.scopes.append(inner)
    condition = checker.condition(node.condition)
    checker.scopes.pop()
    return Typed("where", source.type, node, (source, condition))


def bind_each(checker: Checker, source: Typed, expression: Node, node: Node) -> Typed:
    """Bind an expression that is worked out for each entity of a collection."""
    inner = _entities(checker, source, "`{source}` is {type}; only entities have fields")
    if inner is None:
        return Typed("each", UNKNOWN, node, (source,))
    checker.scopes.append(inner)
    value = checker.bind(expression)
    checker.scopes.pop()
    return Typed("each", collection(value.type), node, (source, value))


def bind_member(checker: Checker, node: Member) -> Typed:
    """Return a field of each entity."""
    field = Name((node.field,), node.end - len(node.field), node.end)
    return bind_each(checker, checker.bind(node.source), field, node)
