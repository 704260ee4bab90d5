"""What is shown: answers by path, held in memory, and everybody who waits for the next ones."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Condition

from msgspec import Struct

SHUT = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""The policy of what is no page: it may do nothing at all (Content Security Policy Level 3)."""

KINDS = {
    "html": "text/html",
    "json": "application/json",
    "svg": "image/svg+xml",
    "csv": "text/csv",
    "md": "text/markdown",
    "mmd": "text/plain",
}
"""Media types by the ending of a name; all outputs are UTF-8."""


class Answer(Struct, frozen=True):
    """What a path is answered with: bytes, their media type, and what they may do in a browser."""

    content: bytes
    kind: str = "text/html; charset=utf-8"
    policy: str = SHUT


class Site(Struct, frozen=True):
    """All answers by path (decoded, as `/` and `/plan.json`), and the stamps of the pages that follow changes."""

    answers: Mapping[str, Answer] = {}
    stamps: Mapping[str, str] = {}


def kind_of(name: str) -> str:
    """Return the media type of an output by its name."""
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    return kind if kind == "application/octet-stream" else f"{kind}; charset=utf-8"


class Stage:
    """The site in force. Any thread may look at it or wait for the next one."""

    def __init__(self) -> None:
        self._turned = Condition()
        self._site = Site()
        self._turn = 0
        self._closed = False

    @property
    def site(self) -> Site:
        """Return the site in force."""
        return self._site

    @property
    def closed(self) -> bool:
        """Return whether nothing will be shown any more."""
        return self._closed

    def show(self, site: Site) -> None:
        """Put `site` in the place of the one in force; who waits is told only when a page has changed."""
        with self._turned:
            changed = site.stamps != self._site.stamps
            self._site = site
            if changed:
                self._turn += 1
                self._turned.notify_all()

    def close(self) -> None:
        """End all waiting."""
        with self._turned:
            self._closed = True
            self._turned.notify_all()

    def after(self, turn: int, patience: float) -> tuple[int, Site]:
        """Return the turn and the site in force, waiting at most `patience` seconds while it is still `turn`."""
        with self._turned:
            self._turned.wait_for(lambda: self._closed or self._turn != turn, patience)
            return self._turn, self._site
