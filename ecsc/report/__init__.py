"""Findings become something to read: text with the place underlined, one line each, or a format of programs.

`standing` tells a leader how the work of a plan stands.

In: located findings, which `told` puts into the words of a language, the source texts they point into and a
`Layout`. Out: text.
Nothing here reads files, asks the terminal or decides an exit code. The proposals of levelling are told here
too (`level_text`, `level_json`). May import `diagnostics`, `source` and `messages`; `assess.proposal` for
levelling, `plan` and `schedule` for `standing`, and the catalogue of `rules`, which SARIF describes. Each
format is imported when it is asked for, so a clean run pays for none of them.
"""

from ecsc.report.checked import Checked, Tally, tally
from ecsc.report.closing import closing_line
from ecsc.report.fixable import fixable_line
from ecsc.report.layout import Layout
from ecsc.report.render import FOR_PEOPLE, FORMATS, STATISTICS, Format, render, statistics
from ecsc.report.told import Told, tell, tell_suppressed, tell_waived
from ecsc.report.wording import render_message

__all__ = [
    "FORMATS",
    "FOR_PEOPLE",
    "STATISTICS",
    "Checked",
    "Format",
    "Layout",
    "Tally",
    "Told",
    "closing_line",
    "fixable_line",
    "render",
    "render_message",
    "statistics",
    "tally",
    "tell",
    "tell_suppressed",
    "tell_waived",
]
