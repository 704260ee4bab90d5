"""From a path back to the file."""

from __future__ import annotations

import pytest

from ecsc.source import SourceText, read_document

TEXT = """\
# plan
tasks:
  店铺:  {name: "Shop \\u00e9 design", cost: 20000}
  b:
    after: [店铺 + 2d, 'it''s late']
    note: |
      first line
      second
    fold: >-
      one two
      three

    rule: sum(a)
      + max(b)
    empty:
again: &x {y: 1}
copy: *x
"""


def slice_at(path: tuple[str | int, ...], part: str = "value", within: tuple[int, int] | None = None) -> str:
    document, findings = read_document("x.yaml", TEXT.encode())
    assert findings == ()
    span = document.span(path, part, within)  # type: ignore[arg-type]
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("path", "part", "expected"),
    [
        (("tasks", "店铺", "cost"), "value", "20000"),
        (("tasks", "店铺", "name"), "value", '"Shop \\u00e9 design"'),
        (("tasks", "店铺"), "key", "店铺"),
        (("tasks", "店铺"), "value", '{name: "Shop \\u00e9 design", cost: 20000}'),
        (("tasks", "b", "after", 1), "value", "'it''s late'"),
        (("tasks", "b", "after", 0), "key", "店铺 + 2d"),
        (("tasks", "b", "rule"), "value", "sum(a)\n      + max(b)"),
        (("tasks", "b", "empty"), "value", "empty"),
        (("tasks", "b", "missing"), "value", "b"),
        (("tasks", "b", "after", 7), "value", "after"),
        (("tasks", "none", "deeper"), "value", "tasks"),
        (("copy",), "value", "*x"),
        (("copy", "y"), "value", "1"),
        (("again", "y"), "key", "y"),
    ],
)
def test_span(path: tuple[str | int, ...], part: str, expected: str) -> None:
    assert slice_at(path, part) == expected


def test_block_ends_with_its_last_value() -> None:
    assert slice_at(("tasks",)).endswith("empty:")


def test_root_and_unknown_sections() -> None:
    document, _ = read_document("x.yaml", TEXT.encode())
    assert document.span(("nothing",)).line == 1
    assert document.span(()).start == TEXT.index("tasks")


@pytest.mark.parametrize(
    ("path", "within", "expected"),
    [
        (("tasks", "b", "after", 0), (0, 2), "店铺"),
        (("tasks", "b", "after", 0), (5, 7), "2d"),
        (("tasks", "店铺", "name"), (5, 6), "\\u00e9"),
        (("tasks", "店铺", "name"), (7, 13), "design"),
        (("tasks", "b", "after", 1), (5, 9), "late"),
        (("tasks", "b", "note"), (11, 17), "second"),
        (("tasks", "b", "fold"), (8, 13), "three"),
        (("tasks", "b", "rule"), (9, 12), "max"),
        (("tasks", "店铺", "cost"), (0, 2), "20"),
    ],
)
def test_within_leads_back_through_every_style(
    path: tuple[str | int, ...], within: tuple[int, int], expected: str
) -> None:
    assert slice_at(path, "value", within) == expected


def test_within_never_leaves_the_value() -> None:
    assert slice_at(("tasks", "店铺", "cost"), "value", (3, 900)) == "00"
    assert slice_at(("tasks", "店铺", "cost"), "value", (90, 900)) == ""


def test_places_stay_true_behind_repairs() -> None:
    text = "a：\n  b：1\n\n  c: @x\n  d: y z\n"
    document, _ = read_document("x.yaml", text.encode())
    assert document.data == {"a": {"b": 1, "c": "@x", "d": "y z"}}
    assert document.span(("a", "d"), within=(2, 3)).start == text.index("z")
    assert document.span(("a", "c")).start == text.index("@")
    assert document.span(("a", "b"), "key").start == text.index("b")


def test_lines_as_editors_count_them() -> None:
    source = SourceText("x", "a\r\nb\rc\nd\u2028e\x85f\n")
    assert source.line_count == 5
    assert [source.line_text(line) for line in range(1, 6)] == ["a", "b", "c", "d\u2028e\x85f", ""]
    assert source.line_column(source.text.index("f")) == (4, 5)
    assert source.line_column(10_000) == (5, 1)
    assert source.line_text(99) == ""
    span = source.span(3, 6)
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 1, 3, 2)


def test_columns_count_code_points() -> None:
    document, findings = read_document("x.yaml", "名: {𝒳: @}\n".encode())
    assert findings[0].at.column == 8  # type: ignore[union-attr]
    assert document.span(("名", "𝒳"), "key").column == 5
