"""The acceptance items of a task, each with an id that stays the same while other items come and go."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ecsc.plan.work_types import SubjectPlan, TaskPlan


class Item(Struct, frozen=True):
    """An acceptance item: its id, its text, and the entry it is about where the task is a template."""

    id: str
    text: str
    subject: SubjectPlan | None = None


def items_of(task: TaskPlan) -> Iterator[Item]:
    """Yield the items of a task, of a template for each entry; without a checklist the entry is its own item."""
    ids = item_ids(task.id, task.checklist)
    if not task.for_each:
        yield from (Item(name, text) for name, text in zip(ids, task.checklist, strict=True))
        return
    marks = [name.removeprefix(task.id) for name in ids]
    for subject in task.for_each:
        if not task.checklist:
            yield Item(f"{task.id}.{subject.id}", "", subject)
        for mark, text in zip(marks, task.checklist, strict=True):
            yield Item(f"{task.id}.{subject.id}{mark}", text, subject)


def item_count(task: TaskPlan) -> int:
    """Return how many items a task has."""
    return len(task.for_each) * max(1, len(task.checklist)) if task.for_each else len(task.checklist)


def item_ids(task: str, checklist: Sequence[str]) -> list[str]:
    """Return an id for each text: the task's id and 8 hex digits of the text's SHA-256.

    An item keeps its id when it moves or its neighbours change, and gets a new one when its text does.
    The second of two equal items ends in `-2`.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in checklist:
        digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]
        seen[digest] += 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        ids.append(f"{task}-{digest}{again}")
    return ids
