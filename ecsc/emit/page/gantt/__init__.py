"""When what happens and what drives it: the schedule as a picture, as a chart to work with, and as a table.

The picture and the table are there without scripts. With them `script/gantt*.js` draws the chart from the same
geometry (`pictures.gantt.positions`) and reads the names from the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from ecsc.emit.page.gantt.table import WorkTable
from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.standing import as_of
from ecsc.messages import Words

if TYPE_CHECKING:
    from markupsafe import Markup

    from ecsc.emit.pictures.gantt.positions import Laid
    from ecsc.plan.work_types import MilestonePlan, TaskPlan

ZOOMS = ("day", "week", "month", "quarter", "fit")


def section(reader: Reader) -> Section:
    """Return picture, chart and table of all scheduled work."""
    from ecsc.emit.pictures.gantt.frame import facts
    from ecsc.emit.pictures.gantt.inline import definitions, legend_samples, write_inline
    from ecsc.emit.pictures.gantt.labels import labels_for
    from ecsc.emit.pictures.gantt.positions import lay_open, positions

    w, plan = reader.w, reader.plan
    title = w("Schedule")
    laid = lay_open(plan)
    if not any(block.items for block in laid.blocks):
        told = w(
            "Here would stand when what happens and what drives it: write `tasks` with a `duration` and an owner."
        )
        return Section("gantt", title, told, None)
    labels = labels_for(plan, w)
    owners, goals = _owners(laid, reader), _goals(laid, reader)
    data = positions(plan, laid, labels, _places(owners), _places(goals)) | {
        "words": _script_words(w) | {"today": as_of(plan, w)}
    }
    body = fill(
        "gantt/gantt.html.j2",
        w=w,
        blank=reader.blank,
        facts=" · ".join(facts(plan, labels)),
        zooms=[(zoom, _zoom_words(w)[zoom]) for zoom in ZOOMS],
        owners=list(owners.values()),
        goals=list(goals.values()),
        phases=[labels.name(block.head.row) for block in laid.blocks if block.head],
        critical=any(one.critical for one in _work(laid)),
        definitions=_markup(definitions()),
        picture=_markup(
            write_inline(plan, labels, w("The schedule as a picture; the table below says the same"))
        ),
        legend=[(_markup(sample), words) for sample, words in legend_samples(plan, labels, laid)],
        table=WorkTable(reader, labels, laid),
        data=_markup(_inert(data)),
    )
    return Section("gantt", title, _lead(reader), body)


def _lead(reader: Reader) -> str:
    """Return from when to when the work runs, and how much of it is critical."""
    w, work = reader.w, reader.plan.work
    scheduled = [task for task in work.tasks if task.start is not None and task.finish is not None]
    if work.start is None or work.finish is None or not scheduled:
        return w("No task that is done once has dates yet.")
    lead = w.count(
        "{n} task runs from {first} to {last}.",
        "{n} tasks run from {first} to {last}.",
        len(scheduled),
        first=w.day(work.start),
        last=w.day(work.finish),
    )
    critical = sum(task.critical for task in scheduled)
    if critical and _put_off(reader):
        lead += reader.blank + w.count(
            "{n} is critical: a day late there makes a day late the end of all that is not put off on purpose.",
            "{n} are critical: a day late there makes a day late the end of all that is not put off on purpose.",
            critical,
        )
    elif critical:
        lead += reader.blank + w.count(
            "{n} is critical: a day late there makes the end a day late.",
            "{n} are critical: a day late there makes the end a day late.",
            critical,
        )
    return lead


def _put_off(reader: Reader) -> bool:
    """Return whether the work ends with a task that was put off on purpose: floats count to the end before it."""
    work = reader.plan.work
    last = [task for task in work.tasks if task.finish is not None and task.finish == work.finish]
    return any(task.driver is not None and task.driver.kind == "late" for task in last) and not any(
        task.critical for task in last
    )


def _work(laid: Laid) -> list[TaskPlan | MilestonePlan]:
    rows = (one.row for block in laid.blocks for one in block.items)
    return [item for row in rows if (item := row.task or row.milestone) is not None]


def _owners(laid: Laid, reader: Reader) -> dict[str, str]:
    """Return who owns what is drawn, by id, in order of names."""
    found = {item.owner for item in _work(laid) if item.owner}
    return dict(sorted(((one, reader.person(one)) for one in found), key=lambda pair: (pair[1], pair[0])))


def _goals(laid: Laid, reader: Reader) -> dict[str, str]:
    """Return what the drawn work serves, by reference, in order of names."""
    found = {one for item in _work(laid) for one in item.serves}
    return dict(sorted(((one, reader.name(one)) for one in found), key=lambda pair: (pair[1], pair[0])))


def _places(names: dict[str, str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(names)}


def _zoom_words(w: Words) -> dict[str, str]:
    return {"day": w("Day"), "week": w("Week"), "month": w("Month"), "quarter": w("Quarter"), "fit": w("All")}


def _script_words(w: Words) -> dict[str, str]:
    """Return the sentences that the script fills; `{…}` stays in them for it."""
    kept = {name: "{" + name + "}" for name in ("shown", "all", "count", "name", "names", "state")}
    return {
        "fold": w("Fold {name}", **_only(kept, "name")),
        "unfold": w("Unfold {name}", **_only(kept, "name")),
        "shown": w("{shown} of {all} rows match", **_only(kept, "shown", "all")),
        "drives": w("drives it"),
        "driven": w("driven by it"),
        "driveMany": w("{count} drive it", **_only(kept, "count")),
        "drivenMany": w("{count} driven by it", **_only(kept, "count")),
        "whatItDrives": w("Drives"),
        "more": w("and {count} more", **_only(kept, "count")),
        "nothing": w("nothing"),
        "pinned": w("pinned, Escape releases it"),
        "retail": w("Retail days"),
        "offers": w("Promotions and launches"),
        "hint": w("Choose a row to see its dates, what drives it and what it drives."),
        "none": w("Nothing matches these filters."),
        "count": w("Tasks: {count}", **_only(kept, "count")),
    }


def _only(kept: dict[str, str], *names: str) -> dict[str, str]:
    return {name: kept[name] for name in names}


def _inert(data: dict[str, Any]) -> str:
    """Return the data as JSON that cannot end the element it stands in, nor begin another one."""
    text = msgspec.json.encode(data).decode("utf-8")
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _markup(text: str) -> Markup:
    """Return what a picture or this room wrote, escaped where it was made."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - escaped where it was made
