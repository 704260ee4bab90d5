"""Files as a repository names them, columns as programs count them, and what a finding is known by."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from ecsc.diagnostics import Span
from ecsc.report.checked import Checked
from ecsc.report.formats.asked import Report
from ecsc.report.told import Told, Where
from ecsc.source.file_names import UNSAVED

if TYPE_CHECKING:
    from ecsc.source import SourceText


"""What a text is called that comes from no file."""


def file_of(at: Where, report: Report, one: Checked | None = None) -> str:
    """Return the file of a place as the repository names it.

    A place that stands in none has the file, else the folder, of what it was found in, `one`: readers that know only
    files must not lose it. Without `one` it is empty.
    """
    if isinstance(at, Span) and at.file:
        return at.file if at.file == UNSAVED else _from_root(at.file, report)
    if one is None:
        return ""
    return _from_root(next(iter(one.sources), one.folder) or ".", report)


def _from_root(name: str, report: Report) -> str:
    return name if posixpath.isabs(name) else posixpath.normpath(posixpath.join(report.prefix, name))


def is_whole_file(at: Span) -> bool:
    """Return whether a place stands for its file as such, as of one that could not be read."""
    return at.start == at.end == 0


def end_column(at: Span) -> int | None:
    """Return the exclusive end on the first line of a place; None where it goes on to that line's end."""
    return at.end_column if at.end_line == at.line else None


def byte_column(at: Span, column: int, line: int, sources: Mapping[str, SourceText]) -> int | None:
    """Return a 1-based column of code points as one of UTF-8 bytes; None where the text is not at hand."""
    source = sources.get(at.file)
    if source is None:
        return None
    before = source.line_text(line)[: column - 1]
    return len(before.encode("utf-8", "surrogatepass")) + 1


def document_of(data: object, report: Report) -> str:
    """Return data as a JSON document, one that strict readers take too.

    A lone surrogate (of a file name that is not UTF-8) has no form in UTF-8, and as an escape it is no text to them.
    """
    text = re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(data, ensure_ascii=False, indent=2))
    return (json.dumps(json.loads(text), indent=2) if report.ascii_only else text) + "\n"


def text_of(finding: Told) -> str:
    """Return what is wrong and, in a paragraph of its own, what would be right."""
    return f"{finding.message}\n\n{finding.hint}" if finding.hint else finding.message


class Fingerprints:
    """Texts that findings are known by from run to run: no line, no language, and no two alike in a report."""

    def __init__(self, report: Report) -> None:
        self._prefix = report.prefix
        self._seen: Counter[str] = Counter()

    def of(self, one: Checked, finding: Told) -> str:
        """Return the fingerprint of a finding, in hexadecimal; findings are to be asked in the order of the report."""
        # By its id a strategy is known again in another folder, too.
        home = one.strategy or posixpath.normpath(posixpath.join(self._prefix, one.folder))
        known = f"{home}\0{finding.identity}"
        self._seen[known] += 1
        return sha256(f"{known}\0{self._seen[known]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
