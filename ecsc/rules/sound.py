"""Findings that others made: looked through part by part, so that nothing of them can fail where they are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from ecsc.diagnostics import At, Finding, Fix, Place, Related, Rule, Severity, Span
from ecsc.diagnostics.finding import Meant
from ecsc.messages import Phrase, words

_Part = TypeVar("_Part", bound=Struct)


def sound(one: object, rules: Collection[Rule]) -> Finding:
    """Return a finding under one of the `rules` in which everything is what it should be.

    A parameter that no language knows how to print becomes the text that it says it is. Raises whatever the thing
    raises when it is looked at, `TypeError` and `ValueError` where it is no such finding.
    """
    if not isinstance(one, Finding):
        raise TypeError(f"{one!r} is no finding")
    if one.rule not in rules:
        code = one.rule.code if isinstance(one.rule, Rule) else one.rule
        raise ValueError(f"{code!r} is no rule of this plug-in")
    if not all(isinstance(text, str) for text in (one.message, one.label, one.hint)):
        raise TypeError("message, label and hint are texts")
    if one.severity is not None and not isinstance(one.severity, Severity):
        raise TypeError(f"{one.severity!r} is no severity")
    return msgspec.structs.replace(
        one,
        at=_place(one.at),
        params=_params(one.params),
        related=tuple(_related(each) for each in one.related),
        fixes=tuple(_fix(each) for each in one.fixes),
        missing=msgspec.convert(one.missing, tuple[str, ...]),
        about=None if one.about is None else _part(one.about, At),
        meant=None if one.meant is None else _part(one.meant, Meant),
    )


def _related(one: object) -> Related:
    if not isinstance(one, Related) or not isinstance(one.label, str):
        raise TypeError(f"{one!r} is no second place")
    return Related(_place(one.at), one.label, _params(one.extra))


def _fix(one: object) -> Fix:
    if not isinstance(one, Fix):
        raise TypeError(f"{one!r} is no fix")
    _place(one.span)
    return _part(one, Fix)


def _place(place: object) -> Place:
    if isinstance(place, At):
        return _part(place, At)
    if not isinstance(place, Span):
        raise TypeError(f"{place!r} is no place in a strategy")
    span = _part(place, Span)
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    if not 0 <= span.start <= span.end or min(*start, *end) < 1 or start > end:
        raise ValueError(f"{place!r} is no place in a file")
    return span


def _part(part: object, kind: type[_Part]) -> _Part:
    """Return a part of a finding with its fields as they are declared, which a `Struct` itself does not look at."""
    if not isinstance(part, kind):
        raise TypeError(f"{part!r} is no {kind.__name__}")
    return msgspec.convert(msgspec.structs.asdict(part), kind)


def _params(params: object) -> Mapping[str, object]:
    if not isinstance(params, dict) or not all(isinstance(name, str) for name in params):
        raise TypeError("parameters stand in a dict, by name")
    return {name: _printable(value) for name, value in params.items()}


def _printable(value: object) -> object:
    """Return a parameter that every language prints: the value, or else its text."""
    if isinstance(value, str) and not isinstance(value, Phrase):
        return str(value)
    try:
        words("en").show(value)
    except Exception:
        return str(value)
    return value
