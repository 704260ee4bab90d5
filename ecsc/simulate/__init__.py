"""Monte Carlo simulation: a network and formulas played many times with uncertain durations and drivers.

In: a computed `Schedule` with a `Spread` for each uncertain activity, or the drivers of a goal. Out: on which
days what ends in how many runs, how often each activity is critical, and what moves the result most. Every
distribution is triangular: its inverse needs only + - * / and the square root, which IEEE 754 rounds
correctly, so that a seed gives the same figures on every machine. Needs numpy, which is imported when a
simulation runs. May import `schedule`, `targets`, `expr` and `quantity`; knows no strategy.
"""

from ecsc.simulate.draws import Spread
from ecsc.simulate.extra import MissingExtraError, need_numpy
from ecsc.simulate.histogram import Histogram, Values, rank
from ecsc.simulate.network import ActivityRuns, NetworkRuns, play_network
from ecsc.simulate.tornado import Moves, tornado

__all__ = [
    "ActivityRuns",
    "Histogram",
    "MissingExtraError",
    "Moves",
    "NetworkRuns",
    "Spread",
    "Values",
    "need_numpy",
    "play_network",
    "rank",
    "tornado",
]
