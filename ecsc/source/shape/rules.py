"""The rules about the shape of a file, codes ECS101 to ECS116."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics import Rule
from ecsc.source.shape.rules_keys import (
    BAD_ID,
    FOREIGN_FILE,
    LANGUAGE_VERSION,
    LIST_FOR_IDS,
    MISSING_KEY,
    NOT_INDENTED,
    UNKNOWN_KEY,
    UNKNOWN_SECTION,
)
from ecsc.source.shape.rules_values import (
    EMPTY_VALUE,
    MISREAD_NUMBER,
    OUT_OF_RANGE,
    SINGLE_FOR_LIST,
    UNKNOWN_WORD,
    WRONG_TYPE,
    YES_OR_NO,
)

RULES: Final[tuple[Rule, ...]] = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNKNOWN_WORD,
    YES_OR_NO,
    MISREAD_NUMBER,
    BAD_ID,
    LIST_FOR_IDS,
    SINGLE_FOR_LIST,
    UNKNOWN_SECTION,
    EMPTY_VALUE,
    OUT_OF_RANGE,
    LANGUAGE_VERSION,
    FOREIGN_FILE,
    NOT_INDENTED,
)
"""The rules of this family, by code."""

__all__ = [
    "BAD_ID",
    "EMPTY_VALUE",
    "FOREIGN_FILE",
    "LANGUAGE_VERSION",
    "LIST_FOR_IDS",
    "MISREAD_NUMBER",
    "MISSING_KEY",
    "NOT_INDENTED",
    "OUT_OF_RANGE",
    "RULES",
    "SINGLE_FOR_LIST",
    "UNKNOWN_KEY",
    "UNKNOWN_SECTION",
    "UNKNOWN_WORD",
    "WRONG_TYPE",
    "YES_OR_NO",
]
