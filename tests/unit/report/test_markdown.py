"""Markdown: a table that no text of an author breaks out of, and that fits in a comment."""

from __future__ import annotations

import re

import pytest

from ecsc.diagnostics import Severity, Span
from ecsc.report import Checked
from tests.unit.report.samples import HOSTILE, checked, everything, suppressed, text, told, waived

LIMIT = 65_536


def units(written: str) -> int:
    return len(written.encode("utf-16-le")) // 2


def cells(row: str) -> list[str]:
    """The cells of a row, as GFM parts them: a backslash escapes what follows."""
    assert row.startswith("| ")
    assert row.endswith(" |")
    return [cell.strip() for cell in re.findall(r"((?:\\.|[^|\\])*)\|", row[1:])]


def rows(written: str) -> list[list[str]]:
    return [cells(line) for line in written.splitlines() if line.startswith("|")]


def test_the_look() -> None:
    assert text("markdown", checked(told(), waived=(waived(),)), prefix="shop") == (
        "### 1 error, 1 waived in 1 file\n"
        "\n"
        "| Severity | Rule | Where | What is wrong | What would be right |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| **error** | ECS203 unknown-id | shop/plans/活动 计划#&#8203;1 100%.yaml:2 | 林 is not defined |"
        " define it |\n"
        "\n"
        "<details><summary>1 set aside</summary>\n"
        "\n"
        "| Rule | Where | What is wrong | Until | Owner | Reason |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| ECS203 unknown-id | shop/plans/活动 计划#&#8203;1 100%.yaml:2 | 林 is not defined | 31 Mar 2026 | 林 |"
        " known \\| until &lt;spring> |\n"
        "\n"
        "</details>\n"
    )


def test_each_row_has_the_cells_of_its_head() -> None:
    hostile = told(message=HOSTILE, hint=HOSTILE, at=Span("a\\|b`c|\n|.yaml", 0, 1, 1, 1, 1, 2))
    one = checked(
        hostile, waived=(waived(message=HOSTILE),), suppressed=(suppressed("comment", None, HOSTILE),)
    )
    written = text("markdown", one)
    found = rows(written)
    assert [len(row) for row in found] == [5, 5, 5, 6, 6, 6, 6]
    for line in written.splitlines():
        assert line.startswith(("|", "###", "<details><summary>", "</details>")) or not line


def test_nothing_of_an_author_is_html_code_a_link_or_a_call() -> None:
    written = text("markdown", everything())
    body = (
        written.replace("&#8203;", "\u200b")
        .replace("<details><summary>", "")
        .replace("</summary>", "")
        .replace("</details>", "")
    )
    assert "<" not in body
    assert not re.search(r"(?<!\\)`|(?<!\\)\[|(?<!\\)\]", body)
    assert not re.search(r"@\w|#\d|://|www\.|mailto:\w", body)
    assert "\x00" not in body
    assert "\x1b" not in body


def test_the_most_serious_come_first() -> None:
    given = [
        told(severity=each, identity=each.value) for each in (Severity.INFO, Severity.ERROR, Severity.WARNING)
    ]
    assert [row[0] for row in rows(text("markdown", checked(*given)))[2:]] == ["**error**", "warning", "info"]


@pytest.mark.parametrize("letter", ["x", "中", "😀", "|", "<", "@x"])
def test_a_comment_holds_it_whatever_there_is(letter: str) -> None:
    many = [told(message=letter * 3000, hint=letter * 3000, identity=str(number)) for number in range(300)]
    aside = tuple(waived(message=letter * 3000) for _ in range(300))
    written = text("markdown", checked(*many, waived=aside, strategy="s"))
    assert units(written) <= LIMIT
    shown = len(rows(written)) - 4
    more = [int(number) for number in re.findall(r"and (\d+) more", written)]
    assert shown + sum(more) == 600


def test_few_rows_are_all_shown() -> None:
    few = [told(identity=str(number)) for number in range(100)]
    written = text("markdown", checked(*few))
    assert len(rows(written)) == 102
    assert "more" not in written
    assert "and 1 more" in text("markdown", checked(*few, told()))


def test_nothing_wrong_is_said_in_a_heading() -> None:
    assert text("markdown", checked()) == "### ecsc: launch is sound: 2 tasks, 0 goals, 0 findings\n"
    assert text("markdown") == "### ecsc: nothing was checked\n"
    assert text("markdown", Checked("a b", strategy="x|`y`<b>")).count("`") == 2
