"""What settings, options and comments call rules: a code, the start of codes, or a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from ecsc.catalogue import shipped_rules
from ecsc.diagnostics import Finding, Rule, Severity
from ecsc.diagnostics.near import MOST_LOOKED_UP, close_matches

EVERY: Final = ""
"""What `ALL` means: the start of every code."""

_START = re.compile(r"[A-Z]{2,12}\d{0,3}")
_OURS = "ECS"
_FIXED_BANDS = "012"
_NOT_MADE = "ECS990"
"""A check of a plug-in that could not be made: nobody knows what it would have found."""
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
def shipped_codes() -> Mapping[str, str]:
    """Return the code of every rule that ships, by its folded name and by its folded code."""
    return {one: code for code, (name, _) in shipped_rules().items() for one in (name, code.casefold())}


def codes_with(plugged: Iterable[Rule] = ()) -> Mapping[str, str]:
    """Return `shipped_codes`, and those of the rules of plug-ins."""
    more = {one: rule.code for rule in plugged for one in (folded(rule.name), rule.code.casefold())}
    return {**more, **shipped_codes()} if more else shipped_codes()


def selector_of(word: str, plugged: Iterable[Rule] = ()) -> str:
    """Return the start of codes that a word means: `ECS5`, the code of a name, or none (of every code) for `ALL`.

    `plugged` are the rules of plug-ins. Raises `UnknownRuleError`.
    """
    name, codes = folded(word), codes_with(plugged)
    if name in codes:
        return codes[name]
    if name == "all":
        return EVERY
    start = name.upper()
    if _START.fullmatch(start) and any(code.startswith(start) for code in codes.values()):
        return start
    raise unknown_rule(word)


def unknown_rule(word: str) -> UnknownRuleError:
    """Return that there is no such rule, with those that may have been meant."""
    from ecsc.rules.catalogue import RETIRED

    name = folded(word)
    if any(name in (code.casefold(), old) for code, old in RETIRED.items()):
        return UnknownRuleError(word, [], gone=True)
    if name.isdigit() and (known := shipped_codes().get(f"ecs{name}")):
        return UnknownRuleError(word, [known])
    is_code = re.fullmatch(r"[a-z]{0,4}-?\d+", name) is not None
    return UnknownRuleError(word, list(_near(name.upper() if is_code else name, codes=is_code)))


@lru_cache(maxsize=MOST_LOOKED_UP)
def _near(name: str, *, codes: bool) -> tuple[str, ...]:
    known = shipped_rules() if codes else [one for one in shipped_codes() if not one.startswith("ecs")]
    return tuple(close_matches(name, known))


def is_fixed(finding: Finding) -> bool:
    """Return whether a finding, as it was made, stays whatever is chosen: what is written could not be read."""
    return finding.level is Severity.ERROR and _is_fixed_band(finding.rule.code)


@cache
def stays(selector: str) -> bool:
    """Return whether every rule that is meant tells errors that stay whatever is chosen."""
    meant = [(code, severity) for code, (_, severity) in shipped_rules().items() if code.startswith(selector)]
    return bool(meant) and all(
        _is_fixed_band(code) and severity == Severity.ERROR.value for code, severity in meant
    )


def _is_fixed_band(code: str) -> bool:
    return code == _NOT_MADE or (code.startswith(_OURS) and code[3] in _FIXED_BANDS)


def is_of_comments(code: str) -> bool:
    """Return whether a rule is about comments that set findings aside."""
    return code.startswith(_COMMENTS_OWN)
