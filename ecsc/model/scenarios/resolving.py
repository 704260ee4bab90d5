"""Which field a change names: from its dotted path to a place in a file or table, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ecsc.diagnostics import Finding, PathStep, Rule
from ecsc.diagnostics.near import close_matches
from ecsc.model.readers import identifier
from ecsc.model.scenarios.ground import Ground, Home, is_single, value_at
from ecsc.model.scenarios.rules import FIXED, SAME, UNKNOWN_CHANGE
from ecsc.model.scenarios.written import Written
from ecsc.model.sections import SECTIONS, home_of
from ecsc.source.shape.schema_files import Schema, entry_of, fields_of, inside, schema_at
from ecsc.source.shape.suggest import near_fields, same_word

STAY = frozenset({"ecsc", "tables", "meta", "policies", "waivers", "scenarios"})
"""Sections that no scenario changes: the form of the files, and what a strategy is judged by."""

SHORT_LIST = 15


class Change(Struct, frozen=True):
    """A change with its field found. `home` is the field, its path as the file spells ids; `section` its section."""

    written: Written
    section: str
    home: Home


def resolve(written: Iterable[Written], ground: Ground) -> tuple[list[Change], list[Finding]]:
    """Return the changes of one scenario that can be made, and what is wrong with the others."""
    changes: list[Change] = []
    findings: list[Finding] = []
    places: dict[tuple[int | None, tuple[PathStep, ...]], Written] = {}
    found = [(one, _field(one, ground)) for one in written]
    # Outer fields come first, so that the part of a field is the one that is told.
    for one, place in sorted(found, key=lambda pair: _depth(pair[1])):
        if place is None:
            continue
        if isinstance(place, Finding):
            findings.append(place)
            continue
        section, home = place
        lengths = range(1, len(home.path) + 1)
        taken = next((each for n in lengths if (each := places.get((home.document, home.path[:n])))), None)
        if taken is not None:
            findings.append(
                _finding(
                    FIXED,
                    one,
                    "`{key}` is changed by `{other}` already",
                    "keep one of the two",
                    other=taken.key,
                )
            )
            continue
        places[home.document, home.path] = one
        if _same(ground.value(home), one.value):
            findings.append(
                _finding(SAME, one, "`{key}` is {value} already", "take the change out", value=str(one.value))
            )
        changes.append(Change(one, section, home))
    return changes, findings


def _depth(place: object) -> int:
    return len(place[1].path) if isinstance(place, tuple) else 0


def _same(stands: Any, value: Any) -> bool:
    """Return whether two values are written alike; a number and its digits as text are."""
    if isinstance(stands, dict | list) or isinstance(value, dict | list) or stands is None:
        return bool(stands == value)
    return str(stands).strip() == str(value).strip()


def _field(one: Written, ground: Ground) -> tuple[str, Home] | Finding | None:
    """Return section and place of the field that a change names; None where that part of the files is unread."""
    steps = tuple(identifier(step.strip()) for step in one.key.replace("．", ".").split("."))
    if not all(steps):
        hint = "write the section, the id and the field: `tasks.shop.duration`"
        return _unknown(one, "`{key}` is not a path of names with dots between them", one.key, (), hint)
    section, rest = home_of(steps)
    if section in STAY or section.startswith("x-"):
        hint = "change what the strategy plans, not what it is judged by"
        return _finding(FIXED, one, "no scenario changes `{section}`", hint, section=section)
    if section != "strategy" and section not in SECTIONS:
        schema: Schema = schema_at(()) or {}
        near = [
            name for name in (*same_word(section, schema), *near_fields(section, schema)) if name not in STAY
        ]
        hint = "begin with the section, as in `tasks.shop.duration`"
        return _unknown(one, "`{name}` is not a section of a strategy", section, near, hint)
    if is_single(section):
        return _in_single(one, section, rest, ground)
    if len(rest) < 2:
        return _too_wide(one, steps)
    home = ground.entries(section).get(rest[0])
    if home is None:
        if not ground.is_whole(section):
            return None
        known = ground.entries(section)
        folded = rest[0].casefold()
        near = [each for each in known if each.casefold() == folded] or close_matches(rest[0], known)
        hint = "a scenario changes what is there: name one of `{section}`"
        return _unknown(one, "there is no `{name}` in `{section}`", rest[0], near, hint, section=section)
    return _inside(one, section, home, rest[1:], ground)


def _in_single(
    one: Written, section: str, rest: Sequence[str], ground: Ground
) -> tuple[str, Home] | Finding | None:
    if not rest:
        return _too_wide(one, (section,))
    if (section, rest[0]) == ("strategy", "id"):
        hint = "a scenario is the same strategy: give the scenario a `name`"
        return _finding(FIXED, one, "no scenario changes `{section}`", hint, section="strategy.id")
    home = ground.single(section, rest[0])
    if home is None:
        if not ground.is_whole(section):
            return None
        hint = "write the section first: a scenario changes what is there"
        return _unknown(one, "the strategy has no `{name}`", section, (), hint)
    return _inside(one, section, home, rest, ground)


def _too_wide(one: Written, steps: Sequence[str]) -> Finding:
    value = one.value
    while isinstance(value, Mapping) and value:
        step = next(iter(value))
        steps, value = (*steps, str(step)), value[step]
    hint = "name a field, as in `{example}`"
    enough = steps[0] in SECTIONS and is_single(steps[0]) and len(steps) > 1
    example = ".".join(steps) if enough or len(steps) > 2 else f"{'.'.join(steps)}.name"
    return _finding(FIXED, one, "`{key}` is more than a field", hint, example=example)


def _inside(
    one: Written, section: str, home: Home, steps: Sequence[str], ground: Ground
) -> tuple[str, Home] | Finding | None:
    """Return the place of a field inside an entry, level by level by what the language has there.

    None for an entry that is not one, which is told where it stands.
    """
    path = home.path
    # An id is any name to the schema, so the written one leads to its entry as well as another form would.
    schema: Schema = schema_at(path) or {}
    node = ground.value(home)
    if not isinstance(node, Mapping):
        return None
    depth = section.count(".") + 1
    for step in steps:
        above = ".".join((section, *map(str, path[depth:])))
        if node is not None and not isinstance(node, dict | list):
            hint = "change `{whole}` as a whole"
            return _unknown(one, "`{whole}` is one value, without `{name}`", step, (), hint, whole=above)
        below, key = _item(step, schema, node) if isinstance(node, list) else _named(step, schema, node)
        if below is None:
            return _no_field(one, step, above, schema, node)
        path, schema = (*path, key), below
        node = value_at(node, (key,))
    return section, Home(home.document, path)


def _no_field(one: Written, step: str, above: str, schema: Schema, node: Any) -> Finding:
    """Return the finding on a step that is no field, nor an item or entry that stands there."""
    if isinstance(node, list):
        known = [str(number) for number in range(len(node))]
    else:
        known = list(fields_of(schema)) or [str(each) for each in node or ()]
    near = [*same_word(step, schema), *near_fields(step, schema)] or close_matches(step, known)
    hint = "the fields there are {known}" if len(known) <= SHORT_LIST else "look for its name there"
    if not known:
        hint = "change `{above}` as a whole"
    return _unknown(one, "`{name}` is not a field of `{above}`", step, near, hint, above=above, known=known)


def _item(step: str, schema: Schema, node: Sequence[Any]) -> tuple[Schema | None, PathStep]:
    """Return what the language says of an item of a list, and its number; None where there is none."""
    if not (step.isascii() and step.isdigit() and len(step) < 6 and int(step) < len(node)):
        return None, step
    return inside(schema, int(step)) or {}, int(step)


def _named(step: str, schema: Schema, node: Any) -> tuple[Schema | None, PathStep]:
    """Return what the language says of a field, and its key as the file spells it; None for no field.

    Names of fields come from the language; where it leaves names free, as of entries and periods, they are those
    that stand there.
    """
    if step in fields_of(schema):
        return inside(schema, step) or {}, step
    keys = node if isinstance(node, Mapping) else {}
    written = step if step in keys else next((key for key in keys if identifier(str(key)) == step), None)
    if written is None and (entry_of(schema) is not None or keys or "additionalProperties" not in schema):
        return None, step
    below = inside(schema, step)
    return (below if below is not None or written is None else {}), written or step


def _unknown(
    one: Written, message: str, name: str, near: Iterable[str], hint: str, **params: object
) -> Finding:
    close = list(dict.fromkeys(near))[:5]
    return _finding(
        UNKNOWN_CHANGE,
        one,
        message,
        "did you mean {near}?" if close else hint,
        name=name,
        near=close,
        **params,
    )


def _finding(rule: Rule, one: Written, message: str, hint: str, **params: object) -> Finding:
    at = one.document.span(one.place, "key")
    return Finding(rule, message, at, params={"key": one.key, **params}, hint=hint)
