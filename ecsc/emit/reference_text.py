"""What `explain` prints of the language: lines for people, the same as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ecsc.emit.reference import Described, reference
from ecsc.messages import Words


def reference_text(one: Described, w: Words) -> Iterator[tuple[int, str]]:
    """Yield lines as (depth, text): what it is, the words it takes, then its fields, each with an example."""
    yield 0, w("{field}: what can be written", field=one.name)
    yield from ((1, line) for line in _about(one, w))
    if one.words:
        yield 0, w("Words it takes")
        yield from (
            (1, w("{name}: {text}", name=word, text=w(means)) if means else word) for word, means in one.words
        )
    if one.form == "entries":
        yield 0, w("Each entry stands under an id of its own, with these fields")
    elif one.fields:
        yield 0, w("Fields")
    for field in one.fields:
        yield from _field(field, w)
    deeper = next((field.name for field in one.fields if field.form != "value"), None)
    if deeper is not None:
        yield 0, w("More about one of them: ecsc explain {field}", field=f"{one.name}.{deeper}")


def about_field(steps: Sequence[str], w: Words) -> Iterator[str]:
    """Yield what the language says of a field, and the words it takes, in lines; nothing where it has no such field."""
    one = reference(steps, ids=True)
    if one is not None:
        yield from filter(None, [w(one.about)])
        if one.words:
            yield w("one of {words}", words=[word for word, _ in one.words])


def _about(one: Described, w: Words) -> Iterator[str]:
    if one.about:
        yield w(one.about)
    if one.required:
        yield w("It must be given.")
    if one.example:
        yield w("For example `{example}`", example=f"{one.name.rpartition('.')[2]}: {one.example}")


def _field(one: Described, w: Words) -> Iterator[tuple[int, str]]:
    name = w("{field} (required)", field=one.name) if one.required else one.name
    yield 1, w("{name}: {text}", name=name, text=w(one.about))
    if one.words:
        yield 2, w("one of {words}", words=[word for word, _ in one.words])
    if one.example:
        yield 2, f"{one.name}: {one.example}"


def reference_document(one: Described, w: Words) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "name": one.name,
        "title": w(one.title),
        "about": w(one.about),
        "required": one.required,
        "form": one.form,
        "words": [{"word": word, "meaning": w(means) if means else None} for word, means in one.words],
        "example": one.example or None,
        "fields": [reference_document(field, w) for field in one.fields],
    }
