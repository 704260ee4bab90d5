"""What files are called: by the end of their name, which counts in small letters, and a text that is in no file."""

from __future__ import annotations

from typing import Final

YAML_ENDINGS: Final = (".yaml", ".yml")

TEXT_TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt")

TABLE_ENDINGS: Final = (*TEXT_TABLE_ENDINGS, ".xls", ".xlsx", ".ods")
"""What a `tables:` entry may name. Spreadsheets are among them so that the reader can say what they are."""

SOURCE_ENDINGS: Final = (*YAML_ENDINGS, *TABLE_ENDINGS)

UNSAVED: Final = "<stdin>"
"""The name of a text that is in no file."""
