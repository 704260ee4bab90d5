"""Text for the chart: cleaned, measured and shortened as in every picture."""

from ecsc.emit.picture_text import ELLIPSIS, clean, escape, shorten, width

__all__ = ["ELLIPSIS", "clean", "escape", "shorten", "width"]
