"""Documents become a strategy: frozen types, one module a chapter, and the reading of their quantities.

In: `Document`s and tables of one strategy. Out: a `Strategy` whose quantities are parsed and whose
references are still ids, with findings for what could not be read. May import `source`, `catalogue`,
`quantity`, `diagnostics`, `messages`; knows nothing of linking, scheduling or rules.
"""

from ecsc.model.build import build
from ecsc.model.kinds import Amount, Dependency, Ref, WeekNumber
from ecsc.model.sections import RESERVED_IDS, SECTIONS, SINGLETONS, Section
from ecsc.model.strategy import Strategy

__all__ = [
    "RESERVED_IDS",
    "SECTIONS",
    "SINGLETONS",
    "Amount",
    "Dependency",
    "Ref",
    "Section",
    "Strategy",
    "WeekNumber",
    "build",
]
