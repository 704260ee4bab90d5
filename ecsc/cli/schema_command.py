"""`ecsc schema`: the language as JSON Schema."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from ecsc.cli.choices import LANGUAGE, Word

OUTPUTS = {
    "check": "check.schema.json",
    "plan": "plan.schema.json",
    "price": "price_answer.schema.json",
    "offers": "offers_answer.schema.json",
}
"""What is written for programs, and the file that describes it."""


def _sections() -> list[str]:
    from ecsc.source.shape.gate import bundle

    return [*bundle()["properties"], *OUTPUTS]


@click.command("schema")
@click.argument("section", required=False, type=Word(_sections))
@LANGUAGE
def command(section: str | None, lang: str | None) -> None:
    """Print the JSON schema of the language, of one SECTION, or of `plan`, the compiled plan.

    `check`, `price` and `offers` are what these commands answer with --format json; they are in English.

    Editors use it to complete and check while you type, and show what each field says.
    """
    import json
    from pathlib import Path

    from ecsc.cli.screen import is_unicode
    from ecsc.cli.spoken import words_at
    from ecsc.messages.schema_words import in_words
    from ecsc.source.shape.gate import bundle, schema_folder

    if section in OUTPUTS:  # byte for byte, so that it can be compared with the published one
        click.echo(Path(schema_folder(), OUTPUTS[section]).read_bytes(), nl=False)
        return
    document = in_words(bundle() if section is None else of_section(bundle(), section), words_at(lang))
    click.echo(json.dumps(document, indent=2, ensure_ascii=not is_unicode(sys.stdout)))


def of_section(whole: Mapping[str, Any], section: str) -> dict[str, Any]:
    """Return the schema of one section as a document of its own, with only the definitions it needs."""
    part: dict[str, Any] = whole["properties"][section]
    needed: dict[str, Any] = {}
    waiting = list(_references(part))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = whole["$defs"][name]
            waiting.extend(_references(needed[name]))
    definitions = {name: needed[name] for name in sorted(needed)}
    return {"$schema": whole["$schema"], **part, "$defs": definitions}


def _references(schema: object) -> list[str]:
    """Return the names of the definitions that `schema` refers to, itself and below."""
    if isinstance(schema, list):
        return [name for each in schema for name in _references(each)]
    if not isinstance(schema, dict):
        return []
    target = schema.get("$ref")
    own = [target.removeprefix("#/$defs/")] if isinstance(target, str) else []
    return own + [name for each in schema.values() for name in _references(each)]
