"""The gate: a file that does not have the shape of the language is told so, in words, before it is read.

A fast yes for files in order; what fails goes to `explain`, which alone costs time.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ecsc.diagnostics import Finding
from ecsc.source.shape.engines import failures, fits
from ecsc.source.shape.schema_files import DataPath, bundle, schema_folder

if TYPE_CHECKING:
    from ecsc.source.document import Document

__all__ = ["DataPath", "bundle", "check_shape", "schema_folder"]


def check_shape(
    document: Document, header_keys: Collection[str] = ()
) -> tuple[tuple[Finding, ...], frozenset[DataPath]]:
    """Return what is wrong with the shape of a file, in the order of the file, and the paths not to be read.

    A path in the second value leads to something that must be left out: a value of the wrong kind, an entry
    without a field it needs, an entry under a misspelt id, a whole section. Of a section that is lost, the
    entries are named too, under the section they were meant for, as they do exist for whoever names them.
    `header_keys` are the keys of the `strategy` section that any file gives, since it may stand in several.
    """
    data = document.data
    if fits(data):
        return (), frozenset()
    from ecsc.source.shape.explain import explain

    return explain(document, failures(data), frozenset(header_keys))
