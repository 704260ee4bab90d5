"""`python -m tests.schedules_of_tj3.asking`: asks TaskJuggler about every committed strategy once more.

With names of families it draws their strategies again first. Needs `tj3` on the PATH; the test that reads the
dates does not.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.schedules_of_tj3.answers import Dates, ask
from tests.schedules_of_tj3.description import InexpressibleError, describe
from tests.schedules_of_tj3.drawing import draw

NETWORKS = Path(__file__).parent / "networks"
EACH = 8


def drawn(family: str) -> Iterator[tuple[str, dict[str, Dates]]]:
    """Yield strategies of a family that TaskJuggler has words for, with its dates, without end."""
    number = 0
    while True:
        number += 1
        text = draw(family, number)
        try:
            yield text, ask(describe(text))
        except InexpressibleError as reason:
            sys.stderr.write(f"{family} {number}: {str(reason).splitlines()[-1]}\n")


def table(dates: dict[str, Dates]) -> str:
    """Return the dates as CSV."""
    sink = io.StringIO()
    rows = csv.writer(sink, lineterminator="\n")
    rows.writerow(("id", "tj3_start", "tj3_end", "first_day", "last_day"))
    rows.writerows((name, *dates[name]) for name in sorted(dates))
    return sink.getvalue()


def main(arguments: list[str]) -> None:
    """Write what TaskJuggler says beside every strategy."""
    for family in arguments:
        folder = NETWORKS / family
        folder.mkdir(parents=True, exist_ok=True)
        for number, (text, _) in zip(range(1, EACH + 1), drawn(family), strict=False):
            (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    for path in sorted(NETWORKS.rglob("*.yaml")):
        dates = table(ask(describe(path.read_text(encoding="utf-8"))))
        path.with_suffix(".csv").write_text(dates, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
