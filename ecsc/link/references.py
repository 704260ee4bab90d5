"""References: whether the ids that fields name exist, and the edges of the strategy's graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from msgspec import Struct

from ecsc.diagnostics import At, Finding, PathStep, Related
from ecsc.diagnostics.near import Names
from ecsc.diagnostics.slips import folded, meant_by
from ecsc.link.actions import actions_of
from ecsc.link.findings import UNKNOWN_ID, WRONG_SECTION
from ecsc.link.reference_fields import named, reference_fields
from ecsc.messages import either
from ecsc.model import SECTIONS, Ref, Strategy
from ecsc.source.oddities.odd_text import WIDE_COMMENT, has_wide_comment

MOST_NEAR: Final = 5


class _Candidates:
    """What a field of a reference may have been meant to say: ids that look like the word, or whose name it is."""

    def __init__(self, strategy: Strategy, ref: Ref) -> None:
        self._ids = Names(sorted(set(_legal(strategy, ref))))
        self._by_name: dict[str, list[str]] = {}
        for section in ref.sections:
            for identifier, entity in strategy.section(section).items():
                if name := getattr(entity, "name", None):
                    self._by_name.setdefault(folded(name), []).append(identifier)

    def near(self, word: str, itself: str) -> list[str]:
        """Return the ids, closest first; none is `itself`, the entry that is to name another one."""
        close = (*self._by_name.get(folded(word), ()), *self._ids.close_to(word))
        return [one for one in dict.fromkeys(close) if one != itself][:MOST_NEAR]


class Edge(Struct, frozen=True):
    """One reference: the entity `source` (section, id) names `target` in `field`, at `path` inside it."""

    source: tuple[str, str]
    target: tuple[str, str]
    path: tuple[PathStep, ...]
    field: str


def edges(strategy: Strategy, sections: Iterable[str] = tuple(SECTIONS)) -> Iterator[Edge]:
    """Yield every reference of the sections' entities that resolves, in source order."""
    for section in sections:
        entities = strategy.section(section)
        if not entities:
            continue
        fields = reference_fields(SECTIONS[section].entity_type())
        for identifier, entity in entities.items():
            for field in fields:
                for path, target in named(entity, field):
                    found = owner_section(strategy, field.ref, target)
                    if found is not None:
                        yield Edge((section, identifier), (found, target), path, ".".join(field.path))
        if section == "triggers":
            yield from _action_edges(strategy)


def _action_edges(strategy: Strategy) -> Iterator[Edge]:
    for action in actions_of(strategy):
        for ref, target in action.named():
            found = owner_section(strategy, ref, target)
            if found is not None:
                yield Edge(("triggers", action.trigger), (found, target), ("then", action.index), "then")


def owner_section(strategy: Strategy, ref: Ref, identifier: str) -> str | None:
    """Return the section among `ref.sections` that defines `identifier`, or None."""
    if ref.inner:
        identifier, *rest = identifier.split(".")
        if not _inside(strategy, ref, identifier, rest):
            return None
    for section in ref.sections:
        if strategy.defines(section, identifier):
            return section
    return None


def _inside(strategy: Strategy, ref: Ref, identifier: str, rest: list[str]) -> bool:
    """Return whether the dotted `rest` leads through `ref.inner` maps; a lost entity is not looked into."""
    node = strategy.section(ref.sections[0]).get(identifier)
    if node is None:
        return True
    for step in rest:
        node = getattr(node, ref.inner).get(step)
        if node is None:
            return False
    return True


def check_references(strategy: Strategy) -> Iterator[Finding]:
    """Yield a finding for every id that nothing defines, or that is defined in another section."""
    known: dict[Ref, set[str]] = {}
    names: dict[Ref, _Candidates] = {}
    for section in SECTIONS:
        entities = strategy.section(section)
        if section == "policies" and strategy.shared:
            # The owner of a shared policy need not be one of the people of every strategy.
            entities = {name: one for name, one in entities.items() if name not in strategy.shared}
        if not entities:
            continue
        for field in reference_fields(SECTIONS[section].entity_type()):
            if not strategy.knows(*field.ref.sections):
                continue  # what looks undefined may stand in the part that could not be read
            if field.ref not in known:
                known[field.ref] = set(_legal(strategy, field.ref))
            legal = known[field.ref]
            if len(field.path) == 1 and field.form == "one" and not (field.ref.inner or field.within):
                # The common shape, ten thousand times over: one attribute, one set.
                name = field.path[0]
                for identifier, entity in entities.items():
                    target = getattr(entity, name)
                    if target is not None and target not in legal:
                        yield _unknown(
                            strategy, At(section, identifier, field.path), target, field.ref, names
                        )
                continue
            for identifier, entity in entities.items():
                if len(field.path) == 1 and not field.within and not getattr(entity, field.path[0]):
                    continue
                part: Literal["key", "value"] = "key" if field.form == "keys" else "value"
                for path, target in named(entity, field):
                    if target not in legal and not _inside_unread(strategy, field.ref, target):
                        yield _unknown(
                            strategy, At(section, identifier, path, part), target, field.ref, names
                        )
    yield from _actions(strategy, names)
    yield from _header_owner(strategy)


def _actions(strategy: Strategy, names: dict[Ref, _Candidates]) -> Iterator[Finding]:
    """Yield a finding for every id in what a trigger does that is not there."""
    for action in actions_of(strategy):
        for ref, target in action.named():
            if (
                strategy.knows(*ref.sections)
                and owner_section(strategy, ref, target) is None
                and not _inside_unread(strategy, ref, target)
            ):
                at = At("triggers", action.trigger, ("then", action.index))
                yield _unknown(strategy, at, target, ref, names)


def _inside_unread(strategy: Strategy, ref: Ref, target: str) -> bool:
    """Return whether a dotted path leads into an entity of which the inner part could not be read."""
    root, _, rest = target.partition(".")
    section = ref.sections[0]
    return bool(rest and ref.inner) and (
        (section, root) in strategy.lost or strategy.lacks(section, root, ref.inner)
    )


def _header_owner(strategy: Strategy) -> Iterator[Finding]:
    owner = strategy.header.owner
    ref = Ref(("people", "teams"))
    if (
        owner is not None
        and strategy.header_read
        and strategy.knows(*ref.sections)
        and owner_section(strategy, ref, owner) is None
    ):
        yield _unknown(strategy, At("strategy", path=("owner",)), owner, ref, {})


def _legal(strategy: Strategy, ref: Ref) -> Iterable[str]:
    """Yield everything that a field of this reference may say."""
    for section in ref.sections:
        for identifier, entity in strategy.section(section).items():
            yield identifier
            if ref.inner:
                yield from _paths(identifier, entity, ref.inner)
        yield from (lost for home, lost in strategy.lost if home == section)


def _paths(prefix: str, node: Any, inner: str) -> Iterator[str]:
    for key, child in getattr(node, inner).items():
        yield f"{prefix}.{key}"
        yield from _paths(f"{prefix}.{key}", child, inner)


def _either(sections: Iterable[str]) -> str:
    return either(f"`{name}`" for name in sections)


def _unknown(strategy: Strategy, at: At, target: str, ref: Ref, names: dict[Ref, _Candidates]) -> Finding:
    """Return the finding about an id that is not there; `names` keeps what is looked among for a misspelt one."""
    root = target.partition(".")[0]
    elsewhere = [name for name in SECTIONS if name not in ref.sections and strategy.defines(name, root)]
    if elsewhere:
        return Finding(
            WRONG_SECTION,
            "`{id}` is defined in `{elsewhere}`, but this field names an entry of {sections}",
            at,
            params={"id": target, "elsewhere": elsewhere[0], "sections": _either(ref.sections)},
            related=(Related(At(elsewhere[0], root, part="key"), "defined here"),),
            hint="name an entry of {sections}, or define one",
        )
    several = [part.strip() for part in re.split(r"[,，、;；]", target) if part.strip()]
    if len(several) > 1:
        return Finding(
            UNKNOWN_ID,
            "`{id}` is read as one id",
            at,
            params={"id": target, "list": "[" + ", ".join(several) + "]"},
            hint="put several ids in square brackets: {list}",
        )
    if ref not in names:
        names[ref] = _Candidates(strategy, ref)
    near = names[ref].near(target, itself=at.id if at.section in ref.sections else "")
    is_comment = has_wide_comment(target)
    hint = "did you mean {near}?" if near else "define it in {sections}, or name one that exists"
    return Finding(
        UNKNOWN_ID,
        "`{id}` is not defined in {sections}",
        at,
        params={"id": target, "sections": _either(ref.sections), "near": near},
        hint=WIDE_COMMENT if is_comment else hint,
        label="not defined",
        meant=None if is_comment else meant_by(target, near),
    )
