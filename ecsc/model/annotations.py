"""The annotations of model types, evaluated once: the reader, the reference check and formulas all ask for them."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

_known: dict[type[Any], Mapping[str, Any]] = {}


def annotations_of(model: type[Any]) -> Mapping[str, Any]:
    """Return the fields of a model type with their types, markers of `Annotated` included."""
    found = _known.get(model)
    if found is None:
        found = _known[model] = typing.get_type_hints(model, include_extras=True)
    return found
