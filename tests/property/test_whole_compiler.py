"""Whatever a file holds, the compiler answers: no exception, findings inside their file, outputs that parse.

Strategies are made from the model's own types, so that a new field is tried without being named here: each field
gets values of its kind, values of another kind, and text that breaks careless programs. Ids are few, so they clash
and refer to each other in circles. The second test damages a sound strategy line by line.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import types
import typing
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Union
from xml.etree import ElementTree as ET

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from ecsc.diagnostics import Severity, Span
from ecsc.emit import emit
from ecsc.messages import LANGUAGES, words
from ecsc.model import SECTIONS, build
from ecsc.model.header import Header
from ecsc.model.kinds import Ref, Spelling
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.quantity import Count, Duration, Frequency, Money, Period, Points, Range, Rate, Window
from ecsc.report import FORMATS, Checked, Layout, render, tell
from ecsc.source import read_document
from ecsc.source.shape.gate import check_shape

EXAMPLE = Path(__file__).parents[2] / "examples" / "apparel_brand"

IDS = ("a", "b", "c", "林薇", "caf\u00e9", "cafe\u0301", "Ａ", "x.y", "a-b", "2026", "none", "ID" * 60)
"""Few, so that they clash over sections and forms: composed and decomposed, full width, a word of the language."""

FORMULAS = (
    "a", "a / b", "a / (b - b)", "b * a + 1", "sum(tasks.*.cost) <= 5", "cost > 0", "list_price between 1 and 2",
    "a.b.c", "1 +", "（a）", "max(tactics.*.cost) > 1", 'kind == "kol"', "stock < 20", "duration <= 3w", "-" * 300,
)  # fmt: skip
LINKS = (
    "a",
    "b + 2d",
    "c - 99d",
    "a.start + 5d",
    "林薇",
    "b.start - 1h",
    "nobody",
    "a + 99999999999cd",
    "c.finish",
)
DAYS = (
    "2026-01-31",
    "2026-02-29",
    "2028-02-29",
    "1900-01-01",
    "2199-12-31",
    "9999-12-31",
    "2026/3/5",
    "２０２６-０３-０１",
)
PERIODS = (
    "2026", "2026-Q1", "2026-03", "FY2026-Q4", "2026-W53", "2026-01-01..2026-06-30", "2026-05-05..2026-05-05",
    "1900-01-01..1949-12-31", "2026-06-30..2026-01-01", "2150-H2", "2199-Q4", "0000", "week 0", "week 6", "week 1000",
)  # fmt: skip
TEXTS = (
    "Shop", "网店设计", "ＳＨＯＰ", "👩‍👩‍👧 家", "متجر شتوي", "é" * 500, "<b>&\"'</b>", "=1+1", "a;b,c:d#e",
    "{name}", "{{x}}%s\\n", "", " ", "\t", "a\nb", "|x|`y`", "\u202eabc", "[x](javascript:1)", "---",
    "null", "%%{init}%%",
)  # fmt: skip
SPELLED: Mapping[str, tuple[object, ...]] = {
    "number": ("7.12", 1, "0", -3, "1e9", "much"),
    "recurrence": ("workday", "2 weeks", "每季度", "999 days", "0 weeks", "soon", 3),
    "cycle": ("month", "每月", "monthly", "half", "2 weeks", "workday", "soon", 3),
    "cadence": ("daily", "每日", "realtime", "每小时", "half a year", "soon", 3),
    "instant": ("2026-03-20T09:30", "2026-03-20 24:00", "2026-03-20", "9999-12-31T24:00", "noon", "2026-Q1"),
    "within": ("72h", "immediately", "0h", "soon", 3),
    "weekday": ("mon", "周五", "mon-fri", "noday", 3),
    "month_day": (1, 31, "last", 32, "0", "月底"),
    "retail_days": (
        {"double_11": "2026-10-15..2026-11-11", "p618": "none", "own": ["2026-05", "2026-06-01"]},
        {"black_friday": "known", "nothing": "known", "x": "2026-13"},
        {"double_11": []},
    ),
    "expression": FORMULAS,
    "dependencies": (*LINKS, ["a", "b", "b"], []),
    "milestone_due": (*PERIODS, *DAYS),
    "one_or_many": (*IDS[:4], "quarter", "month", ["channel"], ["quarter", "channel"], []),
    "buffer": ("10%", "100%", "-10%", "0d", "2d", "99999999d", "10"),
    "timezone": ("Asia/Shanghai", "UTC", "Mars/Olympus", "../x", ""),
    "workweek": ("mon-fri", "sat", "sun-thu", [], "nie", "周一至周五"),
    "currency": ("CNY", "cny", "USD", "ZZZ", "¥", ""),
    "days": (*PERIODS, ["2026-02-16..2026-02-24", "1900-01-01..2199-12-31"]),
    "offer": ("5折", "满199减30", "买2送1", "???", ""),
    "money_or_rate": (5, "5%", "x"),
    "as_written": ("price - 20%", "list_price * 0.8", 99, "", "???"),
    "retail_windows": ("2026-10-15..2026-11-11", "none", "known"),
    "count_range": ("1-5万", 5, "5-1"),
    "money_by_period": ({"2026-Q1": 5, "2026-Q2": "5万"}, {"2026-01": -1, "x": 1}, {}),
}
PLAIN: Mapping[object, tuple[object, ...]] = {
    str: (*TEXTS, *IDS),
    int: (0, 1, 7, 13, -1, 10**30, 2.5),
    bool: (True, False, "yes"),
    dt.date: DAYS,
    Money: (0, 5, "50万", "100元", "USD 3", -5, "1,234.56", 10**24, "1e9", "0.001", "¥-0"),
    Rate: ("0%", "5%", "100%", "-10%", "99999%", 5, "５％"),
    Points: ("5pp",),
    Duration: ("0d", "1d", "0.5d", "10d", "10000d", "99999999999d", "72h", "-5d", "3 months", "5cd", "８天"),
    Count: (0, 1, "100万", "5 people", -1, "1e30"),
    Frequency: ("4d per week", "0d per week", "每周两次", "5/day"),
    Period: PERIODS,
    Window: (*PERIODS, "2026-05-20T10:00..2026-05-20T12:00", "2026-05-20T12:00..2026-05-20T10:00"),
    Range: ("1-5万",),
}
AMOUNTS = (0, 5, "100万", "20%", "5pp", "8 minutes", "CNY 3", "-1", "5 people", "1e9", "", "５０万元")
JUNK: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    2.5,
    "x",
    [],
    {},
    [None],
    {"a": {"a": 1}},
    [[1]],
    dt.date(2026, 3, 1),
    float("inf"),
    "9" * 60,
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a field's kind, and now and then one of another."""
    return mostly(_proper(hint), 30)


def mostly(sound: st.SearchStrategy[Any], times: int) -> st.SearchStrategy[Any]:
    """Return values of `sound`, and something of a wrong kind once in so many times."""
    return st.integers(0, times).flatmap(
        lambda number: st.sampled_from(JUNK) if number == times // 2 else sound
    )


def _proper(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        mark = next(one for one in arguments[1:] if isinstance(one, Ref | Spelling))
        return st.sampled_from((*IDS, "a.b", "nobody") if isinstance(mark, Ref) else SPELLED[mark.kind])
    if origin in (Union, types.UnionType):
        parts = [one for one in arguments if one is not type(None)]
        if Rate in parts and Money in parts:
            return st.sampled_from(AMOUNTS)
        return st.one_of(*map(_proper, parts))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_proper(arguments[0]), max_size=3)
    if origin is not None and issubclass(origin, Mapping):
        keys = st.sampled_from(("2026-Q1", "2026-Q2", "2026-01", *IDS[:4]))
        return st.dictionaries(keys, st.deferred(lambda: _proper(arguments[1])), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Struct) and hint not in PLAIN:
        return st.deferred(lambda: entities(hint))
    return st.sampled_from(PLAIN.get(hint, TEXTS))


_MADE: dict[type[Any], st.SearchStrategy[dict[str, Any]]] = {}


def entities(model: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return entries of one type: most of what it requires, some of the rest, sometimes an unknown field."""
    if model not in _MADE:
        fields = {
            name: values(hint)
            for name, hint in typing.get_type_hints(model, include_extras=True).items()
            if name != "id"
        }
        always = {name: fields[name] for name in fields if name in _WANTED}
        rest = [st.tuples(st.just(name), value) for name, value in fields.items()]
        some = st.lists(st.one_of(*rest, st.just(("colour", "red"))), max_size=6)
        _MADE[model] = st.builds(lambda one, more: {**one, **dict(more)}, st.fixed_dictionaries(always), some)
    return _MADE[model]


_WANTED = frozenset(
    ("name", "owner", "metric", "duration", "after", "limit", "offer", "check", "period", "split")
)
"""Fields that make entries worth compiling; most entries get them."""

HEADS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(("demo", "演示", "a")),
        "name": st.sampled_from(TEXTS),
        "period": st.sampled_from((*["2026-H1", "2026"] * 16, *PERIODS)),
        "currency": st.sampled_from((*["CNY"] * 16, "USD", "元", "x")),
    },
    optional={
        name: mostly(_proper(hint), 100)
        for name, hint in typing.get_type_hints(Header, include_extras=True).items()
        if name not in ("id", "name", "period", "currency")
    },
)
SECTION_NAMES = [*SECTIONS, *["tasks", "goals", "metrics", "budgets", "milestones"] * 3]


def _section(name: str) -> st.SearchStrategy[tuple[str, Any]]:
    """Draw a section: its entries, or its fields where it is one object; one inside another stands there."""
    entry = entities(SECTIONS[name].entity_type())
    if SECTIONS[name].single:
        return st.tuples(st.just(name), mostly(entry, 40))
    filled = mostly(st.dictionaries(st.sampled_from(IDS), entry, min_size=1, max_size=4), 40)
    outer, _, inner = name.partition(".")
    return st.tuples(st.just(outer), filled.map(lambda found: {inner: found}) if inner else filled)


BODIES = st.lists(st.sampled_from(SECTION_NAMES).flatmap(_section), min_size=2, max_size=10).map(dict)


@st.composite
def strategies(draw: st.DrawFn) -> tuple[tuple[str, bytes], ...]:
    """Draw the files of one strategy: one or two, with a header more often than not."""
    first: dict[str, Any] = {"ecsc": 1}
    if draw(st.integers(0, 19)):
        first["strategy"] = draw(HEADS)
    files = [first | draw(BODIES)] + ([draw(BODIES)] if draw(st.booleans()) else [])
    return tuple((f"{number}.yaml", _yaml(data)) for number, data in enumerate(files))


def _yaml(data: object) -> bytes:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")


class _Plain(yaml.CSafeDumper):
    """Writes what stands twice twice, as people do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def places(result: Result) -> Iterator[Span]:
    for finding in result.findings:
        for place in (finding.at, *(one.at for one in finding.related)):
            assert isinstance(place, Span), finding
            yield place


def everything(
    files: tuple[tuple[str, bytes], ...], tables: Mapping[str, Callable[[], bytes]] | None = None
) -> tuple[Result, list[bytes]]:
    """Compile and write everything that can be written in every language and form."""
    result = compile_strategy(StrategyInput("demo", files, tables or {}))
    for place in places(result):
        assert place.file in result.sources, place
        assert 0 <= place.start <= place.end <= len(result.sources[place.file].text), place
        assert place.line >= 1
        assert place.column >= 1
    written: list[bytes] = []
    for language in LANGUAGES:
        report = [
            Checked("demo", tell(result.findings, words(language)), result.sources, result.name or None)
        ]
        for form in FORMATS:
            layout = Layout(80, fold=True, notes_in_full=True)
            written.append("".join(render(report, form, words(language), layout)).encode())
            if form == "json":
                json.loads(written[-1])
        for artifact in emit(result.compiled, language) if result.compiled is not None else ():
            written += [artifact.name.encode(), artifact.content]
            _parse(artifact.name, artifact.content)
    return result, written


def _parse(name: str, content: bytes) -> None:
    ending = name.rpartition(".")[2]
    if ending == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                ET.fromstring(packed.read(part))  # noqa: S314  (made by ecsc itself)
        return
    text = content.decode()
    if ending == "svg":
        ET.fromstring(text)  # noqa: S314  (made by ecsc itself)
    elif ending == "json":
        json.loads(text)
    elif ending == "ics":
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        assert b"\n" not in content.replace(b"\r\n", b"")
    elif ending == "csv":
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len({len(row) for row in rows}) <= 1


def ids_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in ("id", "path", "origin") if isinstance(node.get(key), str))
        for part in node.values():
            yield from ids_in(part)
    elif isinstance(node, list):
        for part in node:
            yield from ids_in(part)


def check_plan(files: tuple[tuple[str, bytes], ...], result: Result) -> None:
    """Check that everything that could be read is in the plan, and that what could not was told."""
    if result.compiled is None:
        return
    (artifact,) = emit(result.compiled, "en", ["plan"])
    planned = set(ids_in(json.loads(artifact.content)))
    documents = [read_document(name, raw)[0] for name, raw in files]
    headers = [key for one in documents for key in one.data.get("strategy") or {}]
    strategy, _ = build(documents, [check_shape(one, headers)[1] for one in documents])
    told = any(finding.level is Severity.ERROR for finding in result.findings)
    for section in SECTIONS:
        assert set(strategy.section(section)) <= {"", *planned}, section
        written = {key for one in documents for key in _keys(one.data, section)}
        assert told or len(strategy.section(section)) == len(written), section


def _keys(data: Any, section: str) -> list[str]:
    """Return the ids written in a section; a section that is one object has the empty one."""
    for step in section.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    if SECTIONS[section].single:
        return [""] if isinstance(data, dict) else []
    return list(data) if isinstance(data, dict) else []


@settings(
    derandomize=True, deadline=None, max_examples=80, database=None, suppress_health_check=list(HealthCheck)
)
@given(strategies())
def test_no_strategy_breaks_the_compiler(files: tuple[tuple[str, bytes], ...]) -> None:
    result, written = everything(files)
    assert everything(files)[1] == written
    check_plan(files, result)


SOURCES = {path.name: path.read_text("utf-8") for path in sorted(EXAMPLE.glob("*.yaml"))}
PRODUCTS = (EXAMPLE / "products.csv").read_bytes()
CHARACTERS = "：，“\t {}[]#&*!|>'\"%@`-?\u200b\ufeff\u202e\x00９é林\n"


@st.composite
def damaged(draw: st.DrawFn) -> tuple[tuple[str, bytes], ...]:
    """Draw the example with a few lines deleted, doubled, swapped or indented, and characters replaced."""
    names = st.sampled_from(sorted(SOURCES))
    files = dict(SOURCES)
    for name in draw(st.lists(names, min_size=1, max_size=3)):
        lines = files[name].split("\n")
        place, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(("delete", "double", "swap", "indent", "character", "cut"))):
            case "delete":
                del lines[place : place + 1 + other % 3]
            case "double":
                lines.insert(other, lines[place])
            case "swap":
                lines[place], lines[other] = lines[other], lines[place]
            case "indent":
                lines[place] = lines[place][1:] if other % 2 else " " + lines[place]
            case "character":
                at = draw(st.integers(0, len(lines[place])))
                lines[place] = (
                    lines[place][:at] + draw(st.sampled_from(CHARACTERS)) + lines[place][at + other % 2 :]
                )
            case _:
                lines = [*lines[:place], lines[place][: other % 40]]
        files[name] = "\n".join(lines)
    return tuple((name, text.encode()) for name, text in sorted(files.items()))


@settings(
    derandomize=True, deadline=None, max_examples=25, database=None, suppress_health_check=list(HealthCheck)
)
@given(damaged())
def test_no_slip_of_the_hand_breaks_the_compiler(files: tuple[tuple[str, bytes], ...]) -> None:
    everything(files, {"products.csv": lambda: PRODUCTS})
