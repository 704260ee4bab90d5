"""What `ecsc progress` does: strategies from a path to how their work stands."""

from __future__ import annotations

import datetime as dt
import shlex
import sys

from msgspec import Struct

from ecsc.cli.compiling import compiled
from ecsc.cli.inputs import inputs
from ecsc.cli.measuring import measured
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, layout_of, write
from ecsc.cli.soundness import is_sound
from ecsc.cli.spoken import words_at
from ecsc.report.standing import standing
from ecsc.report.standing_text import standing_json, standing_text
from ecsc.runs import checked, outside


class ProgressOrder(Struct, frozen=True):
    """What is to be shown: the options of the command, as they were given."""

    path: str
    format_name: str
    as_of: dt.date | None
    baseline_file: str | None
    baseline_rev: str | None
    lang: str | None
    color: str
    scenario: str | None = None

    @property
    def as_check(self) -> str:
        """Return the command that shows the findings of the same strategy, on the same day, against the
        same plan and under the same scenario."""
        options = {
            "--as-of": None if self.as_of is None else self.as_of.isoformat(),
            "--baseline-file": self.baseline_file,
            "--baseline-rev": self.baseline_rev,
            "--scenario": self.scenario,
        }
        given = [word for option, value in options.items() if value is not None for word in (option, value)]
        return shlex.join(["ecsc", "check", self.path, *given])


def show(order: ProgressOrder) -> bool:
    """Compile and show how the work stands; return whether there are no errors."""
    w, layout = words_at(order.lang, order.path), layout_of(order.color)
    strategies, findings = inputs((order.path,))
    strategies, baseline = measured(strategies, order.baseline_file, order.baseline_rev)
    results = list(
        compiled(
            strategies,
            order.as_of,
            Progress(w),
            baseline=baseline,
            simulate=False,
            scenario=order.scenario,
        )
    )
    everything = outside(findings, w) + [checked(one, w) for one in results]
    standings = [standing(one.compiled.plan) for one in results if one.compiled is not None]
    if order.format_name == "json":
        write([standing_json(standings, ascii_only=not is_unicode(sys.stdout))], layout)
    else:
        for number, one in enumerate(standings):
            write(["\n"] if number else [], layout)
            write(standing_text(one, w, layout), layout)
    return is_sound(everything, w, order.as_check)
