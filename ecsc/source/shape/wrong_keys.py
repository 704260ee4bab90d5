"""Keys that cannot stand where they stand, misspelt ids, and fields that are missing."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ecsc.diagnostics import Finding, Fix
from ecsc.diagnostics.slips import meant_by
from ecsc.source.oddities.odd_text import WIDE_COMMENT, has_wide_comment
from ecsc.source.shape import rules
from ecsc.source.shape.key_words import goods_named, is_article_code, is_word
from ecsc.source.shape.schema_files import Schema, bundle, fields_of, resolved, schema_at
from ecsc.source.shape.spelled import clipped, examples
from ecsc.source.shape.suggest import homes, near_fields, near_words, nested_home, same_word
from ecsc.source.shape.wording import dotted, named_path, value_at

if TYPE_CHECKING:
    from ecsc.source.document import Document
    from ecsc.source.shape.schema_files import DataPath

SHORT_LIST: Final = 15
MOST_USED: Final = (
    *("goals", "tasks", "budgets", "promotions", "channels", "tactics", "products", "milestones", "people"),
    "risks",
)
"""The sections that are told where none is like the unknown one: all of them would fill a screen."""

FEW_HOMES: Final = 3

A_SECTION: Final = 0.7
"""How alike, by difflib's ratio, a key must be to a section to be taken for it: `notes` are no `teams`."""

_ZEROED: Final = re.compile(r"\s*0[0-9]")


def unknown_key(document: Document, path: DataPath, key: str) -> tuple[Finding, str]:
    """Return the finding on `key` of the fields at `path`, and the field that was most likely meant."""
    schema = schema_at(path) or {}
    fields = fields_of(schema)
    same = same_word(key, schema)
    is_code = not same and is_article_code(key)
    place = () if same or is_code else _elsewhere(path, key, fields)
    near = () if same or is_code or place else _near(path, key, schema)
    names = same or fields
    meant = meant_by(key, same or near, names)
    beside = value_at(document.data, path)
    there = [name for name in same or near if isinstance(beside, dict) and name in beside]
    doubled = meant.text if meant is not None and meant.text in there and (same or meant.safe) else ""
    candidates = tuple(name for name in same or near if name not in there or name == doubled)
    where = document.span((*path, key), "key")
    params: dict[str, object] = {
        "key": clipped(key),
        "where": dotted(path),
        "candidates": list(candidates),
        "place": place[1] if place else "",
        "fields": list(fields),
    }
    fixes: tuple[Fix, ...] = ()
    if doubled:
        hint = "`{key}` means `{there}`, which is there already: keep one of the two"
        params["there"] = doubled
    elif is_code:
        hint = "an article number or code of your own goes under `x-{key}`, in quotation marks"
    elif place:
        hint = place[0]
    elif (goods := goods_named(document, (*path, key), candidates)) is not None:
        hint = "did you mean {candidates}? One product is `products.a`, several are `{several}`"
        if goods.line:
            hint = "write `{line}`; several products are `{several}`" if goods.several else "write `{line}`"
        params |= {"line": goods.line, "several": goods.several}
        fixes = goods.fixes
    else:
        hint = _hint(path, key, candidates, fields, params)
        meant = meant_by(key, candidates, candidates if same else fields)
        if meant is not None:
            safe = len(same) == 1 or (meant.safe and not is_word(key, meant.text, in_entry=bool(path)))
            fixes = (Fix(where, meant.text, safe and not _has_leading_zero(document, (*path, key))),)
    finding = Finding(
        rules.UNKNOWN_KEY if path else rules.UNKNOWN_SECTION,
        "`{key}` is not a field of `{where}`" if path else "`{key}` is not a section of a strategy",
        where,
        params=params,
        label="unknown field" if path else "unknown section",
        hint=hint,
        fixes=fixes,
    )
    return finding, doubled or (candidates[0] if candidates else "")


def _near(path: DataPath, key: str, schema: Schema) -> tuple[str, ...]:
    if path:
        return near_fields(key, schema)
    return near_fields(key, schema, A_SECTION) or near_words(key, bundle()["properties"], A_SECTION)


def _has_leading_zero(document: Document, path: DataPath) -> bool:
    """Return whether a code may stand at `path`: as a number of a field that is known it would lose its zeros."""
    value = value_at(document.data, path)
    return isinstance(value, str) and _ZEROED.match(value) is not None


def _elsewhere(path: DataPath, key: str, fields: dict[str, Schema]) -> tuple[str, str] | tuple[()]:
    """Return what to say, with the place, when `key` is a field nearby or a section."""
    nested = nested_home(key, fields) if path else ""
    if nested:
        return "`{key}` stands one level deeper, under `{place}`", dotted((*path, nested))
    for length in range(len(path) - 1, 0, -1):
        if key in fields_of(schema_at(path[:length]) or {}):
            return "`{key}` stands further out, as a field of `{place}`: indent it less", dotted(
                path[:length]
            )
    if path and key in bundle()["properties"]:
        return (
            "`{key}` is a section of its own: start its line at the left edge, without blanks before it",
            key,
        )
    if not path and key in fields_of(bundle()["$defs"]["strategy"]):
        return "`{key}` is a field of `{place}`: indent it under `{place}:`", "strategy"
    return ()


def _hint(
    path: DataPath,
    key: str,
    candidates: tuple[str, ...],
    fields: dict[str, Schema],
    params: dict[str, object],
) -> str:
    if len(candidates) == 1:
        return "did you mean {candidates}?"
    if candidates:
        return "did you mean one of {candidates}?"
    elsewhere = homes(key) if path else ()
    if 0 < len(elsewhere) <= FEW_HOMES:
        params["place"] = list(elsewhere)
        return "`{key}` is a field of {place}; a note of your own goes under `x-{key}`"
    if not path:
        params |= {"sections": list(MOST_USED), "count": len(fields)}
        return (
            "most used are {sections}; `ecsc schema` holds all {count}, and `ecsc explain suppliers` explains one;"
            " notes of your own go under `meta` or a name that starts with `x-`"
        )
    if len(fields) <= SHORT_LIST:
        return "the fields here are {fields}; a note of your own goes under a name that starts with `x-`"
    return "take it out, put it into `description`, or keep it as a note of your own: `x-{key}`"


def bad_id(document: Document, path: DataPath) -> Finding:
    """Return the finding on the key at `path`, which cannot be an id."""
    key = str(path[-1])
    return Finding(
        rules.BAD_ID,
        _what_is_wrong(key),
        document.span(path, "key"),
        params={"id": clipped(key), "meant": id_from(key)},
        label="not an id",
        hint="write `{meant}`, and put what people should read into `name`",
        fixes=(Fix(document.span(path, "key"), id_from(key), safe=False),),
    )


def bad_id_value(document: Document, path: DataPath, text: str) -> Finding:
    """Return the finding on the text at `path`, which cannot be an id."""
    is_comment = has_wide_comment(text)
    return Finding(
        rules.BAD_ID,
        _what_is_wrong(text),
        document.span(path),
        params={"id": clipped(text), "meant": id_from(text)},
        label="not an id",
        hint=WIDE_COMMENT if is_comment else "write `{meant}`, and put what people should read into `name`",
        fixes=() if is_comment else (Fix(document.span(path), id_from(text), safe=False),),
    )


def _what_is_wrong(key: str) -> str:
    if not key.strip():
        return "an id cannot be empty"
    if any(char.isspace() for char in key):
        return "`{id}` cannot be an id: there is a blank in it"
    if any(unicodedata.category(char) == "Pd" for char in key):
        return "`{id}` cannot be an id: there is a hyphen in it"
    if key[0].isdigit():
        return "`{id}` cannot be an id: it starts with a digit"
    return "`{id}` cannot be an id: it may only have letters, digits and `_`"


def id_from(text: str) -> str:
    """Return the id nearest to a text: `618 sale` → `p618_sale`."""
    words = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", text)).strip("_")
    if not words:
        return "entry_1"
    return f"p{words}" if words[0].isdigit() else words


def missing_keys(document: Document, path: DataPath, names: list[str]) -> Finding:
    """Return the finding on the fields `names` that the entry at `path` lacks."""
    schema = schema_at(path) or {}
    known = fields_of(schema)
    lines = [
        f"{name}: {each}"
        for name in names
        for each in examples((_field(known, name).get("examples") or [])[:1])
    ]
    return Finding(
        rules.MISSING_KEY,
        "`{where}` lacks {names}",
        document.span(named_path(path), "key") if named_path(path) == path else document.span(path),
        params={"where": dotted(path), "names": names, "lines": lines},
        label="needed here: {names}",
        hint="add for example `{lines}`" if len(lines) == 1 else "add for example {lines}" if lines else "",
    )


def _field(known: dict[str, Schema], name: str) -> Schema:
    return resolved(known[name]) if name in known else {}
