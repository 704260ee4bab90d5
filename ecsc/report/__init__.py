"""Findings become something to read: text with the place underlined, one line each, or JSON.

`standing` tells a leader how the work of a plan stands.

In: located findings, the source texts they point into, the words of a language and a `Layout`. Out: text.
Nothing here reads files, asks the terminal or decides an exit code. May import `diagnostics`, `source` and
`messages`; each format is imported when it is asked for, so a clean run pays for none of them.
"""

from ecsc.report.checked import Checked, Tally, tally
from ecsc.report.closing import closing_line
from ecsc.report.layout import Layout
from ecsc.report.render import FORMATS, Format, render
from ecsc.report.wording import render_message

__all__ = [
    "FORMATS",
    "Checked",
    "Format",
    "Layout",
    "Tally",
    "closing_line",
    "render",
    "render_message",
    "tally",
]
