"""Words: templates filled, counted and printed in English and Chinese."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal

import pytest

from ecsc.messages import Phrase, chained, enumerated, language_of, words
from ecsc.quantity import Duration, Money, Period, Rate, parse_period

EN, ZH = words("en"), words("zh-CN")


@pytest.mark.parametrize("tag", ["zh", "zh_CN", "zh-CN", "zh-Hans", "zh-Hans-CN", "ZH-cn", "zh_CN.UTF-8"])
def test_chinese_by_any_name(tag: str) -> None:
    assert language_of(tag) == "zh-CN"
    assert words(tag) is words("zh-CN")
    assert words(tag)("Owner") == "负责人"


@pytest.mark.parametrize("tag", ["en", "en_US.UTF-8", "de", "C", "", "zhuang", "../../zh", "\x00"])
def test_english_otherwise(tag: str) -> None:
    assert words(tag).language == "en"
    assert words(tag)("Owner") == "Owner"


def test_params_are_printed_in_the_language() -> None:
    params = {
        "amount": Money(Decimal("1E+6"), "CNY"),
        "rate": Rate(Decimal("0.022")),
        "day": dt.date(2026, 6, 30),
    }
    template = "{amount} at {rate} by {day}"
    assert EN(template, **params) == "CNY 1,000,000 at 2.2% by 2026-06-30"
    assert ZH(template, **params) == "1,000,000 元 at 2.2% by 2026-06-30"


def test_show() -> None:
    assert EN.show(["a", "b", "c"]) == "a, b and c"
    assert ZH.show(("甲", "乙", "丙")) == "甲、乙、丙"
    assert EN.show(Duration(Decimal(3), "d", "working")) == "3 working days"
    assert ZH.show(Duration(Decimal(3), "d", "working")) == "3 个工作日"
    assert EN.show(None) == "–"
    assert EN.show(Decimal("12345.50")) == "12,345.5"


@pytest.mark.parametrize(
    ("n", "english", "chinese"),
    [
        (0, "0 tasks", "0 项任务"),
        (1, "1 task", "1 项任务"),
        (2, "2 tasks", "2 项任务"),
        (Decimal("1.0"), "1 task", "1 项任务"),
        (Decimal("0.5"), "0.5 tasks", "0.5 项任务"),
        (Decimal(12000), "12,000 tasks", "12,000 项任务"),
    ],
)
def test_count(n: Decimal, english: str, chinese: str) -> None:
    assert EN.count("{n} task", "{n} tasks", n) == english
    assert ZH.count("{n} task", "{n} tasks", n) == chinese


def test_an_untranslated_count_keeps_its_number() -> None:
    assert ZH.count("{n} zebra", "{n} zebras", 2) == "2 zebras"
    assert ZH.count("{n} zebra", "{n} zebras", 1) == "1 zebra"


def test_braces_and_gaps() -> None:
    assert EN("write {{limit}} or {x: 1}", limit=3) == "write {limit} or {x: 1}"
    assert EN("{known} and {unknown}", known="a") == "a and {unknown}"
    assert EN("no slots", unused=1) == "no slots"
    assert EN("") == ZH("") == ""


def test_values_are_never_templates() -> None:
    assert EN("{a}{b}", a="{b}", b="{a.__class__}") == "{b}{a.__class__}"
    assert EN("{template}", template="x", self="y") == "x"


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        ("2026-01-05", "2026-01-16", "5 – 16 Jan 2026", "2026年1月5日至1月16日"),
        ("2026-01-05", "2026-02-01", "5 Jan – 1 Feb 2026", "2026年1月5日至2月1日"),
        ("2025-12-31", "2026-01-01", "31 Dec 2025 – 1 Jan 2026", "2025年12月31日至2026年1月1日"),
        ("2026-01-05", "2026-01-05", "5 Jan 2026", "2026年1月5日"),
        ("2025-01-05", "2026-01-05", "5 Jan 2025 – 5 Jan 2026", "2025年1月5日至2026年1月5日"),
    ],
)
def test_days(first: str, last: str, english: str, chinese: str) -> None:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert EN.days(*days) == english
    assert ZH.days(*days) == chinese


def test_period() -> None:
    assert EN.period(parse_period("2026-Q1")) == "Q1 2026"
    assert ZH.period(parse_period("2026-Q1")) == "2026年第1季度"
    half: Period = parse_period("2026-01-01..2026-06-30")
    assert EN.period(half) == "1 Jan – 30 Jun 2026"


def test_words_for_pages_keep_directions_apart() -> None:
    w = words("en").isolating()
    assert w("{name}: {n} of 3", name="חנות (", n=2) == "\u2068חנות (\u2069: 2 of 3"
    assert w("{names} wait", names=["חנות", "Shop"]) == "\u2068חנות\u2069 and Shop wait"
    assert words("en")("{name}", name="חנות") == "חנות", "a terminal is not a page"


def test_english_opens_no_catalogue_and_no_heavy_library() -> None:
    code = (
        "import sys; from ecsc.messages import words; words('en')('Owner'); "
        "sys.exit(' '.join({'gettext', 'babel', 'jinja2', 'csv'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_phrases_are_said_in_the_language_and_are_english_text_besides() -> None:
    part = Phrase("the phase {phase}", phase="build")
    assert part == "the phase build"
    assert ZH("{name}", name=part) == ZH("the phase {phase}", phase="build") != part
    assert ZH.show([part, "甲"]) == f"{ZH(part.template, phase='build')}、甲"
    assert ZH.isolating().show([part]) == ZH.show([part])
    assert type(str(part)) is str


def test_phrases_survive_being_sent() -> None:
    import pickle

    part = pickle.loads(pickle.dumps(Phrase("the phase {phase}", phase="build")))  # noqa: S301
    assert (part, part.template, part.params) == ("the phase build", "the phase {phase}", {"phase": "build"})


def test_enumerations_and_chains() -> None:
    assert enumerated(["a", "b", "c"]) == "a, b, c"
    assert ZH.show(enumerated(["甲", "乙", "丙"])) == "甲、乙、丙"
    assert ZH.show(chained([Phrase("the phase {phase}", phase="x"), "乙"])).endswith("x → 乙")
    assert enumerated([]) == chained([]) == ""


def test_catalogues_are_opened_when_they_are_asked() -> None:
    code = (
        "import sys; from ecsc.messages import words; w = words('zh'); before = 'gettext' in sys.modules; "
        "w('Owner'); sys.exit(before or 'gettext' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
