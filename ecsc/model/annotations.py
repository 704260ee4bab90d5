"""The annotations of model types, evaluated once: the reader, the reference check and formulas all ask for them."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

from ecsc.model.kinds import Spelling

_known: dict[type[Any], Mapping[str, Any]] = {}
_formulas: dict[type[Any], tuple[str, ...]] = {}


def annotations_of(model: type[Any]) -> Mapping[str, Any]:
    """Return the fields of a model type with their types, markers of `Annotated` included."""
    found = _known.get(model)
    if found is None:
        found = _known[model] = typing.get_type_hints(model, include_extras=True)
    return found


def expressions(model: type[Any]) -> tuple[str, ...]:
    """Return the fields of a model type that hold a formula or a condition."""
    found = _formulas.get(model)
    if found is None:
        hints = annotations_of(model).items()
        found = _formulas[model] = tuple(name for name, hint in hints if _says_expression(hint))
    return found


def _says_expression(hint: Any) -> bool:
    marks = getattr(hint, "__metadata__", ())
    return Spelling("expression") in marks or any(map(_says_expression, typing.get_args(hint)))
