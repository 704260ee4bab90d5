"""Did you mean: the words that a misspelt one may stand for, closest first, at most five."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ecsc.diagnostics.slips import folded
from ecsc.source.shape.schema_files import Schema, bundle, fields_of, resolved

MOST = 5
CLOSE = 0.6
VERY_CLOSE = 0.8
SHORTEST, LONGEST = 2, 60


def same_word(word: str, schema: Schema) -> tuple[str, ...]:
    """Return the fields of the resolved `schema` that `word` is another name or another spelling of."""
    wanted = folded(word)
    names = _by_other_name(schema)
    return tuple(name for name in fields_of(schema) if wanted == name or name in names.get(wanted, ()))[:MOST]


def _by_other_name(schema: Schema) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, others in schema.get("x-ecsc-aliases", {}).items():
        for other in map(folded, others):
            found[other] = (*found.get(other, ()), name)
    return found


def near_words(word: str, words: Iterable[str], close: float = CLOSE) -> tuple[str, ...]:
    """Return those of `words` that look like `word`, closest first; `close` is difflib's ratio, 0 to 1."""
    return _near(folded(word)[:LONGEST], tuple(words), close)


def near_fields(word: str, schema: Schema, close_enough: float = CLOSE) -> tuple[str, ...]:
    """Return the fields whose name, or else whose other name, looks like `word`, closest first.

    A word that is a field of something else was most likely meant as that, unless it is very close.
    """
    elsewhere = bool(homes(word))
    close = near_words(word, fields_of(schema), VERY_CLOSE if elsewhere else close_enough)
    if close or elsewhere:
        return close
    by_name = _by_other_name(schema)
    near = _near(folded(word)[:LONGEST], tuple(by_name), VERY_CLOSE)
    return tuple(dict.fromkeys(name for other in near for name in by_name[other]))[:MOST]


@lru_cache(maxsize=1024)
def _near(word: str, words: tuple[str, ...], close: float) -> tuple[str, ...]:
    from difflib import get_close_matches

    by_folded = {folded(each): each for each in words}
    found = get_close_matches(word, by_folded, MOST, close)
    if not found and len(word) >= SHORTEST:
        found = [each for each in by_folded if each.startswith(word)][:MOST]
    return tuple(by_folded[each] for each in found)


@lru_cache(maxsize=1)
def _homes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}

    def visit(schema: Schema, place: str, seen: tuple[str, ...]) -> None:
        for name, part in fields_of(schema).items():
            found.setdefault(name, []).append(place)
            below = resolved(part)
            if below.get("properties") and below["title"] not in seen:
                visit(below, f"{place}.{name}", (*seen, below["title"]))

    for name, part in fields_of(bundle()).items():
        section = resolved(part)
        entry = section.get("additionalProperties")
        if name not in ("tables", "ecsc"):
            visit(resolved(entry) if isinstance(entry, dict) else section, name, ())
    return {key: tuple(places) for key, places in found.items()}


def homes(field: str) -> tuple[str, ...]:
    """Return the sections, or the fields with fields of their own, that have a field of this name."""
    return _homes().get(field, ())


def nested_home(field: str, fields: Mapping[str, Schema]) -> str:
    """Return the one of `fields` that has `field` among its own fields, else an empty text."""
    for name, schema in fields.items():
        if field in fields_of(resolved(schema)):
            return name
    return ""
