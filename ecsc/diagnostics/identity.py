"""What a finding is known by from one edit of its file to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ecsc.diagnostics.finding import Finding
from ecsc.diagnostics.place import At, Span


def identities(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield for each finding of one strategy a text that no other has and that no language and no line decides.

    It is the rule's code and the place in the strategy: `ECS501 budgets.marketing.limit`. What stands in no
    entry (a slip of YAML) is known by its file and what is said: `ECS013 goals.yaml {key} is given twice key=due`.
    Of several that are alike the later ones, in the order given, are numbered.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        known = f"{finding.rule.code} {_place(finding)}"
        seen[known] += 1
        yield known if seen[known] == 1 else f"{known} #{seen[known]}"


def _place(finding: Finding) -> str:
    about = finding.at if isinstance(finding.at, At) else finding.about
    if about is not None:
        return str(about)
    file = finding.at.file if isinstance(finding.at, Span) else ""
    given = " ".join(f"{name}={value}" for name, value in sorted(finding.params.items()))
    return " ".join(filter(None, (file.rpartition("/")[2], finding.message, given)))
