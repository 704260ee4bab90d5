"""Text for the chart: cleaned, measured and shortened as in every picture."""

from ecsc.emit.pictures.text import ELLIPSIS, clean, escape, shorten, width

DATE_SIZE = 10.5
"""Font size of dates, ticks and what is said beside bars."""

__all__ = ["DATE_SIZE", "ELLIPSIS", "clean", "escape", "shorten", "width"]
