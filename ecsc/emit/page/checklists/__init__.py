"""What the teams tick off: all work by phase, owner and week, with the ids of `checklist.csv`."""

from __future__ import annotations

from ecsc.emit.page.checklists.listing import Listing
from ecsc.emit.page.markup import fill, key
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.worklist.checks import checks
from ecsc.emit.worklist.counting import counts
from ecsc.emit.worklist.directory import directory, sunday_of
from ecsc.emit.worklist.launches import launch_rows
from ecsc.emit.worklist.phases import asides, phases
from ecsc.emit.worklist.regular import regular_work

MOST_DATES = 31
"""To so many dates of one duty there is a box each: every week of a half-year, not every day."""

MANY = 300
"""From more tasks on the list is compact."""


def section(reader: Reader) -> Section:
    """Return the checklists; without scripts everything is open, with them it folds, filters and counts."""
    w, plan = reader.w, reader.plan
    title = w("Checklists")
    work = plan.work
    if not (work.tasks or work.milestones or work.duties or work.launches):
        told = w("Here would stand what each person has to do in which week: write it under `tasks`.")
        return Section("checklists", title, told, None)
    names, listing = directory(plan), Listing(w, compact=len(work.tasks) > MANY)
    for phase in phases(plan, names, w):
        listing.phase(phase)
    listing.groups(w("Regular work"), regular_work(plan, names, w, MOST_DATES))
    listing.groups(w("Checks and deadlines"), checks(plan, names, w, MOST_DATES))
    listing.apart(asides(plan, names, w))
    known = {person.id: person.name for person in plan.people}
    order = [*known, *sorted(owner for owner in listing.owners if owner and owner not in known), ""]
    owners = [
        (key(owner), known.get(owner, owner) if owner else w("No owner"), listing.owners[owner])
        for owner in order
        if owner in listing.owners
    ]
    marked = listing.markup()
    body = fill(
        "checklists/checklists.html.j2",
        w=w,
        strategy=key(plan.strategy.id),
        owners=owners,
        weeks=[(monday.isoformat(), w.days(monday, sunday_of(monday))) for monday in sorted(listing.weeks)],
        compact=listing.compact,
        heading="|".join((w("Id"), w("Done"), w("Phase"), w("Owner"), w("Task"), w("Acceptance item"))),
        launches=launch_rows(plan, names, w),
        listing=marked,
        lists=key(listing.lists),
    )
    return Section("checklists", title, " · ".join(counts(plan, w)), body)
