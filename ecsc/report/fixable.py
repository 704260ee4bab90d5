"""Which findings ecsc can mend itself: the mark in the report, and the line that counts them."""

from __future__ import annotations

from collections.abc import Iterable

from ecsc.messages import Words
from ecsc.report.checked import Checked
from ecsc.report.layout import Fixes
from ecsc.report.told import Told

MARK = "[*]"


def is_fixable(finding: Told, *, unsafe: bool = False) -> bool:
    """Return whether `--fix` writes what would be right; with `unsafe`, `--fix --unsafe-fixes`."""
    return bool(finding.fixes) and (unsafe or all(fix.safe for fix in finding.fixes))


def fixable_line(checked: Iterable[Checked], w: Words, fixes: Fixes = "safe") -> str:
    """Return one line, without line end: how many findings can be mended; empty for none.

    With `all` fixes those that may change the meaning are among them, else they are counted apart; with `none` the
    others have been made and are not counted.
    """
    found = [finding for one in checked for finding in one.findings]
    ready = sum(is_fixable(finding, unsafe=fixes == "all") for finding in found)
    more = sum(is_fixable(finding, unsafe=True) for finding in found) - ready
    if fixes == "none":
        ready = 0
    if ready and fixes == "all":
        return w("{mark} {n} fixable with --fix --unsafe-fixes", mark=MARK, n=ready)
    if ready and more:
        return w(
            "{mark} {n} fixable with --fix ({more} more with --unsafe-fixes)", mark=MARK, n=ready, more=more
        )
    if ready:
        return w("{mark} {n} fixable with --fix", mark=MARK, n=ready)
    return w("{n} fixable with --fix --unsafe-fixes", n=more) if more else ""
