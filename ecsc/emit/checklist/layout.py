"""The Markdown template, filled."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ecsc.messages import markdown

if TYPE_CHECKING:
    from jinja2 import Environment


def layout(template: str, **context: object) -> str:
    """Return the template filled; whatever it prints is escaped for Markdown, its own text is not."""
    return _environment().get_template(template).render(context).rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # Markdown, escaped by `finalize`, which no template can forget
        finalize=lambda value: markdown(value if isinstance(value, str) else str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
