"""JUnit XML: a suite a strategy and a case a finding, for pages that show the results of tests.

Source: the schema of Jenkins' xUnit plug-in, `junit-10.xsd`; nothing is written that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ecsc.report.checked import Checked
from ecsc.report.columns import visible
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import file_of, text_of
from ecsc.report.snippet import place_name
from ecsc.report.told import Told, ToldWaived


def render(report: Report) -> Iterator[str]:
    """Yield the document. A finding that fails the run is a failure, any other and what is waived is skipped."""
    suites = [one for one in report.checked if one.findings or one.strategy or one.folder]
    failures = sum(_fails(finding, report) for _, finding in report.findings())
    cases = sum(len(_cases(one, report)) for one in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="ecsc" tests="{cases}" failures="{failures}" errors="0">\n'
    for one in suites:
        yield from _suite(one, report)
    yield "</testsuites>\n"


def _suite(one: Checked, report: Report) -> Iterator[str]:
    cases = _cases(one, report)
    failures = sum(_fails(finding, report) for finding in one.findings)
    skipped = len(one.findings) - failures + len(one.waived)
    name = quoteattr(_text(one.strategy or one.folder or "ecsc"))
    yield f'  <testsuite name={name} tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}">\n'
    yield from cases
    yield "  </testsuite>\n"


def _cases(one: Checked, report: Report) -> list[str]:
    """Return the cases of a strategy; a strategy without findings is a case that passes."""
    cases = [_case(finding, one, report) for finding in one.findings]
    cases += [_waived(each, one, report) for each in one.waived]
    return cases or [f"    <testcase {_names('ecsc', 'check', one)}/>\n"]


def _case(finding: Told, one: Checked, report: Report) -> str:
    message = quoteattr(_text(finding.message))
    if not _fails(finding, report):
        return _named(finding, one, report, f"<skipped message={message}/>")
    kind = finding.severity.value
    place = place_name(finding.at)
    body = escape(_text(f"{place}\n{text_of(finding)}\necsc explain {finding.code}"))
    return _named(finding, one, report, f'<failure type="{kind}" message={message}>{body}</failure>')


def _waived(waived: ToldWaived, one: Checked, report: Report) -> str:
    told = report.w(
        "until {until} by {owner}: {reason}",
        until=report.w.day(waived.until), owner=waived.owner, reason=waived.reason,
    )  # fmt: skip
    message = quoteattr(_text(f"{waived.finding.message} ({told})"))
    return _named(waived.finding, one, report, f"<skipped message={message}/>")


def _named(finding: Told, one: Checked, report: Report, inner: str) -> str:
    where = file_of(finding.at, report) or place_name(finding.at)
    line = f":{finding.at.line}" if not isinstance(finding.at, str) else ""
    names = _names(where, f"{finding.code} {finding.name} {where}{line}", one)
    return f"    <testcase {names}>\n      {inner}\n    </testcase>\n"


def _names(place: str, name: str, one: Checked) -> str:
    group = _text(one.strategy or place)
    return f"name={quoteattr(_text(name))} classname={quoteattr(group)}"


def _fails(finding: Told, report: Report) -> bool:
    return finding.severity.rank <= report.fail_on.rank


def _text(text: str) -> str:
    """Return text of which every character may stand in XML 1.0 (section 2.2)."""
    lines = text.split("\n")
    return "\n".join(visible(line).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for line in lines)
