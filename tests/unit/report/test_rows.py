"""Lines and tables as they stand on a screen."""

from __future__ import annotations

from ecsc.report import Layout
from ecsc.report.columns import width
from ecsc.report.rows import Shown, laid_out

TABLE: list[Shown] = [
    (0, "Prices"),
    (2, ("product", "on", "lowest", "left")),
    (1, "the worst"),
    (2, ("LYQ01 碎花连衣裙", "all", "76.22", "-5.59")),
    (1, "the rest"),
    (2, ("belt", "shop and app", "≥1,025.10", "–")),
]


def shown(lines: list[Shown], **layout: object) -> list[str]:
    return "".join(laid_out(lines, Layout(**layout))).split("\n")[:-1]  # type: ignore[arg-type]


def test_a_table_goes_on_under_its_headings() -> None:
    assert shown(TABLE, width=80) == [
        "Prices",
        "    product           on               lowest   left",
        "  the worst",
        "    LYQ01 碎花连衣裙  all               76.22  -5.59",
        "  the rest",
        "    belt              shop and app  ≥1,025.10      –",
    ]


def test_names_give_way_and_figures_do_not() -> None:
    lines = shown(TABLE, width=46)
    assert lines[3] == "    LYQ01 碎…   all               76.22  -5.59"
    assert max(map(width, lines)) <= 47
    narrow = shown(TABLE, width=40)
    assert "≥1,025.10" in narrow[5]
    assert "…" in narrow[5]


def test_the_next_title_begins_another_table() -> None:
    lines = shown([(1, ("a", "1")), (0, "Next"), (1, ("long name", "2")), (1, ("b", "10"))])
    assert lines == ["  a  1", "Next", "  long name   2", "  b          10"]


def test_what_would_steer_a_terminal_is_shown_and_colours_are_outside_of_widths() -> None:
    lines: list[Shown] = [(0, "a\x1b[31m"), (1, ("x\n", "1")), (1, ("y", "20"))]
    assert shown(lines) == ["a␛[31m", "  x␊   1", "  y   20"]
    assert shown(lines, colour=True)[0] == "\x1b[1ma␛[31m\x1b[0m"


def test_long_sentences_are_folded_where_a_screen_is() -> None:
    text = "one two three four five six seven eight nine ten"
    assert shown([(1, text)], width=40, fold=True) == [
        "  one two three four five six seven",
        "    eight nine ten",
    ]
    assert shown([(1, text)], width=40) == ["  " + text]
