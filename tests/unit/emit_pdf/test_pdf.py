"""The page on paper: everything is in it, in order and to be found, and the same plan gives the same bytes."""

from __future__ import annotations

import io
import logging
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program
from ecsc.compiled import Compiled
from ecsc.emit import EMITTERS, emit
from ecsc.emit.page.contents import sections
from ecsc.emit.page.reader import Reader
from ecsc.emit.pdf.library import MissingLibraryError, weasyprint
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.simulate import MissingExtraError
from ecsc.workspace import find_strategies

ROOT = Path(__file__).parents[3]
pypdf = pytest.importorskip("pypdf", reason="pypdf, which reads what was written, is not installed")
SMALL = "ecsc: 1\nstrategy: {id: demo, name: Alpha, period: 2026-Q1, currency: CNY}\n"
PICTURED = """ecsc: 1
strategy: {id: demo, name: 计划, period: 2026-Q1, currency: CNY}
people: {lin: {name: 林薇}}
tasks:
  a: {name: A, owner: lin, duration: 5d}
  b: {name: B, owner: lin, duration: 5d, after: a}
risks: {r: {name: R, likelihood: high, impact: high, owner: lin}}
"""


@pytest.fixture
def paper() -> None:
    """Skip where WeasyPrint or its Pango cannot be had."""
    try:
        weasyprint()
    except (MissingExtraError, MissingLibraryError) as missing:
        pytest.skip(f"no PDF can be made here: {missing}")


@cache
def example(name: str) -> Compiled:
    (given,), _ = find_strategies([str(ROOT / "examples" / name)])
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    return compiled


def small(text: str = SMALL) -> Compiled:
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    return compiled


@cache
def example_on_paper(name: str, language: str) -> bytes:
    """Return an example as PDF; setting one takes seconds."""
    return emit(example(name), language, ("pdf",))[0].content


def read(compiled: Compiled, language: str) -> Any:
    (artifact,) = emit(compiled, language, ("pdf",))
    assert artifact.name == "plan.pdf"
    return pypdf.PdfReader(io.BytesIO(artifact.content))


def squeezed(text: str) -> str:
    """Return `text` without blanks and ligatures, which a PDF sets as it likes."""
    return "".join(normalize("NFKC", text).split())


def outline(entries: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for entry in entries:
        if isinstance(entry, list):
            found += outline(entry, depth + 1)
        else:
            found.append((depth, squeezed(entry.title)))
    return found


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(("name", "language"), [("apparel_brand", "zh-CN"), ("grocery_d2c", "en")])
def test_everything_is_on_paper(name: str, language: str) -> None:
    compiled, w = example(name), words(language)
    reader = Reader(compiled.plan, compiled, w)
    parts = sections(reader)
    pdf = pypdf.PdfReader(io.BytesIO(example_on_paper(name, language)))
    texts = [squeezed(page.extract_text()) for page in pdf.pages]
    assert 2 <= len(texts) <= 60
    assert [part.title for part in parts if squeezed(part.title) not in "".join(texts)] == []
    # Every sheet has its number, and from the second on the name of what it is a sheet of.
    for number, text in enumerate(texts, 1):
        assert squeezed(w("Page {page} of {pages}", page=number, pages=len(texts))) in text
    assert all(squeezed(compiled.plan.strategy.name) in text for text in texts[1:])
    marks = outline(pdf.outline)
    assert [title for depth, title in marks if depth == 0] == [squeezed(compiled.plan.strategy.name)]
    assert [title for depth, title in marks if depth == 1] == [squeezed(part.title) for part in parts]


@pytest.mark.usefixtures("paper")
def test_what_the_file_says_of_itself() -> None:
    compiled = example("apparel_brand")
    pdf = pypdf.PdfReader(io.BytesIO(example_on_paper("apparel_brand", "zh-CN")))
    head = compiled.plan.strategy
    assert head.as_of is not None
    assert pdf.metadata.title == head.name
    assert pdf.metadata.creation_date.date() == head.as_of, "the day of assessment, not the clock's"
    assert pdf.metadata.subject == head.description
    assert "/JavaScript" not in str(pdf.trailer["/Root"])
    assert read(small(), "en").metadata.creation_date is None


@pytest.mark.usefixtures("paper")
def test_the_same_bytes_twice() -> None:
    compiled = small(PICTURED)
    first, second = (emit(compiled, "zh-CN", ("pdf",)) for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("paper")
def test_pictures_have_the_colours_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from ecsc.emit.page import document
    from ecsc.emit.pdf.ink import ink

    library = weasyprint()
    text = document(example("apparel_brand"), "en")
    page = library.HTML(string=text, url_fetcher=lambda url: {"string": ""}).etree_element
    style = text.split("<style>")[1].split("</style>")[0]
    ink(page, style, "Some Font")
    svg = "{http://www.w3.org/2000/svg}"
    bars = [one for one in page.iter(f"{svg}rect") if one.get("class") == "bar"]
    assert bars
    assert {one.get("fill") for one in bars} == {"#1d5fa8"}, "the accent of the light page"
    assert all("var(" not in value for one in page.iter() for value in one.attrib.values())


def test_a_style_is_put_in_as_a_browser_would() -> None:
    pytest.importorskip("cssselect2", reason="it comes with WeasyPrint")
    from ecsc.emit.pdf.ink import ink

    html = import_module("xml.etree.ElementTree").fromstring(
        '<html><svg xmlns="http://www.w3.org/2000/svg" class="p">'
        '<rect class="a b"/><text class="a">x</text></svg></html>'
    )
    style = """
      :root { --one: red; --two: var(--one); }
      .p .a { fill: blue; } .a.b { fill: green } rect { fill: black; stroke: var(--two); }
      .a:hover, .a:unheard-of { fill: pink } text { font-size: 1.5rem; color: red }
      @media (prefers-color-scheme: dark) { .a { fill: white } }
      @media print { :root { --one: teal } .a { opacity: .5 } }
    """
    ink(html, style, "F")
    svg = html[0]
    assert svg.attrib == {"class": "p", "font-family": "F"}
    assert svg[0].attrib == {"class": "a b", "fill": "green", "stroke": "teal", "opacity": ".5"}
    assert svg[1].attrib == {"class": "a", "fill": "blue", "font-size": "24px", "opacity": ".5"}


@pytest.mark.usefixtures("paper")
def test_hostile_names_fetch_nothing_and_stay_text(caplog: pytest.LogCaptureFixture) -> None:
    evil = "</style><img src=file:///etc/passwd><link rel=stylesheet href=//evil.example/x.css>"
    text = (
        SMALL.replace("Alpha", f'"{evil} {chr(0x202E)}{chr(0x4E2D)} \\\\"')
        + f'tasks:\n  a: {{name: "{evil}"}}\n'
    )
    with caplog.at_level(logging.ERROR, "weasyprint"):
        pdf = read(small(text), "en")
    assert [one.getMessage() for one in caplog.records] == []
    assert squeezed("<imgsrc=file:///etc/passwd>") in squeezed(pdf.pages[0].extract_text())


@pytest.mark.usefixtures("paper")
def test_an_empty_strategy_has_its_sheet() -> None:
    assert "Alpha" in read(small(), "en").pages[0].extract_text()


def test_it_is_made_only_when_it_is_named() -> None:
    assert "pdf" in EMITTERS
    assert all(not artifact.name.endswith(".pdf") for artifact in emit(small(), "en"))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (ImportError("no weasyprint"), ("needs WeasyPrint", "pip install 'ecsc[pdf]'")),
        (OSError("cannot load library 'libpango-1.0-0'"), ("library Pango", "libpango-1.0-0")),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception, said: tuple[str, str]
) -> None:
    def without(name: str, *args: Any) -> Any:
        if name == "weasyprint":
            print("advice of its own")  # noqa: T201 - as WeasyPrint does
            raise problem
        return import_module(name, *args)

    from ecsc.emit.pdf import library

    monkeypatch.setattr(library, "import_module", without)
    monkeypatch.setenv("LANG", "C.UTF-8")
    (tmp_path / "strategy.yaml").write_text(SMALL)
    done = CliRunner().invoke(program, ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--emit", "pdf"])
    assert done.exit_code == 2
    assert all(part in done.stderr for part in said)
    assert "advice of its own" not in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("paper")
def test_the_first_sheet_answers_whether_the_plan_is_on_track() -> None:
    first = squeezed(read(small(PICTURED), "en").pages[0].extract_text())
    assert squeezed("On track?") in first
    assert squeezed("Work ends") in first


@pytest.mark.usefixtures("paper")
def test_every_slice_of_the_schedule_is_drawn() -> None:
    tasks = "".join(f"  t{n}: {{name: Step {n}, owner: lin, duration: 1d}}\n" for n in range(90))
    pages = read(small(f"{SMALL}people: {{lin: {{name: Lin}}}}\ntasks:\n{tasks}"), "en").pages
    named = [
        number for number, page in enumerate(pages) if squeezed("Step 80") in squeezed(page.extract_text())
    ]
    assert len(named) > 1, "in the picture and in the table"
