"""Ids for acceptance items that stay the same while other items come and go."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

from ecsc.plan.work_types import TaskPlan


def item_ids(task: TaskPlan) -> list[str]:
    """Return an id for each acceptance item: the task's id and 8 hex digits of SHA-256 of the item's text.

    An item keeps its id when it moves or its neighbours change, and gets a new one when its text does.
    The second of two equal items ends in `-2`.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in task.checklist:
        digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]
        seen[digest] += 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        ids.append(f"{task.id}-{digest}{again}")
    return ids
