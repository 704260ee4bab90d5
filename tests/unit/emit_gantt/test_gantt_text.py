from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsc.emit.pictures.gantt.text import ELLIPSIS, clean, escape, shorten, width
from ecsc.messages import isolated


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("店铺设计", "店铺设计"),
        ("a\x00b\x0bc\x1f\x7f\x85d", "abcd"),
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("not \ufffe\uffff characters", "not characters"),
        ("\u202eevil\u2066", "evil"),
        ("\u2069 out \u2068 and in", "out and in"),
        ("\u2068in\u2069 and out", "\u2068in\u2069 and out"),
        ("a" + "\u0301" * 60, "a" + "\u0301" * 4),
        ("  \u3000 ", ""),
    ],
)
def test_clean_leaves_only_what_xml_allows(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@given(st.text())
def test_any_text_survives_a_round_trip_through_xml(text: str) -> None:
    node = ET.fromstring(f'<t a="{escape(text)}">{escape(text)}</t>')  # noqa: S314
    assert (node.text or "") == isolated(clean(text))
    assert node.attrib["a"] == isolated(clean(text))


def test_wide_characters_count_double_and_accents_nothing() -> None:
    assert width("店铺", 12) == 24
    assert width("e\u0301", 12) == width("e", 12)
    assert width("WWWW", 12) > width("iiii", 12) * 2


@given(st.text(min_size=1), st.floats(min_value=14, max_value=400))
def test_shortened_text_fits(text: str, limit: float) -> None:
    short = shorten(text, 12, limit)
    assert width(short, 12) <= limit + 0.02
    assert short == clean(text) or short.endswith(ELLIPSIS)


def test_text_that_just_fits_is_not_cut() -> None:
    for text in ("Task number 1437", "任务:20 项", "0.1 + 0.2 = 0.3"):
        assert shorten(text, 11, width(text, 11)) == text
        assert shorten(text, 12, width(text, 12, bold=True), bold=True) == text


def test_a_cut_never_parts_joined_characters() -> None:
    family = "👩\u200d👩\u200d👧"
    for limit in range(14, 200):
        kept = shorten(family * 4, 12, limit).removesuffix(ELLIPSIS)
        assert kept == family * (len(kept) // len(family))
    accents = "e\u0301" * 40
    for limit in range(14, 120):
        kept = shorten(accents, 12, limit).removesuffix(ELLIPSIS)
        assert len(kept) % 2 == 0
