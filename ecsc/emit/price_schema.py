"""The JSON Schemas of what `ecsc price` and `ecsc offers` answer to programs.

`python -m ecsc.emit.price_schema` writes them after a type of an answer has changed.
"""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct

from ecsc.emit.price_types import OFFERS_VERSION, PRICE_VERSION, OffersAnswer, PriceAnswer
from ecsc.emit.schema_of_types import Schema, struct_schema

FOLDER = Path(__file__).parents[2] / "schemas"
"""Where the schemas stand in a checkout of the project."""

ANSWERS: dict[str, tuple[str, type[Struct], int]] = {
    "price": ("price_answer.schema.json", PriceAnswer, PRICE_VERSION),
    "offers": ("offers_answer.schema.json", OffersAnswer, OFFERS_VERSION),
}
"""Command to the file, the type and the version of its answer."""


def answer_schema(command: str) -> Schema:
    """Return the schema of what a command answers."""
    kind, version = ANSWERS[command][1:]
    defs: dict[str, Schema] = {}
    root = struct_schema(kind, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ecsc:{command}:{version}",
        **root,
        "title": f"ecsc {command}",
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def published(command: str) -> bytes:
    """Return the bytes of a published schema."""
    return (json.dumps(answer_schema(command), indent=2, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    for name, answer in ANSWERS.items():
        (FOLDER / answer[0]).write_bytes(published(name))
