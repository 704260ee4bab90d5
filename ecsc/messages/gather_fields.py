"""What the schemas of the language say to people: titles and descriptions, what choices mean, what absence means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ecsc.messages.prose import left_out
from ecsc.messages.schema_words import in_words

OF_OUTPUTS = ("check", "plan", "price_answer", "offers_answer")
"""Schemas of what programs read. They are published byte for byte, in English."""


def field_texts(schemas: Path) -> Iterator[tuple[str, str]]:
    """Yield every text in the schemas of what authors write, with the file it stands in."""
    for path in sorted(schemas.glob("*.schema.json")):
        if path.name.removesuffix(".schema.json") in OF_OUTPUTS:
            continue
        for text in _texts(json.loads(path.read_text("utf-8"))):
            yield text, f"schemas/{path.name}"
            if then := left_out(text):  # `ecsc explain` tells it by itself
                yield then, f"schemas/{path.name}"


def _texts(schema: object) -> list[str]:
    """Return what `in_words` asks for."""
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return text

    in_words(schema, ask)
    return [text for text in asked if text]
