"""Values of the wrong kind, in plain words: what must stand there, what does, and how to write it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ecsc.diagnostics import Finding, Fix
from ecsc.diagnostics.slips import folded, meant_by
from ecsc.messages import Phrase
from ecsc.source.oddities.odd_text import WIDE_COMMENT, has_wide_comment
from ecsc.source.plain import TRUTHY_WORDS, misread_number
from ecsc.source.shape import rules
from ecsc.source.shape.mending import as_item, in_quotes, on_one_line
from ecsc.source.shape.schema_files import ID_PATTERN, Schema, schema_at
from ecsc.source.shape.spelled import clipped, examples, quoted, spelled
from ecsc.source.shape.suggest import near_words
from ecsc.source.shape.wording import MISSING, MUST, dotted, found_label, is_item, value_at
from ecsc.source.shape.wrong_keys import bad_id_value, id_from

if TYPE_CHECKING:
    from ecsc.source.document import Document
    from ecsc.source.shape.schema_files import DataPath

CHINESE_WORDS: Final = {
    "是": True,
    "对": True,
    "有": True,
    "真": True,
    "否": False,
    "不": False,
    "无": False,
    "假": False,
}
_BETWEEN: Final = re.compile(r"\s*[,，、;；]\s*")


def wrong_value(document: Document, path: DataPath, keyword: str) -> Finding | None:
    """Return what is wrong with the value at `path`, where `keyword` of its schema failed.

    None for a value that is not in the data: whoever read the file has told about it.
    """
    value, schema = value_at(document.data, path), schema_at(path)
    if value is MISSING or schema is None:
        return None
    if keyword == "const":
        return _version(document, path, schema)
    if keyword == "pattern":
        return bad_id_value(document, path, str(value))
    if keyword in ("minimum", "maximum"):
        return _out_of_range(document, path, schema)
    if keyword == "enum" or ("enum" in schema and not isinstance(value, list | dict) and value is not None):
        return _not_a_choice(document, path, value, schema)
    return _wrong_kind(document, path, value, schema)


def _version(document: Document, path: DataPath, schema: Schema) -> Finding:
    return Finding(
        rules.LANGUAGE_VERSION,
        "this version of ecsc reads version {known} of the language only",
        document.span(path),
        params={"known": schema["const"]},
        hint="write `ecsc: {known}`, or install the version of ecsc that the file was written for",
    )


def _out_of_range(document: Document, path: DataPath, schema: Schema) -> Finding:
    low, high = schema.get("minimum"), schema.get("maximum")
    return Finding(
        rules.OUT_OF_RANGE,
        "`{where}` must be {low} or more" if high is None else "`{where}` must be between {low} and {high}",
        document.span(path),
        params={"where": dotted(path), "low": low, "high": high},
    )


def _not_a_choice(document: Document, path: DataPath, value: object, schema: Schema) -> Finding:
    words: list[str] = schema["enum"]
    meanings = schema.get("enumDescriptions") or [""] * len(words)
    text = value if isinstance(value, str) else spelled(value)
    same = tuple(word for word in words if folded(word) == folded(text))
    candidates = same or near_words(text, words)
    meant = meant_by(text, candidates, words)
    fixes = (Fix(document.span(path), meant.text, meant.safe),) if meant is not None else ()
    choices = [
        Phrase("{word} ({meaning})", word=word, meaning=Phrase(meaning)) if meaning else word
        for word, meaning in zip(words, meanings, strict=True)
    ]
    hint = "the words are {choices}"
    if len(candidates) == 1:
        hint = "did you mean {candidates}? The words are {choices}"
    elif candidates:
        hint = "did you mean one of {candidates}? The words are {choices}"
    if has_wide_comment(text):
        hint, fixes = WIDE_COMMENT, ()
    return Finding(
        rules.UNKNOWN_WORD,
        "`{value}` is not one of the words that `{where}` takes",
        document.span(path),
        params={
            "value": clipped(text),
            "where": dotted(path),
            "candidates": list(candidates),
            "choices": choices,
        },
        hint=hint,
        fixes=fixes,
    )


def _wrong_kind(document: Document, path: DataPath, value: Any, schema: Schema) -> Finding:
    kind = str(schema.get("x-ecsc-kind", ""))
    if value is None:
        return _empty(document, path, schema, kind)
    if kind == "entries" and isinstance(value, list):
        return _list_for_ids(document, path, value)
    if kind == "list":
        return _single(document, path, value)
    if kind == "flag" and isinstance(value, str):
        meant = TRUTHY_WORDS.get(value.strip(), CHINESE_WORDS.get(value.strip()))
        meant = {"true": True, "false": False}.get(value.strip().lower(), meant)
        if meant is not None:
            return _yes_or_no(document, path, value, meant)
    if kind == "whole_number" and isinstance(value, str):
        number = misread_number(value)
        if number is not None:
            return _misread(document, path, value, number)
    return _other_kind(document, path, value, schema, kind)


def _other_kind(document: Document, path: DataPath, value: Any, schema: Schema, kind: str) -> Finding:
    template = "ref" if kind.startswith("ref:") else kind
    params: dict[str, object] = {
        "where": dotted(path) or "this file",
        "sections": kind.partition(":")[2].split(",") if template == "ref" else [],
        "examples": examples(schema.get("examples") or ()),
        "written": _as_text(value, kind),
    }
    fixes: tuple[Fix, ...] = ()
    hint = "write for example {examples}" if params["examples"] else ""
    if kind == "entries" and not hint:
        hint = "write each on a line of its own: an id, a colon and its fields"
    if isinstance(value, bool) and path and path[-1] == "skip":
        params["written"] = ""
        hint = "write the reason, as in `skip: {examples}`"
    elif params["written"]:
        hint = "if a text is meant, put it in quotes: {written}"
        fixes = in_quotes(document, path)
        if fixes:
            span = document.span(path)
            params["written"] = clipped(quoted(document.source.text[span.start : span.end]))
    elif isinstance(value, list) and len(value) == 1 and template not in ("fields", "entries", "map"):
        params["written"] = clipped(spelled(value[0]))
        hint = "only one can stand here: write it without the brackets or the dash: {written}"
        if not isinstance(value[0], list | dict):
            fixes = on_one_line(document, path, spelled(value[0]), safe=True)
    elif (
        isinstance(value, list) and template in ("fields", "map") and all(isinstance(x, dict) for x in value)
    ):
        hint = "take the dashes away: each name starts its own line, without a dash"
    return Finding(
        rules.WRONG_TYPE,
        MUST.get(template, "`{where}` has a value of the wrong kind"),
        document.span(path) if path else document.span(()),
        params=params,
        label=found_label(value),
        hint=hint,
        fixes=fixes,
    )


def _as_text(value: Any, kind: str) -> str:
    """Return a value in quotes when the author most likely meant a text, else an empty text."""
    if kind in ("text", "one_or_many") and isinstance(value, bool):
        return quoted("true" if value else "false")
    if kind.startswith("ref:") and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return ""
    if (
        kind in ("text", "one_or_many", "expression", "dependencies")
        and isinstance(value, dict)
        and len(value) == 1
    ):
        ((key, part),) = value.items()
        if not isinstance(part, dict | list):
            return clipped(quoted(f"{key}: {spelled(part)}" if part is not None else f"{{{key}}}"))
    return ""


def _empty(document: Document, path: DataPath, schema: Schema, kind: str) -> Finding:
    params: dict[str, object] = {
        "where": dotted(path),
        "examples": [f"{path[-1]}: {each}" for each in examples(schema.get("examples") or ())[:2]],
        "list": dotted(path[:-1]),
    }
    if is_item(path):
        message, hint = (
            "a line of the list `{list}` has nothing after its dash",
            "write something there, or take the line out",
        )
    elif kind in ("fields", "offer") and len(path) == 2:
        message = "`{where}` has nothing under it"
        hint = "give it fields, as in {examples}, or take the line out; if its fields follow, indent them"
    else:
        message = "`{where}` has no value"
        hint = (
            "write for example {examples}, or take the line out"
            if params["examples"]
            else "write a value, or take the line out"
        )
    at = document.span(path) if is_item(path) else document.span(path, "key")
    return Finding(rules.EMPTY_VALUE, message, at, params=params, label="nothing here", hint=hint)


def _list_for_ids(document: Document, path: DataPath, value: list[Any]) -> Finding:
    first = value[0] if value else None
    rest: object = {"name": "…"}
    identifier = "first_one"
    if isinstance(first, dict) and first:
        rest = {key: part for key, part in first.items() if key != "id"}
        named = first.get("id", first.get("name"))
        if isinstance(named, str | int | Decimal) and not isinstance(named, bool):
            identifier = id_from(str(named).lower())
        elif len(first) == 1 and isinstance(next(iter(first.values())), dict):
            ((key, rest),) = first.items()
            identifier = id_from(str(key))
    elif isinstance(first, str):
        identifier, rest = id_from(first.lower()), {"name": first}
    return Finding(
        rules.LIST_FOR_IDS,
        "`{where}` must be entries, each under an id of its own, not a list",
        document.span(path, "key"),
        params={
            "where": dotted(path),
            "id": identifier,
            "example": clipped(f"{identifier}: {spelled(rest)}"),
        },
        label="a list follows",
        hint="take the dash away and give each entry an id that others can name, as in `{example}`",
    )


def _single(document: Document, path: DataPath, value: Any) -> Finding:
    params: dict[str, object] = {"where": dotted(path), "written": ""}
    fixes: tuple[Fix, ...] = ()
    hint = "put a dash and a blank in front of each entry"
    if isinstance(value, str):
        parts = [part for part in _BETWEEN.split(value.strip()) if part]
        params["written"] = clipped(f"{path[-1]}: {spelled(parts)}")
        hint = "put it in square brackets: `{written}`"
        ids = all(re.fullmatch(ID_PATTERN, part) for part in parts)
        if ids or len(parts) == 1:
            fixes = on_one_line(document, path, spelled(parts), safe=True)
    elif not isinstance(value, dict):
        params["written"] = clipped(f"{path[-1]}: [{spelled(value)}]")
        hint = "put it in square brackets: `{written}`"
        fixes = on_one_line(document, path, f"[{spelled(value)}]", safe=True)
    elif not value:
        hint = "write `[]` for an empty list"
        fixes = on_one_line(document, path, "[]", safe=True)
    else:
        fixes = as_item(document, path)
    return Finding(
        rules.SINGLE_FOR_LIST,
        MUST["list"],
        document.span(path),
        params=params,
        label=found_label(value),
        hint=hint,
        fixes=fixes,
    )


def _yes_or_no(document: Document, path: DataPath, value: str, meant: bool) -> Finding:
    return Finding(
        rules.YES_OR_NO,
        "`{value}` is a text here; `{where}` must be true or false",
        document.span(path),
        params={"value": value, "where": dotted(path), "meant": spelled(meant)},
        hint="write `{meant}`",
        fixes=(Fix(document.span(path), spelled(meant), safe=True),),
    )


def _misread(document: Document, path: DataPath, value: str, number: str) -> Finding:
    return Finding(
        rules.MISREAD_NUMBER,
        "`{value}` is a text and no number, because programs disagree about what it means",
        document.span(path),
        params={"value": clipped(value), "where": dotted(path), "number": number},
        hint="write {number} if that is the number meant",
        fixes=(Fix(document.span(path), number, safe=True),),
    )
