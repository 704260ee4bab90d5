"""One line a finding, as editors and `grep` read it: `file:line:column: severity[CODE] message`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.report.checked import Checked
from ecsc.report.columns import visible
from ecsc.report.layout import Layout, tone_of
from ecsc.report.snippet import place_name


def as_concise(checked: Sequence[Checked], layout: Layout) -> Iterator[str]:
    """Yield a line a finding, in the pipeline's order. The severity stays English: programs match it."""
    for one in checked:
        for finding in one.findings:
            level = layout.paint(tone_of(finding.severity), f"{finding.severity.value}[{finding.code}]")
            message = visible(finding.message)
            yield f"{place_name(finding.at)}: {level} {message}\n"
