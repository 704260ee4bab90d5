"""What `ecsc scenarios` does: the plan and its scenarios side by side."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ecsc.cli.compiling import compiled
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.planned import show_document
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, write
from ecsc.cli.soundness import is_sound
from ecsc.cli.spoken import words_at
from ecsc.emit.scenarios import Outlook, outlook, scenario_rows, scenario_text, scenarios_document
from ecsc.messages import Words
from ecsc.pipeline import Result, StrategyInput
from ecsc.report import Layout, closing_line, render, tally
from ecsc.report.columns import fold, visible, width
from ecsc.runs import checked, only_serious, outside


class ScenariosOrder(Struct, frozen=True):
    """What is to be compared: the options of the command, as they were given."""

    path: str
    format_name: str
    as_of: dt.date | None
    waivers: bool
    lang: str | None
    color: str

    @property
    def as_check(self) -> str:
        """Return the command that shows the findings of the plan, on the same day with the same waivers."""
        day = [] if self.as_of is None else ["--as-of", self.as_of.isoformat()]
        return shlex.join(["ecsc", "check", self.path, *day, *([] if self.waivers else ["--no-waivers"])])


def compare(order: ScenariosOrder) -> bool:
    """Compile the plan and each scenario and show how they differ; return whether the plan has no errors."""
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    strategies, findings = inputs((order.path,))
    if len(strategies) > 1:
        told = {"word": order.path, "n": len(strategies)}
        raise UsageProblem("{word} holds {n} strategies", told, hint="name the folder of one")
    given = strategies[0] if strategies else None
    base = _result(given, order, w) if given is not None else None
    everything = outside(findings, w) + ([checked(base, w)] if base is not None else [])
    if given is None or base is None or base.compiled is None:
        unread = [only_serious(one) for one in everything]
        write(render(unread, "text", w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
        write([closing_line(everything, w) + "\n"], layout)
        return tally(everything).errors == 0
    outlooks = list(_outlooks(given, base, order, w))
    if order.format_name == "json":
        show_document(scenarios_document(base.name, outlooks), layout)
    else:
        write(_text(outlooks, w, layout), layout)
    return is_sound(everything, w, order.as_check)


def _result(given: StrategyInput, order: ScenariosOrder, w: Words, scenario: str | None = None) -> Result:
    made = compiled(
        (given,), order.as_of, Progress(w), simulate=False, scenario=scenario, waivers=order.waivers
    )
    return next(made)


def _outlooks(given: StrategyInput, base: Result, order: ScenariosOrder, w: Words) -> Iterator[Outlook]:
    if base.compiled is None or base.assessed is None:
        return
    yield outlook(base.compiled)
    for scenario in base.scenarios:
        result = _result(given, order, w, scenario)
        if result.compiled is not None:
            yield outlook(result.compiled, (base.compiled, base.assessed))


def _text(outlooks: Sequence[Outlook], w: Words, layout: Layout) -> Iterator[str]:
    """Yield the table and what is other under each scenario."""
    yield layout.paint("strong", visible(outlooks[0].name)) + "\n"
    if len(outlooks) == 1:
        yield w("there are no scenarios: write one under `scenarios`") + "\n"
        return
    rows = [[visible(cell) for cell in row] for row in scenario_rows(outlooks, w)]
    filled = [number for number in range(len(rows[0])) if any(row[number] for row in rows[1:])]
    widest = [max(width(row[number]) for row in rows) for number in filled]
    for number, row in enumerate(rows):
        cells = (
            row[each] + " " * (most - width(row[each])) for each, most in zip(filled, widest, strict=True)
        )
        line = "  ".join(cells).rstrip()
        yield (layout.paint("frame", line) if not number else line) + "\n"
    for one in outlooks[1:]:
        yield "\n" + layout.paint("strong", visible(f"{one.name} ({one.id})")) + "\n"
        for text in scenario_text(one, outlooks[0], w):
            line = "  " + visible(text)
            yield (fold(line, layout.width, "    ") if layout.fold else line) + "\n"
