"""How text is laid out: how wide, whether long sentences are folded, whether there are colours."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.diagnostics import Severity

Tone: TypeAlias = Literal["error", "warning", "info", "frame", "help", "strong", "good"]

Fixes: TypeAlias = Literal["safe", "all", "none"]

_CODES: dict[str, str] = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "frame": "34", "help": "32", "strong": "1",
    "good": "1;32",
}  # fmt: skip


class Layout(Struct, frozen=True):
    """What the reader's screen can show.

    `width` is in columns; `fold` breaks long sentences at it, which a terminal wants and a pipe does not.
    `notes_in_full` shows infos as fully as errors, for a run that fails on them.
    `fixes` says which findings are marked as fixable: those with a safe fix, with any, or none.
    """

    width: int = 120
    fold: bool = False
    colour: bool = False
    notes_in_full: bool = False
    fixes: Fixes = "none"

    def paint(self, tone: Tone, text: str) -> str:
        """Return `text` in the colour of `tone` (ECMA-48 SGR), or as it is without colours."""
        return f"\x1b[{_CODES[tone]}m{text}\x1b[0m" if self.colour and text else text


def tone_of(severity: Severity) -> Tone:
    """Return the tone a severity is painted in."""
    tones: tuple[Tone, Tone, Tone] = ("error", "warning", "info")
    return tones[severity.rank]
