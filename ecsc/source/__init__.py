"""The reading floor: bytes → Document, and tables beside the strategy.

In: a file's name and its bytes. Out: `Document` (plain values, and the way from a path to its place in the
file) or `Table`, with the findings about the text itself: encoding, look-alike characters, the traps of
YAML. Nothing here opens a file, knows a section, or decides what a value means. May import `diagnostics`,
`quantity` and `messages`. `gate`, `tables` and the rooms of failures are imported by their own names, when needed, and
the reader of YAML when somebody asks for it: a place in a text can be shown without it.
"""

from typing import TYPE_CHECKING, Any

from ecsc.source.files import (
    directory_named_yaml,
    empty_file,
    folder_without_strategy,
    symlink_loop,
    unreadable,
)
from ecsc.source.plain import TRUTHY_WORDS, id_meant, misread_number
from ecsc.source.rules import RULES
from ecsc.source.text import SourceText

if TYPE_CHECKING:
    from ecsc.source.document import Document
    from ecsc.source.read import read_document

__all__ = [
    "RULES", "TRUTHY_WORDS", "Document", "SourceText", "directory_named_yaml", "empty_file",
    "folder_without_strategy", "id_meant", "misread_number", "read_document", "symlink_loop",
    "unreadable",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Return a part of the reader (PEP 562)."""
    if name == "Document":
        from ecsc.source.document import Document

        return Document
    if name == "read_document":
        from ecsc.source.read import read_document

        return read_document
    raise AttributeError(name)
