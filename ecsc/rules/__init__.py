"""Rules: what is worked out about a strategy becomes findings; one file a family.

In: `Assessed`. Out: findings of bands 4xx to 9xx, each at a place in the strategy. A family's file lists its
rules in `RULES`; a rule's docstring is its manual. May import everything below and nothing above.
"""

from ecsc.rules.catalogue import FAMILIES, catalogue, check_all
from ecsc.rules.rule import Check, rule

__all__ = ["FAMILIES", "Check", "catalogue", "check_all", "rule"]
