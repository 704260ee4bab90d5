"""A strategy is bound together: ids to entities, metrics to definitions, formulas to typed trees.

In: `Strategy`. Out: `LinkedStrategy` and findings of bands 2xx and 3xx. May import `model`, `expr`,
`catalogue`, `quantity`, `diagnostics`; knows no YAML, no schedule and no rules.
"""

from ecsc.link.linked import LinkedStrategy, link
from ecsc.link.references import Edge, edges

__all__ = ["Edge", "LinkedStrategy", "edges", "link"]
