"""JUnit XML: a suite a strategy and a case a finding, for pages that show the results of tests.

Source: the schema of Jenkins' xUnit plug-in, `junit-10.xsd`; nothing is written that it does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from ecsc.diagnostics import Span
from ecsc.report.checked import Checked
from ecsc.report.columns import visible
from ecsc.report.formats.asked import Report
from ecsc.report.formats.places import file_of, text_of
from ecsc.report.told import Told, ToldWaived
from ecsc.report.waived import accepted

PASSED = "ecsc check"
"""The case that passes where nothing fails, so that a suite is never without one."""


class Case(Struct, frozen=True):
    """A test as pages show it: its name, and what its element holds."""

    name: str
    inner: str = ""
    failed: bool = False


def render(report: Report) -> Iterator[str]:
    """Yield the document. A finding that fails the run is a failure, any other and what is waived is skipped."""
    suites = [(one, _cases(one, report)) for one in report.checked]
    tests = sum(len(cases) for _, cases in suites)
    failures = sum(case.failed for _, cases in suites for case in cases)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="ecsc" tests="{tests}" failures="{failures}" errors="0">\n'
    for one, cases in suites:
        text = "".join(_suite(one, cases))
        yield text.encode("ascii", "xmlcharrefreplace").decode() if report.ascii_only else text
    yield "</testsuites>\n"


def _suite(one: Checked, cases: list[Case]) -> Iterator[str]:
    failures = sum(case.failed for case in cases)
    skipped = sum(bool(case.inner) for case in cases) - failures
    name = _attribute(one.strategy or one.folder or "ecsc")
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={name} {counts}>\n"
    seen: Counter[str] = Counter()
    for case in cases:
        # Pages take two cases of one name for one.
        seen[case.name] += 1
        number = f" #{seen[case.name]}" if seen[case.name] > 1 else ""
        inner = f">{case.inner}</testcase>" if case.inner else "/>"
        yield f"    <testcase name={_attribute(case.name + number)} classname={name}{inner}\n"
    yield "  </testsuite>\n"


def _cases(one: Checked, report: Report) -> list[Case]:
    cases = [_case(finding, one, report) for finding in one.findings]
    cases += [_waived(each, report) for each in one.waived]
    return cases if any(case.failed for case in cases) else [Case(PASSED), *cases]


def _case(finding: Told, one: Checked, report: Report) -> Case:
    message = _attribute(finding.message)
    file = file_of(finding.at, report, one)
    place = f"{file}:{finding.at.line}:{finding.at.column}" if isinstance(finding.at, Span) else file
    body = escape(_text(f"{place}\n{text_of(finding)}\necsc explain {finding.code}"))
    if finding.severity.rank > one.fail_on.rank:
        return Case(_name(finding), f"<skipped message={message}>{body}</skipped>")
    kind = finding.severity.value
    return Case(_name(finding), f'<failure type="{kind}" message={message}>{body}</failure>', failed=True)


def _waived(waived: ToldWaived, report: Report) -> Case:
    told = _attribute(accepted(waived, report.w))
    return Case(_name(waived.finding), f"<skipped message={told}/>")


def _name(finding: Told) -> str:
    """Return the name by which pages follow a finding from run to run: without its line."""
    return f"{finding.code} {finding.name}: {finding.message}"


def _attribute(text: str) -> str:
    return quoteattr(_text(text))


def _text(text: str) -> str:
    """Return text of which every character may stand in XML 1.0 (section 2.2)."""
    lines = text.split("\n")
    return "\n".join(visible(line).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for line in lines)
