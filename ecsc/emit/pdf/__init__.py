"""`plan.pdf`: the page for leadership on paper, for who prints or sends it and has no browser to do it.

In: `Compiled` and a language. Out: one `Artifact`: the page of `emit.page` set by WeasyPrint with bookmarks, page
numbers and a running header, without scripts and without a clock. Made only when it is named, since it needs the
extra `pdf` and the system's Pango. The same plan gives the same bytes with the same library and fonts. `library`
loads WeasyPrint or says what is missing, `ink` puts the colours of the style sheet into the pictures.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return `plan.pdf` in `language` (`en` or `zh-CN`). Raises `MissingExtraError`, `MissingLibraryError`."""
    from ecsc.emit.page import document
    from ecsc.emit.pdf.library import weasyprint
    from ecsc.emit.pdf.sheets import set_on_sheets

    library = weasyprint()
    content = set_on_sheets(document(compiled, language), compiled.plan, language, library)
    return (Artifact("plan.pdf", content, "leadership: the page on paper, to print or send"),)


__all__ = ["render"]
