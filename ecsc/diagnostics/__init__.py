"""What is said about a strategy: places, severities, rules and findings, all frozen data.

In: nothing. Out: `At`, `Span`, `Severity`, `Rule`, `Finding`, `Related`, `Fix`, `Waived`, `Suppressed`, and
`identities`, by which findings are known again; `identified` gives them to all that were found. Nothing here renders
text or knows YAML. May import `quantity` and `messages`, nothing else of ecsc.
"""

from ecsc.diagnostics.finding import Finding, Fix, Related, Suppressed, Waived, sort_key, undecidable
from ecsc.diagnostics.identity import identified, identities
from ecsc.diagnostics.place import At, PathStep, Place, Span
from ecsc.diagnostics.rule import Rule, Severity

__all__ = [
    "At",
    "Finding",
    "Fix",
    "PathStep",
    "Place",
    "Related",
    "Rule",
    "Severity",
    "Span",
    "Suppressed",
    "Waived",
    "identified",
    "identities",
    "sort_key",
    "undecidable",
]
