"""`index.html`: the one page that leadership reads, signs or sends back.

In: `Compiled` and a language. Out: one `Artifact`, self-contained: no request, no clock, nothing runs that a
strategy says. `contents` lists the sections in their order, each a package here with a `section` function;
`shell` puts them into the page with its style and scripts. May import `compiled`, `plan`, `assess`, `quantity`,
`messages`, `emit.pictures` and the sentences that outputs share, nothing of the other outputs.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def document(compiled: Compiled, language: str) -> str:
    """Return the page as HTML in `language` (`en` or `zh-CN`); the same plan gives the same text."""
    from ecsc.emit.metric_names import in_language
    from ecsc.emit.page.contents import sections
    from ecsc.emit.page.reader import Reader
    from ecsc.emit.page.shell import whole_page
    from ecsc.messages import words

    w = words(language).isolating()
    reader = Reader(in_language(compiled.plan, w.language), compiled, w)
    return whole_page(reader, sections(reader))


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return `index.html` in `language` (`en` or `zh-CN`); the same plan gives the same bytes."""
    content = document(compiled, language).encode("utf-8")
    return (Artifact("index.html", content, "leadership: the page to read, sign or send back"),)


__all__ = ["document", "render"]
