"""What a finding is known by from one edit of its file to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from ecsc.diagnostics.finding import Finding
from ecsc.diagnostics.place import At

_NAMED_BY: Final = (
    *("mark", "key", "name", "id", "word", "rules", "text", "tag", "code"),
    *("column", "field", "cell", "path", "folder", "file"),
)
"""Parameters that say what a finding without a place is about: a mark, a word, a name, the file itself."""

_LONGEST: Final = 60


def identities(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield for each finding of one strategy a text that no other has and that no language and no line decides.

    It is the rule's code and the place in the strategy: `ECS501 budgets.marketing.limit`; the places of a list are
    one place, since they move. A policy is a rule of its own, and what could not be decided another finding than what
    failed. What stands in no entry (a broken line, a comment) is known by the mark or word that is wrong: `ECS026 }`;
    a file is named where it is what is wrong.
    Of several that are alike the later ones, in the order given, are numbered; one that has its identity keeps it.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        if finding.identity:
            yield finding.identity
            continue
        policy = finding.params.get("policy", "")
        parts = (finding.rule.code, _place(finding), policy, "undecidable" if finding.missing else "")
        known = " ".join(str(part) for part in parts if part)
        seen[known] += 1
        yield known if seen[known] == 1 else f"{known} #{seen[known]}"


def identified(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return all findings of one strategy with their identities, so that none takes that of one which is set aside."""
    known = tuple(findings)
    return tuple(replace(one, identity=name) for one, name in zip(known, identities(known), strict=True))


def _place(finding: Finding) -> str:
    about = finding.at if isinstance(finding.at, At) else finding.about
    if about is not None:
        return ".".join(step for step in about.full_path if isinstance(step, str))
    for name in _NAMED_BY:
        told = finding.params.get(name)
        named = ",".join(map(str, told)) if isinstance(told, (list, tuple)) else told
        if isinstance(named, str) and named:
            return named.rpartition("/")[2] if name == "file" else named[:_LONGEST]
    return ""
