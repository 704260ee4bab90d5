"""Pictures get their colours: WeasyPrint draws SVG with its own attributes, blind to the page's style sheet.

So each element's properties are looked up in the sheet as a browser would (CSS Cascade 4: specificity, then order)
and written to the element, the custom properties of the root put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

PROPERTIES = frozenset((
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "opacity", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline",
    "visibility", "display", "paint-order",
))  # fmt: skip
"""What a style sheet may say of a shape or a text of a picture (SVG 2, presentation attributes)."""

_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_REM = re.compile(r"(\d*\.?\d+)rem\b")


def ink(page: Any, style: str, fonts: str) -> None:
    """Write to the elements of all pictures in `page`, an element tree, what `style` says of them, and the `fonts`."""
    select = import_module("cssselect2")
    rules = list(_rules(import_module("tinycss2").parse_stylesheet(style, True, True)))
    tokens = {name: value for _, found in rules for name, value in found if name.startswith("--")}
    matcher = select.Matcher()
    for selectors, found in rules:
        shown = [(name, _resolved(value, tokens)) for name, value in found if name in PROPERTIES]
        if not shown:
            continue
        try:
            compiled = select.compile_selector_list(selectors)
        except select.SelectorError:  # of a browser of another kind
            continue
        for selector in compiled:
            matcher.add_selector(selector, shown)
    for picture in select.ElementWrapper.from_html_root(page).query_all("svg"):
        picture.etree_element.set("font-family", fonts)
        for element in picture.iter_subtree():
            for _, _, pseudo, shown in matcher.match(element):
                if pseudo is None:
                    for name, value in shown:
                        element.etree_element.set(name, value)
            if element.etree_element.get("paint-order", "").startswith("stroke"):
                element.etree_element.set("stroke", "none")  # the library would lay the halo over its text


def _rules(nodes: Any) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """Yield selectors with their declarations, as they hold on paper."""
    css = import_module("tinycss2")
    for node in nodes:
        if node.type == "qualified-rule":
            found = css.parse_blocks_contents(node.content, True, True)
            yield (
                node.prelude,
                [(one.name, css.serialize(one.value).strip()) for one in found if one.type == "declaration"],
            )
        elif (
            node.type == "at-rule"
            and node.lower_at_keyword == "media"
            and node.content is not None
            and css.serialize(node.prelude).strip() == "print"
        ):
            yield from _rules(css.parse_rule_list(node.content, True, True))


def _resolved(value: str, tokens: dict[str, str]) -> str:
    """Return a value with custom properties put in, and lengths of the root's size in pixels."""
    for _ in range(4):  # one may be made of another
        value = _VAR.sub(lambda found: tokens.get(found[1], ""), value)
    return _REM.sub(lambda found: f"{float(found[1]) * 16:g}px", value)
