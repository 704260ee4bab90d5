"""The page holds its shape whatever the strategy is like: nothing sticks out, overlaps, asks or complains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from ecsc.emit import emit
from ecsc.pipeline import StrategyInput, compile_strategy
from tests.browser.bad_input import bad_inputs

Look: TypeAlias = Callable[..., Any]

INPUTS = dict(bad_inputs())
LARGEST = 5_000_000
WIDTHS = (1440, 390)

STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const scrolls = (node) => {
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== "visible") return true;
    }
    return false;
  };
  const told = (node) =>
    `${node.tagName} ${node.className.baseVal ?? node.className} #${node.closest("[id]")?.id}: ` +
    node.textContent.slice(0, 30);
  const bursts = (node, { display, overflowX }) =>
    !node.closest("svg") && display !== "inline" && overflowX === "visible" && node.scrollWidth > node.clientWidth + 1;
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest(".visually-hidden, .skip, .definitions, script, title, defs") || scrolls(node)) continue;
    const box = node.getBoundingClientRect(), section = node.closest("section")?.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const [left, right] = section ? [section.left, section.right] : [0, wide];
    if (box.left < left - 1 || box.right > right + 1)
      found.push(`${Math.round(box.left)}-${Math.round(box.right)} ${told(node)}`);
    else if (bursts(node, getComputedStyle(node)))
      found.push(`${node.scrollWidth} in ${node.clientWidth} ${told(node)}`);
  }
  return found.slice(0, 8);
}"""
"""What is wider than the section it stands in, or than its own box, unless a part that scrolls holds it."""

TOO_WIDE = """(most) => [...document.querySelectorAll(".wide")]
  .filter((one) => one.scrollWidth > most && one.querySelector("table"))
  .map((one) => `${one.scrollWidth} ${one.ariaLabel}`)"""
"""Tables that nobody would scroll through sideways."""

CUT = """() => [...document.querySelectorAll("main svg[role=img] text")].filter((text) => {
  const box = text.getBoundingClientRect(), frame = text.closest("svg").getBoundingClientRect();
  return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2);
}).map((text) => text.textContent.slice(0, 60)).slice(0, 8)"""
"""Words of pictures that the edge of their picture cuts; a piled accent may reach over it a little."""

OVERLAP = """(query) => {
  const boxes = [...document.querySelectorAll(`${query} text`)]
    .map((text) => [text.getBoundingClientRect(), text.textContent, Number(text.getAttribute("y"))])
    .filter(([box]) => box.width > 0).sort(([one], [other]) => one.left - other.left);
  const found = [];
  boxes.forEach(([one, words, y], at) => {
    for (const [other, others, line] of boxes.slice(at + 1)) {
      if (other.left > one.right - 1.5) break;
      if (Math.abs(line - y) < 7)
        found.push(`${words.slice(0, 40)} / ${others.slice(0, 40)}`);
    }
  });
  return found.slice(0, 8);
}"""
"""Texts of a picture that stand on one another, by their lines: an accent may reach out of its own."""

LOOSE = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (parentElement.closest("script, style, [dir]") || !/[\\u0590-\\u08ff]/.test(data)) continue;
    if (/[\\u0590-\\u08ff]/.test(data.replace(/\\u2068.*(\\u2069|$)/gs, ""))) found.push(data.slice(0, 60));
  }
  return found;
}"""
"""Texts that run from right to left and are not kept apart from what stands beside them."""


def built(text: str, path: Path) -> Path:
    """Write the page of a strategy."""
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    path.write_bytes(emit(compiled, "en", ("page",))[0].content)
    return path


@pytest.mark.parametrize("name", INPUTS)
def test_it_holds_its_shape(open_page: Look, tmp_path: Path, name: str) -> None:
    path = built(INPUTS[name], tmp_path / "index.html")
    assert path.stat().st_size < LARGEST
    opened = open_page(path, width=WIDTHS[0])
    page = opened.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(50)
        found = {
            "window": page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
            "sticks out": page.evaluate(STICKS_OUT),
            "too wide": page.evaluate(TOO_WIDE, 1600),
            "cut": page.evaluate(CUT),
            "axis": page.evaluate(OVERLAP, ".gantt-axis"),
            "rows": page.evaluate(OVERLAP, ".gantt-plane"),
        }
        assert not any(found.values()), f"at {width} pixels: {found}"
    page.evaluate("document.querySelector('.live')?.classList.remove('live')")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAP, ".gantt-picture") == []
    assert page.evaluate(LOOSE) == []
    assert opened.requests == [path.as_uri()]
    assert opened.complaints == []
    assert opened.violations() == []
