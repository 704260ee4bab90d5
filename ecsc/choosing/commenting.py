"""What comments set aside, and what is said about comments that set nothing aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from ecsc.catalogue import shipped_rules
from ecsc.choosing.choices import Judged
from ecsc.choosing.selecting import Selecting
from ecsc.choosing.selectors import UnknownRuleError, folded, is_of_comments, stays, unknown_rule
from ecsc.diagnostics import Finding, Fix, Span, Suppressed
from ecsc.source.rules_comments import IGNORE_OF_UNKNOWN_RULE, NOT_IGNORABLE, UNUSED_IGNORE

if TYPE_CHECKING:
    from ecsc.source.comments import Comment, Commented, Named


_WHOLE_FILE: Final = -1
_LOOKED_UP: Final = 50
"""So many unknown words of a file are searched for what was meant: more are not misspelt one by one."""


class Aside(Struct, frozen=True):
    """What comments leave, what they set aside, and what was found about them."""

    left: list[Judged]
    suppressed: list[Suppressed]
    found: list[Finding]


def set_aside(
    judged: Sequence[Judged],
    commented: Sequence[Commented],
    codes: Mapping[str, str],
    selecting: Selecting,
    complete: Set[str],
) -> Aside:
    """Return the findings parted by the comments, which name rules by the `codes` of their folded words.

    Only in `complete` files a comment without a finding is told.
    """
    files = {one.source.file: _File(one, codes) for one in commented}
    left: list[Judged] = []
    suppressed: list[Suppressed] = []
    for each in judged:
        at = each.finding.at
        file = files.get(at.file) if isinstance(at, Span) else None
        comment = file.comment_for(each) if file is not None else None
        if comment is None:
            left.append(each)
        else:
            suppressed.append(Suppressed(each.finding, "comment", comment.at, comment.reason))
    found = [one for file in files.values() for one in file.findings(selecting, complete)]
    return Aside(left, suppressed, found)


class _File:
    """The comments of a file, and which of the rules they name they have met."""

    def __init__(self, commented: Commented, codes: Mapping[str, str]) -> None:
        self._commented = commented
        self._codes = codes
        self._by_code: dict[str, dict[int, list[tuple[Comment, Named]]]] = {}
        self._met: set[Named] = set()
        self._refused: set[Named] = set()
        for comment in commented.comments:
            for named in comment.names:
                code = self._codes.get(folded(named.word))
                if code is not None:
                    line = _WHOLE_FILE if comment.kind == "file" else comment.line
                    self._by_code.setdefault(code, {}).setdefault(line, []).append((comment, named))

    def comment_for(self, judged: Judged) -> Comment | None:
        """Return the comment that sets a finding aside, that of a line before one of the file; None without."""
        finding, at = judged.finding, judged.finding.at
        by_line = self._by_code.get(finding.rule.code)
        if not by_line or not isinstance(at, Span):
            return None
        lines = (*sorted(self._commented.lines_of(at), reverse=True), _WHOLE_FILE)
        fitting = [each for line in lines for each in by_line.get(line, ())]
        (self._refused if judged.stays else self._met).update(named for _, named in fitting)
        if judged.stays or not fitting:
            return None
        return fitting[0][0]

    def findings(self, selecting: Selecting, complete: Set[str]) -> Iterator[Finding]:
        """Yield what is wrong with the comments."""
        file = self._commented.source.file
        unknown: set[str] = set()
        for comment in self._commented.comments:
            idle = []
            for named in comment.names:
                code = self._codes.get(folded(named.word))
                if code is None:
                    unknown.add(named.word)
                    yield _unknown(named, self._codes, search=len(unknown) <= _LOOKED_UP)
                elif named in self._refused or stays(code):
                    yield _refused(named, code)
                elif named not in self._met and selecting.is_on(code, file) and not is_of_comments(code):
                    idle.append(named)
            if idle and file in complete:
                yield _unused(comment, idle)


def _unknown(named: Named, codes: Mapping[str, str], *, search: bool) -> Finding:
    problem = unknown_rule(named.word) if search else UnknownRuleError(named.word, [])
    start = folded(named.word).upper()
    if problem.gone:
        message, hint = "`{name}` is a rule no more", "take it out of the comment"
    elif start == "ALL" or any(code.startswith(start) for code in codes.values()):
        message, hint = "`{name}` is no single rule", "a comment names rules one by one, as ECS501"
    else:
        message = "there is no rule `{name}`"
        hint = "did you mean {near}?" if problem.near else "`ecsc rules` lists the rules"
    return Finding(
        IGNORE_OF_UNKNOWN_RULE, message, named.at, {"name": named.word, "near": problem.near}, hint=hint
    )


def _refused(named: Named, code: str) -> Finding:
    return Finding(
        NOT_IGNORABLE,
        "an error of {code} cannot be set aside: what it is about is not in the plan",
        named.at,
        {"code": code, "name": shipped_rules()[code][0]},
        hint="mend what `{name}` tells, and take it out of the comment",
    )


def _unused(comment: Comment, idle: Sequence[Named]) -> Finding:
    words = [named.word for named in idle]
    kept = [named.word for named in comment.names if named not in idle]
    if kept:
        at, fix = idle[0].at, Fix(comment.names_at, ", ".join(kept), safe=True)
    else:
        # A reason is somebody's own words, and may only stand a line off what it is about.
        at, fix = comment.at, Fix(comment.removal, "", safe=not comment.reason)
    if comment.kind == "file":
        message = "the comment sets nothing aside: nothing of {rules} is found in this file"
    elif comment.line == 0:
        message = "the comment sets nothing aside: nothing stands below it"
    else:
        message = "the comment sets nothing aside: nothing of {rules} is found on its line"
    return Finding(UNUSED_IGNORE, message, at, {"rules": words}, hint="take it out", fixes=(fix,))
