"""What ends a run and is neither a finding nor a bug."""

from __future__ import annotations


class WorkerDiedError(Exception):
    """A process was ended from outside, most likely for lack of memory, while it checked `folder`."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder
