"""Markdown outputs: an output's own template, filled, with everything that is printed escaped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ecsc.messages import markdown

if TYPE_CHECKING:
    from jinja2 import Environment


def fill(template: Path, **context: object) -> str:
    """Return the template filled; whatever it prints is escaped for Markdown, its own text is not."""
    return _environment(template.parent).get_template(template.name).render(context).rstrip("\n") + "\n"


@lru_cache(maxsize=8)
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown, escaped by `finalize`, which no template can forget
        finalize=lambda value: markdown(value if isinstance(value, str) else str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
