"""Tasks and milestones as cards of a tracker: the same facts for every tool."""

from __future__ import annotations

import datetime as dt
import heapq
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ecsc.emit.worklist.directory import Directory, apart, directory
from ecsc.emit.worklist.item_ids import Item, items_of
from ecsc.emit.worklist.wording import promise, purposes, standing_apart, timing, waits
from ecsc.messages import Words, one_line
from ecsc.plan.types import Plan
from ecsc.plan.work_types import LinkPlan, MilestonePlan, TaskPlan


class Step(Struct, frozen=True):
    """An acceptance item: its id, as in the checklist, and its text."""

    id: str
    text: str


class Card(Struct, frozen=True):
    """A piece of work: `key` is `section.id`, `list` the phase it stands in, by its name and its key.

    `waits_for` are keys of what must be finished before it starts; other links, and how long after, stand in the
    `notes`, of which each is a line. `email` is empty where the owner has no address. `start` and `finish` are both
    in; a milestone has its day twice.
    """

    key: str
    name: str
    list: str
    list_key: str
    owner: str
    email: str
    start: dt.date | None
    finish: dt.date | None
    done: bool
    critical: bool
    milestone: bool
    waits_for: tuple[str, ...]
    notes: tuple[str, ...]
    steps: tuple[Step, ...] = ()


def cards(plan: Plan, w: Words, notice: str = "") -> list[Card]:
    """Return the cards of a plan, each after all that it waits for; `notice` stands first in the notes of each."""
    names = directory(plan)
    emails = addresses(plan)
    keys = {
        task.id: f"tasks.{task.id}" for task in plan.work.tasks if apart(task) not in ("dropped", "recurring")
    }
    keys |= {milestone.id: f"milestones.{milestone.id}" for milestone in plan.work.milestones}
    found = [_task(task, plan, names, keys, emails, w) for task in plan.work.tasks if task.id in keys]
    found += [_milestone(one, names, keys, emails, w) for one in plan.work.milestones]
    return [_noted(card, notice) for card in _in_order(found)]


def addresses(plan: Plan) -> dict[str, str]:
    """Return the e-mail address of each person who has one; importers stop at what is none."""
    found = ((person.id, one_line(person.email or "")) for person in plan.people)
    return {person: address for person, address in found if re.fullmatch(r"[^\s,;@]+@[^\s,;@]+", address)}


def _task(
    task: TaskPlan, plan: Plan, names: Directory, keys: dict[str, str], emails: dict[str, str], w: Words
) -> Card:
    reason = apart(task)
    title, why = standing_apart(reason, w) if reason else ("", "")
    phase = task.phase or ""
    notes = (
        why,
        _owner(task.owner, names, w),
        " · ".join(timing(task, plan.work.calendar, w)),
        *purposes(task, names, w),
        task.description or "",
    )
    return Card(
        keys[task.id], names.work[task.id], title or names.phases.get(phase, phase) or w("No phase"),
        f"phases.{phase}" if phase and not reason else "", names.people.get(task.owner or "", task.owner or ""),
        emails.get(task.owner or "", ""), task.start, task.finish, task.status == "done",
        task.critical and task.status != "done", milestone=False, waits_for=_waited(task.after, keys),
        notes=notes, steps=tuple(Step(item.id, _text(item, w)) for item in items_of(task)),
    )  # fmt: skip


def _milestone(
    milestone: MilestonePlan, names: Directory, keys: dict[str, str], emails: dict[str, str], w: Words
) -> Card:
    phase = names.milestone_phases.get(milestone.id, "")
    day = milestone.date or milestone.due
    waited = waits(milestone.after, names, w)
    notes = (
        _owner(milestone.owner, names, w),
        w("due {day}", day=w.day(milestone.due)) if milestone.due else "",
        promise(milestone, w),
        w("Waits for: {names}", names=waited) if waited else "",
        milestone.description or "",
    )
    return Card(
        keys[milestone.id], names.work[milestone.id], names.phases.get(phase, phase) or w("No phase"),
        f"phases.{phase}" if phase else "", names.people.get(milestone.owner or "", milestone.owner or ""),
        emails.get(milestone.owner or "", ""), day, day, done=False, critical=milestone.critical, milestone=True,
        waits_for=_waited(milestone.after, keys), notes=notes,
    )  # fmt: skip


def _waited(links: Sequence[LinkPlan], keys: dict[str, str]) -> tuple[str, ...]:
    """Return what must end before this starts, each once: the one kind of link that trackers know."""
    return tuple(dict.fromkeys(keys[link.on] for link in links if link.ends == "FS" and link.on in keys))


def _owner(owner: str | None, names: Directory, w: Words) -> str:
    return w("Owner: {name}", name=names.people.get(owner, owner)) if owner else w("No owner")


def _text(item: Item, w: Words) -> str:
    if item.subject is None:
        return one_line(item.text)
    subject = one_line(item.subject.name) or item.subject.id
    return w("{subject}: {item}", subject=subject, item=one_line(item.text)) if item.text else subject


def _noted(card: Card, notice: str) -> Card:
    from msgspec.structs import replace

    return replace(card, notes=tuple(line for line in map(one_line, (notice, *card.notes)) if line))


def _in_order(found: Sequence[Card]) -> Iterator[Card]:
    """Yield the cards by their first day, each after what it waits for; those in a circle come last, as they stand."""
    ranked = sorted(found, key=lambda card: (card.start or dt.date.max, card.milestone))
    places = {card.key: place for place, card in enumerate(ranked)}
    followers: list[list[int]] = [[] for _ in ranked]
    open_links = [len(card.waits_for) for card in ranked]
    for place, card in enumerate(ranked):
        for key in card.waits_for:
            followers[places[key]].append(place)
    ready = [place for place, number in enumerate(open_links) if not number]
    while ready:
        place = heapq.heappop(ready)
        yield ranked[place]
        for follower in followers[place]:
            open_links[follower] -= 1
            if not open_links[follower]:
                heapq.heappush(ready, follower)
    yield from (card for card, number in zip(ranked, open_links, strict=True) if number)
