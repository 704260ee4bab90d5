"""The schedule on the page: a picture, a table, and data for scripts that say the same."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from ecsc.emit.page.gantt import section
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.gantt.labels import labels_for
from ecsc.emit.pictures.gantt.layout import lay_out
from ecsc.emit.pictures.gantt.positions import lay_open, positions
from ecsc.messages import words
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver
from tests.unit.emit_gantt.plan_samples import D, compiled, link, milestone, phase, plan, promotion, task
from tests.unit.emit_gantt.whole_sample import whole

NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e"


class Page(HTMLParser):
    """Collects the elements, the cells of the table and the data of a section's markup."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: list[list[list[str]]] = []
        self.data = ""
        self._where = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "tbody":
            self.bodies.append([])
        elif tag == "tr" and self.bodies:
            self.bodies[-1].append([])
        elif tag in {"td", "th"} and self.bodies and self.bodies[-1]:
            self.bodies[-1][-1].append("")
        self._where = tag

    def handle_data(self, data: str) -> None:
        if self._where == "script":
            self.data += data
        elif (
            self.bodies
            and self.bodies[-1]
            and self.bodies[-1][-1]
            and self._where in {"td", "th", "b", "span"}
        ):
            self.bodies[-1][-1][-1] += data.strip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"table", "script"}:
            self._where = ""

    def rows(self) -> list[list[str]]:
        """Return the rows of single items, as their cells."""
        return [row for body in self.bodies for row in body if len(row) > 1]


def shown(sample: Plan, language: str = "en") -> Page:
    made = section(Reader(sample, compiled(sample), words(language)))
    assert made.body is not None
    return Page(str(made.body))


def data_of(sample: Plan, language: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(sample, language).data)
    return found


def test_a_strategy_without_work_says_what_would_stand_here() -> None:
    sample = plan()
    made = section(Reader(sample, compiled(sample), words("en")))
    assert made.body is None
    assert "`tasks`" in made.lead


def test_the_lead_counts_what_is_critical() -> None:
    sample = plan([task("a", D(2026, 3, 2), 3, critical=True), task("b", D(2026, 3, 2), 2)])
    made = section(Reader(sample, compiled(sample), words("en")))
    assert made.lead.startswith("2 tasks run from 2 Mar 2026 to 4 Mar 2026. 1 is critical")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_table_has_a_row_for_every_item_of_the_data(language: str) -> None:
    page = shown(whole(), language)
    data = json.loads(page.data)
    drawn = page.bodies[: len(data["blocks"])]
    for body, block in zip(drawn, data["blocks"], strict=True):
        assert len(body) == block["n"] + ("h" in block)
    assert [row[0] for row in page.rows()[: len(data["items"])]] == [
        str(number) for number in range(1, len(data["items"]) + 1)
    ]


def test_the_table_says_owner_dates_float_what_it_waits_for_and_why() -> None:
    first = task("a", D(2026, 3, 2), 3, name="Photos", owner="lin", critical=True)
    second = task(
        "b", D(2026, 3, 5), 2, name="Listing", owner="lin", total_float=Decimal(4),
        after=(link("a"),), driver=Driver("predecessor", "a", "FS"),
    )  # fmt: skip
    rows = shown(plan([first, second], people=[("lin", "Lin Wei")])).rows()
    assert rows[0] == ["1", "Photos", "Lin Wei", "2 Mar 2026", "4 Mar 2026", "critical", "", ""]
    assert rows[1][:7] == ["2", "Listing", "Lin Wei", "5 Mar 2026", "6 Mar 2026", "4 working days", "1"]
    assert rows[1][7] == "Photos (3 working days, Lin Wei) ends on 4 Mar 2026"


def test_links_that_are_not_finish_to_start_are_named() -> None:
    first, second = task("a", D(2026, 3, 2), 3), task("b", D(2026, 3, 5), 2, after=(link("a", "SS"),))
    assert shown(plan([first, second])).rows()[1][6] == "1 SS"


def test_a_milestone_says_its_slack_and_its_promise() -> None:
    stone = milestone("m", D(2026, 3, 6), name="Open", due=D(2026, 3, 10), slack=Decimal(2))
    (row,) = shown(plan(milestones=[stone])).rows()
    assert row[1] == "◆ Open"
    assert row[5] == "2 working days of slack · due 10 Mar 2026"


def test_a_critical_milestone_ahead_of_its_promise_has_no_slack_to_give() -> None:
    stone = milestone("m", D(2026, 3, 6), name="Open", due=D(2026, 3, 10), slack=Decimal(2), critical=True)
    (row,) = shown(plan(milestones=[stone])).rows()
    assert row[5] == "critical · 2 working days before its due day · due 10 Mar 2026"


def test_work_without_dates_stands_at_the_end_with_its_reason() -> None:
    page = shown(plan([task("a", D(2026, 3, 2)), task("b", None, contingent=True, name="Recall")]))
    assert page.rows()[-1][1] == "Recall"
    assert page.rows()[-1][-1] == "runs only when a risk starts it"
    assert len(json.loads(page.data)["items"]) == 1


def test_positions_are_those_of_the_picture() -> None:
    """What the data says in days is where the picture has its pixels, for every shape of every row."""
    sample = whole()
    labels = labels_for(sample, words("en"))
    chart, laid = lay_out(sample, labels, 0), lay_open(sample)
    assert (chart.scale.first, chart.scale.last) == (laid.scale.first, laid.scale.last)
    items = iter(positions(sample, laid, labels, {}, {})["items"])
    rows = [drawn for drawn in chart.rows if drawn.row.task or drawn.row.milestone]
    keys = {"b": "bar", "u": "buffer", "f": "slack", "a": "baseline", "c": "forecast"}
    seen = set()
    for drawn, item in zip(rows, items, strict=False):
        for key, name in keys.items():
            span = getattr(drawn, name)
            assert (key in item) == (span is not None), (drawn.row, key)
            if span is not None:
                seen.add(key)
                x, width = (value * chart.scale.day for value in item[key])
                assert (chart.scale.x + x, max(width, 1.5)) == pytest.approx((span.x, span.width), abs=0.05)
        for key, place in (("m", drawn.mark), ("d", drawn.due), ("z", drawn.before), ("h", drawn.ahead)):
            if place is not None:
                seen.add(key)
                assert chart.scale.x + item[key] * chart.scale.day == pytest.approx(place, abs=0.05)
    assert seen == {"b", "u", "f", "a", "c", "m", "d", "z", "h"}


def test_items_refer_to_their_drivers_and_links_by_place() -> None:
    first = task("a", D(2026, 3, 2), 3, critical=True)
    second = task(
        "b",
        D(2026, 3, 5),
        2,
        critical=True,
        after=(link("a", binding=True),),
        driver=Driver("predecessor", "a"),
    )
    items = data_of(plan([first, second]))["items"]
    assert items[1]["v"] == 0
    assert items[1]["v"] == 0
    assert "l" not in items[1], "the usual link is not said again"


def test_owners_and_goals_are_offered_as_filters() -> None:
    work = [
        task("a", D(2026, 3, 2), owner="lin", serves=("goals.reach",)),
        task("b", D(2026, 3, 2), owner="bo"),
    ]
    page = shown(plan(work, people=[("lin", "Zed"), ("bo", "Ann")]))
    filters = [attributes["data-filter"] for tag, attributes in page.elements if "data-filter" in attributes]
    assert filters == ["owner", "goal"]
    items = json.loads(page.data)["items"]
    assert [item["o"] for item in items] == [1, 0], "owners stand in order of their names"
    assert [item.get("g") for item in items] == [[0], None]


def test_the_unfolded_data_holds_what_the_picture_folds_away() -> None:
    phases = [phase(f"p{number}") for number in range(4)]
    work = [task(f"t{number}", D(2026, 3, 2), phase=f"p{number % 4}") for number in range(200)]
    data = data_of(plan(work, phases=phases))
    assert [block["n"] for block in data["blocks"]] == [50] * 4
    assert len(data["items"]) == 200


def test_a_large_picture_parts_between_rows() -> None:
    page = str(section(Reader(sample := whole(), compiled(sample), words("en"))).body)
    boxes = [
        tuple(map(float, box.split()))
        for box in re.findall(
            r'<svg class="ecsc-gantt" (?:role="img"|aria-hidden="true") viewBox="(0 [^"]+ 1000 [^"]+)"', page
        )
    ]
    assert len(boxes) > 1
    for above, below in pairwise(boxes):
        assert above[1] + above[3] == pytest.approx(below[1])
    rows = lay_out(sample, labels_for(sample, words("en")), 8.0).rows
    assert {box[1] for box in boxes[1:]} <= {row.y for row in rows}


def test_hostile_names_stay_text() -> None:
    work = [task("a", D(2026, 3, 2), name=NASTY, owner="lin", phase="p", serves=("goals." + NASTY,))]
    sample = plan(
        work,
        [milestone("m", D(2026, 3, 9), name=NASTY)],
        [phase("p", NASTY)],
        [promotion("x", D(2026, 3, 1), D(2026, 3, 9), NASTY)],
        people=[("lin", NASTY)],
    )
    page = shown(sample)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert not any(name.startswith("on") or name == "style" for _, found in page.elements for name in found)
    assert json.loads(page.data)["offers"][0][2].startswith("</script>")
    assert "\u202e" not in str(page.rows())


def test_days_before_the_first_of_time_and_one_day_plans_are_drawn() -> None:
    single = plan([task("a", D(2026, 3, 2), 1)], period=(D(2026, 3, 2), D(2026, 3, 2)))
    assert data_of(single)["days"] == 1
    early = plan([task("a", D(1, 1, 3), 2)], period=(D(1, 1, 1), D(1, 2, 1)))
    assert data_of(early)["items"][0]["b"] == [2, 2]


def test_two_centuries_leave_out_what_would_be_too_many_ticks() -> None:
    sample = plan([task("a", D(2026, 3, 2))], period=(D(1926, 1, 1), D(2126, 12, 31)))
    ticks = data_of(sample)["ticks"]
    assert "month" not in ticks
    assert len(ticks["year"]) < 30


def test_the_same_plan_gives_the_same_markup() -> None:
    one, two = (section(Reader(whole(), compiled(whole()), words("zh-CN"))).body for _ in range(2))
    assert one == two


def test_recurring_work_has_a_block_of_its_own() -> None:
    page = shown(whole())
    named = [body for body in page.bodies if body[0][0].startswith("Regular work")]
    assert [row[1] for row in named[0][1:]][:2] == ["每周例会", "周报(渠道、投放与库存)"]
    ticked = [item for item in json.loads(page.data)["items"] if "t" in item]
    assert ticked


def test_work_that_is_done_says_so_and_no_float() -> None:
    done = replace(task("a", D(2026, 3, 2), critical=True), status="done")
    assert shown(plan([done])).rows()[0][5] == "done"
