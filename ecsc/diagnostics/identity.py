"""What a finding is known by from one edit of its file to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ecsc.diagnostics.finding import Finding
from ecsc.diagnostics.place import At, Span


def identities(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield for each finding of one strategy a text that no other has and that no language and no line decides.

    It is the rule's code and the place in the strategy: `ECS501 budgets.marketing.limit`; the places of a list are
    one place, since they move. A policy is a rule of its own, and what could not be decided another finding than what
    failed. What stands in no entry (a slip of YAML) is known by its file and what is said: `ECS013 goals.yaml {key} is
    given twice key=due`.
    Of several that are alike the later ones, in the order given, are numbered.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        policy = finding.params.get("policy", "")
        parts = (finding.rule.code, _place(finding), policy, "undecidable" if finding.missing else "")
        known = " ".join(str(part) for part in parts if part)
        seen[known] += 1
        yield known if seen[known] == 1 else f"{known} #{seen[known]}"


def _place(finding: Finding) -> str:
    about = finding.at if isinstance(finding.at, At) else finding.about
    if about is not None:
        return ".".join(step for step in about.full_path if isinstance(step, str))
    file = finding.at.file if isinstance(finding.at, Span) else ""
    # Lists are advice, as the fields that there are, and longer in the next version.
    said = sorted(
        (name, value) for name, value in finding.params.items() if not isinstance(value, (list, tuple))
    )
    given = " ".join(f"{name}={value}" for name, value in said)
    return " ".join(filter(None, (file.rpartition("/")[2], finding.message, given)))
