"""A finding's sentences in the reader's language, never failing for a parameter that is amiss."""

from __future__ import annotations

from collections.abc import Mapping

from ecsc.messages import Words


def render_message(template: str, params: Mapping[str, object], w: Words) -> str:
    """Return `template` translated and filled with `params`.

    A slot without a parameter stands as it is written: a rule that forgets one must not hide the finding.
    """
    if not template:
        return ""
    try:
        return w(template, **{str(name): value for name, value in params.items()})
    except (KeyError, ValueError, TypeError, AttributeError):
        return w(template, **{str(name): shown(value, w) for name, value in params.items()})


def shown(value: object, w: Words) -> str:
    """Return `value` as the language writes it, or plainly when the language has no way to."""
    try:
        return w.show(value)
    except (KeyError, ValueError, TypeError, AttributeError):
        return str(value)
