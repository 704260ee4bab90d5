"""A number in each of many runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Row: TypeAlias = "NDArray[np.int64]"
"""Positions, instants, minutes or ordinals of days, one a run."""

Length: TypeAlias = "Row | int"
"""Minutes in each run, or one number where all runs have the same."""
