"""The arithmetic of judging: alternatives by weighted criteria, investments, what a sale leaves over.

In: numbers as decimals, names as text. Out: rankings, returns and waterfalls as data, exact where the
arithmetic is. Knows no YAML, no model and no wording. May import `quantity`.
"""

from ecsc.appraisal.contribution import Contribution, contribution, in_coins, summed
from ecsc.appraisal.investment import Return, return_on
from ecsc.appraisal.ranking import Change, Criterion, Ranked, dominators, normalised, ranked, smallest_change

__all__ = [
    "Change",
    "Contribution",
    "Criterion",
    "Ranked",
    "Return",
    "contribution",
    "dominators",
    "in_coins",
    "normalised",
    "ranked",
    "return_on",
    "smallest_change",
    "summed",
]
