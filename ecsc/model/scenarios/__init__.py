"""Scenarios: the same strategy with other values in named fields.

In: the documents and rows of a strategy. Out: what is wrong with the changes of its scenarios, and the documents
and rows as one of them has them, so that everything after reads, checks and computes them like any other.
"""

from ecsc.model.scenarios.applying import applied
from ecsc.model.scenarios.checking import check_scenarios
from ecsc.model.scenarios.written import scenario_ids

__all__ = ["applied", "check_scenarios", "scenario_ids"]
