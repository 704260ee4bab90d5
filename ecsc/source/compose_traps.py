"""Traps of a whole file that the composer meets: more than one document, too many levels."""

from __future__ import annotations

from ecsc.source import rules
from ecsc.source.patch import Edit
from ecsc.source.trap import Trap

MAX_DEPTH = 100
"""How deep lists and maps may nest. libyaml needs time in the square of the depth, so reading stops here."""


def several_documents(start: int, end: int) -> Trap:
    """Return the trap of a `---` or `...` that starts a second document; it is read as a comment."""
    return Trap(
        rules.SEVERAL_DOCUMENTS,
        "this line starts a second document in the same file",
        start,
        end,
        hint="delete the line, or move what follows into a file of its own",
        edits=(Edit(start, start + 2, "# "),),
        offers=(Edit(start, end, ""),),
    )


def too_deep(at: int) -> Trap:
    """Return the trap of the bracket or dash that opens one level too many."""
    return Trap(
        rules.TOO_DEEP,
        "more than {limit} levels of lists and maps inside one another",
        at,
        at + 1,
        params={"limit": MAX_DEPTH},
        hint="a strategy needs five or six levels; look for brackets that are opened and never closed",
        lossy=True,
    )
