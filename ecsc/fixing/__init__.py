"""Findings that say what would be right → the files with that written in them, and nothing else changed.

In: the bytes of a strategy's files, and a function that checks them. Out: `Mended`, the new bytes with what was mended,
what was left out and why, and what is still found. `edits` are spans and bytes, `picking` which fixes go together,
`judging` whether the files are better for them, `mending` the rounds. Nothing here opens or writes a file. May import
`diagnostics` and `source`.
"""

from ecsc.fixing.mending import LeftOut, Mended, mend

__all__ = ["LeftOut", "Mended", "mend"]
