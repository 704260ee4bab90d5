"""Strategies on disk: which folders and files make one, and how built files get there without harm.

In: paths as given on the command line. Out: `StrategyInput`s with findings about paths that could not be
read, and with what lies beside them or stood there at a git revision; a folder of published files with a
manifest; baselines; starter strategies. The only package that reads and writes the disk and asks git. May
import everything below but `rules`, `plan` and the solvers, which it has no use for.
"""

from ecsc.workspace.find import PathError, find_strategies, find_strategy_of_text
from ecsc.workspace.toml import SettingsError

__all__ = ["PathError", "SettingsError", "find_strategies", "find_strategy_of_text"]
