"""What settings, options and comments call rules: a code, the start of codes, or a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from ecsc.catalogue import shipped_rules
from ecsc.diagnostics import Finding, Severity
from ecsc.diagnostics.near import close_matches

EVERY = "ECS"
_START = re.compile(r"ECS\d{0,3}")
_FIXED_BANDS = "012"
_COMMENTS_OWN = "ECS07"
"""The rules about comments: whether a comment about them is of use, only the finding itself could tell."""


class UnknownRuleError(Exception):
    """There is no rule `word`. `near` may have been meant, closest first; `gone` tells that there once was one."""

    def __init__(self, word: str, near: list[str], *, gone: bool = False) -> None:
        super().__init__(word)
        self.word = word
        self.near = near
        self.gone = gone


def folded(word: str) -> str:
    """Return the name or code of a rule in the form in which they are compared."""
    return re.sub(r"[\s_]+", "-", unicodedata.normalize("NFKC", word).strip().casefold())


@cache
def codes_by_name() -> Mapping[str, str]:
    """Return the code of every rule by its folded name and by its folded code."""
    return {one: code for code, (name, _) in shipped_rules().items() for one in (name, code.casefold())}


def selector_of(word: str) -> str:
    """Return the start of codes that a word means: `ECS5`, or the code of a name. Raises `UnknownRuleError`."""
    name = folded(word)
    if name in codes_by_name():
        return codes_by_name()[name]
    start = EVERY if name == "all" else name.upper()
    if _START.fullmatch(start) and any(code.startswith(start) for code in shipped_rules()):
        return start
    raise unknown_rule(word)


def unknown_rule(word: str) -> UnknownRuleError:
    """Return that there is no such rule, with those that may have been meant."""
    from ecsc.rules.catalogue import RETIRED

    name = folded(word)
    if any(name in (code.casefold(), old) for code, old in RETIRED.items()):
        return UnknownRuleError(word, [], gone=True)
    if name.isdigit() and (known := codes_by_name().get(f"ecs{name}")):
        return UnknownRuleError(word, [known])
    is_code = re.fullmatch(r"[a-z]{0,4}-?\d+", name) is not None
    names = shipped_rules() if is_code else [one for one in codes_by_name() if not one.startswith("ecs")]
    return UnknownRuleError(word, close_matches(name.upper() if is_code else name, names))


def is_fixed(finding: Finding) -> bool:
    """Return whether a finding, as it was made, stays whatever is chosen: what is written could not be read."""
    return finding.level is Severity.ERROR and finding.rule.code[3] in _FIXED_BANDS


def stays(selector: str) -> bool:
    """Return whether every rule that is meant tells errors that stay whatever is chosen."""
    meant = [(code, severity) for code, (_, severity) in shipped_rules().items() if code.startswith(selector)]
    return all(code[3] in _FIXED_BANDS and severity == Severity.ERROR.value for code, severity in meant)


def is_of_comments(code: str) -> bool:
    """Return whether a rule is about comments that set findings aside."""
    return code.startswith(_COMMENTS_OWN)
