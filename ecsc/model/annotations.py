"""The annotations of model types, evaluated once: the reader, the reference check and formulas all ask for them."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from functools import cache
from typing import Any


@cache
def annotations_of(model: type[Any]) -> Mapping[str, Any]:
    """Return the fields of a model type with their types, markers of `Annotated` included."""
    return typing.get_type_hints(model, include_extras=True)
