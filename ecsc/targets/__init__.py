"""The arithmetic of targets: breakdowns that must add up, drivers that must multiply up.

In: numbers as decimals, keys as text, formulas as parsed trees. Out: gaps, cells and derived values as
data. `growth` compounds rates, `sampling` tells margins of error. Knows no YAML, no model and no wording. May import
`quantity`; `drivers` and `driver_tree` (import them by their own names) also `expr` for the trees, which a strategy
without formulas never loads.
"""

from ecsc.targets.breakdown import Cell, SumCheck, check_parts, cross, flatten, last_digit, tolerance
from ecsc.targets.coverage import Coverage, cover

__all__ = [
    "Cell",
    "Coverage",
    "SumCheck",
    "check_parts",
    "cover",
    "cross",
    "flatten",
    "last_digit",
    "tolerance",
]
