"""The schema in another language: every text for people is told, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ecsc.messages import words
from ecsc.messages.gather_fields import field_texts
from ecsc.messages.schema_words import TOLD, TOLD_IN_LISTS, in_words
from ecsc.source.shape.gate import bundle, schema_folder


def shouted(schema: object) -> Any:
    return in_words(schema, str.upper)


def test_texts_are_told_and_values_stay() -> None:
    schema = {
        "title": "A",
        "description": "b",
        "enum": ["x"],
        "enumDescriptions": ["means x", ""],
        "default": {"title": "t"},
        "examples": [{"description": "a shop", "title": "t"}],
        "const": "c",
        "properties": {"title": {"title": "the title"}, "description": {"type": "string"}},
        "anyOf": [{"description": "one"}],
    }
    assert shouted(schema) == {
        **schema,
        "title": "A",
        "description": "B",
        "enumDescriptions": ["MEANS X", ""],
        "properties": {"title": {"title": "THE TITLE"}, "description": {"type": "string"}},
        "anyOf": [{"description": "ONE"}],
    }


def without_texts(schema: object) -> Any:
    if isinstance(schema, list):
        return [without_texts(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in TOLD_IN_LISTS}
    return {
        key: without_texts(value)
        for key, value in kept.items()
        if not (key in TOLD and isinstance(value, str))
    }


def test_the_language_in_chinese_is_the_same_language() -> None:
    chinese = in_words(bundle(), words("zh-CN"))
    assert without_texts(chinese) == without_texts(bundle())
    assert chinese["$defs"]["goal"]["title"] == "目标"
    assert bundle()["$defs"]["goal"]["title"] == "Goal"


def test_every_text_of_the_schema_is_gathered() -> None:
    gathered = {text for text, _ in field_texts(Path(schema_folder()))}
    asked: list[str] = []
    in_words(bundle(), lambda text: asked.append(text) or text)  # type: ignore[func-returns-value]
    assert set(filter(None, asked)) <= gathered
