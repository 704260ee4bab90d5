"""A description as a project of TaskJuggler: README.md says what is said how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests.schedules_of_tj3.description import Description, InexpressibleError, Item, Length, Owner, Wait
from tests.schedules_of_tj3.working_hours import AFTER, BEFORE, hours_and_leaves, leave

SLOT = 30
"""TaskJuggler's resolution in minutes."""

HEAD = """\
project p "p" {first}-00:00 - {last}-00:00 {{
  timezone "UTC"
  timingresolution {slot}min
  dailyworkinghours 8
{hours}
}}
{leaves}
"""
REPORT = """
taskreport "dates" {
  formats csv
  columns id, start, end
  timeformat "%Y-%m-%d %H:%M"
}
"""


class Project:
    """Collects resources and tasks. Names with `__` are ours alone: markers, twins, anchors."""

    def __init__(self, description: Description) -> None:
        self.given = description
        self.on_clock = any(wait.lag.elapsed for item in description.items.values() for wait in item.waits)
        self.resources: list[str] = []
        self.tasks: list[str] = []
        self.leads: list[tuple[str, str, int]] = []
        self.inside: dict[str, list[str]] = {phase: [] for phase in description.phases}

    def text(self) -> str:
        """Return the `.tjp` file."""
        first, last = self.given.first - BEFORE, self.given.first + AFTER
        self._task("origin__", f"start {self.given.first}")
        for item in self.given.items.values():
            if item.late:
                self._early(item, f"{item.id}__early", None)
                self._late(item)
            else:
                self._early(item, item.id, item.phase)
        for phase, tasks in self.inside.items():
            self.tasks.append("\n".join((f'task {phase} "{phase}" {{', *tasks, "}")))
        hours, leaves = hours_and_leaves(self.given.week, self.given.first, "holiday")
        head = HEAD.format(
            first=first, last=last, slot=SLOT, hours="\n".join(hours), leaves="\n".join(leaves)
        )
        return head + "\n".join((*self.resources, *self.tasks)) + REPORT

    def _task(self, name: str, *lines: str, phase: str | None = None) -> str:
        """Add a task and return its path."""
        body = "\n".join(f"  {line}" for line in lines if line)
        (self.inside[phase] if phase else self.tasks).append(f'task {name} "{name}" {{\n{body}\n}}')
        return f"{phase}.{name}" if phase else name

    def _work(self, item: Item, name: str, length: Length | None = None) -> str:
        """Return the line for work as long as the item's, by a resource of its own with its owner's calendar."""
        minutes, elapsed = length or item.length
        if minutes % SLOT:
            raise InexpressibleError(f"{minutes} minutes")
        if elapsed:
            return f"duration {minutes}min"
        resource = f"r__{name}"
        lines = self._calendar(self.given.owners.get(item.owner or "", Owner(None, frozenset())))
        self.resources.append(f'resource {resource} "{resource}" {{\n' + "\n".join(lines) + "\n}")
        return f"effort {minutes}min allocate {resource}"

    def _calendar(self, owner: Owner) -> list[str]:
        lines = []
        if owner.week is not None:
            hours, leaves = hours_and_leaves(owner.week, self.given.first, "annual")
            lines += [*hours, *leaves]
        return lines + [leave("annual", day) for day in sorted(owner.absent)]

    def _usual(self, item: Item) -> bool:
        """Return whether the item's calendar is the project's, in which TaskJuggler counts its gaps."""
        owner = self.given.owners.get(item.owner or "")
        return owner is None or (owner.week is None and not owner.absent)

    def _refuse_rest(self, head: Item, wait: Wait) -> None:
        """Refuse a finish that has to reach a moment at which its own calendar rests: the twin would end before."""
        tail = self.given.items.get(wait.tail)
        tails = [tail] if tail else [item for item in self.given.items.values() if item.phase == wait.tail]
        kinds = {(self.given.owners.get(each.owner or ""), each.length.elapsed) for each in (head, *tails)}
        if self.on_clock and any(each.moment for each in tails):
            raise InexpressibleError("a finish at a moment that may be one of rest")
        if (wait.lag.minutes or len(kinds) > 1) and not head.length.elapsed:
            raise InexpressibleError("a finish at a moment of rest")

    def _early(self, item: Item, name: str, phase: str | None) -> None:
        """Add an item as soon as possible, and its buffer behind it."""
        if item.milestone and item.due and not item.waits:
            self._task(name, f"start {item.due + dt.timedelta(days=1)}")
            return
        waits = [f"depends {target}" for wait in item.waits for target in self._target(item, name, wait)]
        bounds = ["depends origin__"]
        if item.not_before is not None:
            bounds.append(f"depends {self._task(f'{name}__bound', f'start {item.not_before}')}")
        if item.start is not None:
            bounds = [f"start {item.start}-9:00"]
        elif item.moment:
            # A moment begins with work: TaskJuggler would leave it at midnight.
            opening = self._task(
                f"{name}__opening", self._work(item, f"{name}__opening", Length(SLOT, False)), *bounds
            )
            bounds = [f"depends {opening} {{ onstart }}"]
        length = "milestone" if item.moment else self._work(item, name)
        path = self._task(name, length, *bounds, *waits, phase=phase)
        if item.buffer:
            kept = self._work(item, f"{name}__buffer", Length(item.buffer, item.length.elapsed))
            self._task(f"{name}__buffer", kept, f"depends {path}")

    def _end(self, name: str, of: str, head: Item) -> str:
        """Return what waits have to name for an end of a task: the early twin, and its buffer."""
        tail = self.given.items.get(name)
        if tail is None:
            return f"{name} {{ onend %s }}"  # a phase
        early = f"{name}__early" if tail.late else f"{tail.phase}.{name}" if tail.phase else name
        if of == "start":
            return f"{early} {{ onstart %s }}"
        if tail.buffer and not head.milestone:
            early = f"{name}__early__buffer" if tail.late else f"{name}__buffer"
        return f"{early} {{ onend %s }}"

    def _target(self, head: Item, name: str, wait: Wait) -> Iterator[str]:
        """Yield what the start of `head` has to depend on for a link."""
        marker = f"{name}__{len(self.tasks)}"
        target = self._moment(head, marker, wait)
        if wait.own == "start" or head.moment:
            yield target
            return
        # TaskJuggler's links end at starts. A twin that ends at the marker as late as possible tells the start.
        ends_at = self._task(f"{marker}_end", "milestone", f"depends {target}")
        twin = f"{marker}_twin"
        self._task(twin, "scheduling alap", self._work(head, twin), f"precedes {ends_at}")
        yield f"{twin} {{ onstart }}"

    def _moment(self, head: Item, marker: str, wait: Wait) -> str:
        """Return the dependency on the moment that a link names, its lag included."""
        minutes, elapsed = wait.lag
        end = self._end(wait.tail, wait.of, head)
        gap = f"{'gapduration' if elapsed else 'gaplength'} {abs(minutes)}min" if minutes else ""
        if wait.own == wait.of == "finish" and not head.moment and (elapsed or not minutes):
            self._refuse_rest(head, wait)
        if minutes and not elapsed and not self._usual(head):
            direction = f"depends {end % ''}" if minutes > 0 else f"precedes {end % ''}"
            late = "" if minutes > 0 else "scheduling alap"
            lag = self._task(marker, late, self._work(head, marker, Length(abs(minutes), False)), direction)
            return f"{lag} {{ {'onend' if minutes > 0 else 'onstart'} }}"
        if minutes < 0:
            if head.moment:
                raise InexpressibleError("a moment before an end")
            self._task(marker, "scheduling alap", "milestone", f"precedes {end % gap}")
            if elapsed and wait.of == "start":
                self.leads.append((marker, end.split()[0].split(".")[-1], -minutes))
            return marker
        if minutes and not elapsed and head.moment and wait.of == "start":
            self._task(f"{marker}_gap", "milestone", f"depends {end % gap}")
            opening = self._work(head, marker, Length(SLOT, False))
            return f"{self._task(marker, opening, f'depends {marker}_gap')} {{ onstart }}"
        return end % gap

    def _late(self, item: Item) -> None:
        """Add an item as late as possible, before its due day and what it keeps waiting."""
        ends: list[str] = []
        kept: list[str] = []
        if item.due is not None:
            kept.append(self._task(f"{item.id}__due", f"start {item.due + dt.timedelta(days=1)}"))
        for head in self.given.items.values():
            for wait in head.waits:
                if wait.tail in (item.id, item.phase):
                    without = head.milestone or wait.of == "start"
                    (ends if without else kept).append(self._before(item, head, wait))
        if item.moment or not (ends or kept):
            raise InexpressibleError(f"{item.id} is a moment, or late for nothing")
        if item.buffer:
            buffer = f"{item.id}__buffer"
            work = self._work(item, buffer, Length(item.buffer, item.length.elapsed))
            self._task(buffer, "scheduling alap", work, *(f"precedes {one}" for one in kept))
            kept = [f"{buffer} {{ onstart }}"]
        work = self._work(item, item.id)
        self._task(
            item.id, "scheduling alap", work, *(f"precedes {one}" for one in ends + kept), phase=item.phase
        )

    def _before(self, item: Item, head: Item, wait: Wait) -> str:
        """Return what a late item has to precede for a link to `head`, as scheduled."""
        minutes, elapsed = wait.lag
        path = f"{head.phase}.{head.id}" if head.phase else head.id
        edge = "onstart" if wait.own == "start" else "onend"
        gap = f"{'gapduration' if elapsed else 'gaplength'} {abs(minutes)}min" if minutes else ""
        if minutes and not elapsed and not self._usual(head):
            raise InexpressibleError("a lag on another calendar, backwards")
        marker = f"{item.id}__{len(self.tasks)}"
        if wait.of == "finish":
            if minutes >= 0:
                return f"{path} {{ {edge} {gap} }}"
            return self._task(marker, "milestone", f"depends {path} {{ {edge} {gap} }}")
        if elapsed or minutes < 0 or head.moment:
            raise InexpressibleError("a start by an instant that may be one of rest, backwards")
        self._task(marker, "scheduling alap", "milestone", f"precedes {path} {{ {edge} {gap} }}")
        twin = f"{marker}_twin"
        self._task(twin, self._work(item, twin), f"depends {marker}")
        return f"{twin} {{ onend }}"
