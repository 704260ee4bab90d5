"""HTML from templates: everything that is printed is cleaned and escaped, no template can forget it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ecsc.emit.pictures.text import clean, escape, verbatim
from ecsc.messages import isolated, shortened

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

LONGEST_HEAD = 160
"""So many characters of a name stand in a heading."""


def fill(template: str, **context: object) -> Markup:
    """Return a template of this package (`goals/goals.html.j2`) filled, as markup.

    Plain text is put on one line without characters that would turn the reading direction of what is beside it,
    isolated where it runs from right to left, then escaped;
    `Markup` goes in as it is. A name that the template uses and nobody gave is an error of ours.
    """
    from markupsafe import Markup

    return Markup(_environment().get_template(template).render(context))  # noqa: S704 - autoescaped


def coded(text: str) -> Markup:
    """Return a sentence escaped, with what stands between backticks as code."""
    from markupsafe import Markup

    escaped = escape(text)
    # Escaping leaves backticks as they are; one without its partner is no code.
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", escaped))  # noqa: S704 - escaped


def key(text: str) -> Markup:
    """Return an id for an attribute that scripts compare; what is read goes in as it is."""
    from markupsafe import Markup

    return Markup(verbatim(text))  # noqa: S704 - escaped


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("ecsc.emit.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals["longest_head"] = LONGEST_HEAD
    made.filters["head"] = lambda name: shortened(name, LONGEST_HEAD)
    return made


def _cleaned(value: Any) -> Any:
    """Return what a template prints: text on one line in a direction of its own, markup untouched."""
    return isolated(clean(value)) if type(value) is str else value
