"""The arithmetic of experiments on shares: what a sample can show, and what a result has shown.

In: numbers. Out: numbers, in binary floats rounded to `DIGITS` places, so that every machine prints the same.
Knows no strategy and imports nothing of ecsc; the normal distribution is `statistics.NormalDist`.
"""

from ecsc.trials.adjusting import adjusted
from ecsc.trials.comparing import DIGITS, SMALLEST_CELL, Comparison, compare
from ecsc.trials.lasting import days_needed
from ecsc.trials.sizing import Design, chance_below, detectable, power_of, sample_per_arm
from ecsc.trials.splitting import SplitTest, split_test

__all__ = [
    "DIGITS", "SMALLEST_CELL", "Comparison", "Design", "SplitTest", "adjusted", "chance_below", "compare",
    "days_needed", "detectable", "power_of", "sample_per_arm", "split_test",
]  # fmt: skip
