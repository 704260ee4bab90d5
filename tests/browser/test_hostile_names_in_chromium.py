"""Whatever an author writes stays text: in every text of a plan, in every finding, in every output with markup."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pytest

from ecsc.compiled import Compiled
from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.workspace import find_strategies

Look: TypeAlias = Callable[..., Any]
ROOT = Path(__file__).parent.parent.parent

HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "]]><script>window.pwned=1</script>",
    "--><script>window.pwned=1</script><!--",
    "</title></text></svg><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "' onmouseover='window.pwned=1' onfocus='window.pwned=1' autofocus='",
    "<svg onload=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>",
    "javascript:window.pwned=1",
    "[x](javascript:window.pwned=1)",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<base href=https://evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "{{ 7 * 7 }}{% raw %}{# ${window.pwned=1} #}",
    "&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;script&#62;",
    "\u202egnp.exe \u2066\u200f\u061c",
    "x" * 500,
    "\u65e0" * 500,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1f3 \u0645\u0631\u062d\u0628\u0627 \ufffe",
    "   ",
)

TEXTS = frozenset((
    "name", "description", "title", "reason", "note", "notes", "text", "why", "statement", "summary", "question",
    "mitigation", "contingency", "trigger", "response", "claim", "source", "role", "outcome", "hypothesis", "message",
))  # fmt: skip
"""Fields in which an author writes sentences; in the others only what has blanks or is not ASCII is a sentence."""

RECKONED = frozenset(("every",))
"""Texts that were read before they came into the plan, so that nothing but what was understood is in them."""

STRATEGY = """\
ecsc: 1
strategy: {id: demo, name: @, description: @, period: 2026-Q1, currency: CNY, owner: lin}
people:
  lin: {name: @, role: @}
metrics:
  m: {name: @, unit: CNY}
goals:
  g: {name: @, metric: m, target: 10, by: 2026-03-31, owner: lin}
tasks:
  a: {name: @, owner: lin, duration: 10d}
  b: {name: @, owner: @, duration: 5d, after: @}
milestones:
  e: {name: @, after: [b]}
risks:
  r: {name: @, likelihood: high, impact: high, owner: lin, mitigation: @}
@: {x: 1}
"""
"""With errors, so that what an author writes also stands in findings."""


def swapped(value: Any, texts: Iterator[str], field: str = "") -> Any:
    """Return a plan with every sentence in it replaced by the next hostile one."""
    if isinstance(value, str) and field not in RECKONED:
        written = field in TEXTS or " " in value or not value.isascii()
        return next(texts) if written and value else value
    if isinstance(value, msgspec.Struct):
        changed = {name: swapped(getattr(value, name), texts, name) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(swapped(each, texts, field) for each in value)
    if isinstance(value, dict):
        return {key: swapped(each, texts, str(key)) for key, each in value.items()}
    return value


def hostile_plan(start: int) -> Compiled:
    (given,), _ = find_strategies([str(ROOT / "examples" / "apparel_brand")])
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    texts = itertools.islice(itertools.cycle(HOSTILE), start, None)
    plan = swapped(compiled.plan, texts)
    # The page asks the header for its language and period by words of ours, which no author writes.
    kept = {name: getattr(compiled.plan.strategy, name) for name in ("id", "language", "period", "currency")}
    return msgspec.structs.replace(
        compiled, plan=msgspec.structs.replace(plan, strategy=msgspec.structs.replace(plan.strategy, **kept))
    )


def hostile_source() -> Compiled:
    texts = itertools.cycle(HOSTILE)
    written = re.sub("@", lambda _: f'"{_escaped(next(texts))}"', STRATEGY)
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", written.encode()),))).compiled
    assert compiled is not None
    return compiled


def _escaped(text: str) -> str:
    return "".join(
        char if " " <= char < "\x7f" and char not in '"\\' else f"\\U{ord(char):08x}" for char in text
    )


def looked_at(open_page: Look, path: Path, width: int) -> Any:
    opened = open_page(path, width=width)
    page = opened.page
    for place in page.locator("summary, button, [tabindex='0']").all()[:40]:
        place.focus()
    page.mouse.move(200, 300)
    page.wait_for_timeout(150)
    assert page.evaluate("window.pwned") is None
    assert opened.requests == [path.as_uri()]
    assert opened.complaints == []
    assert opened.violations() == []
    strange = (
        "iframe, base, link, object, embed, img, form, meta[http-equiv=refresh], a[href^='javascript' i]"
    )
    assert page.locator(strange).count() == 0
    assert page.locator("script:not([type='application/json'])").count() == 1
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap((n) => [...n.attributes])"
        ".filter((a) => a.name.startsWith('on')).map((a) => a.name)"
    )
    assert handlers == []
    assert "\u202e" not in page.content()
    return page


@pytest.mark.parametrize(("start", "width"), [(0, 1440), (7, 390), (13, 834)])
def test_every_text_of_a_plan(open_page: Look, tmp_path: Path, start: int, width: int) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(emit(hostile_plan(start), "en", ("page",))[0].content)
    page = looked_at(open_page, path, width)
    assert "49" not in page.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_written_and_what_is_found(open_page: Look, tmp_path: Path) -> None:
    compiled = hostile_source()
    assert compiled.findings
    path = tmp_path / "page.html"
    path.write_bytes(emit(compiled, "zh-CN", ("page",))[0].content)
    page = looked_at(open_page, path, 390)
    assert page.locator("h1").inner_text() == HOSTILE[0]


def test_the_same_bytes_twice() -> None:
    first, second = (emit(hostile_plan(3), "en", ("page",)) for _ in range(2))
    assert first == second
