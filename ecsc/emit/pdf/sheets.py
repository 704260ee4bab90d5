"""The page set on sheets of A4."""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

from ecsc.emit.pdf.ink import ink
from ecsc.messages import words
from ecsc.plan.types import Plan

FONTS = (
    "Noto Sans, DejaVu Sans, Liberation Sans, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, "
    "sans-serif"
)
"""The fonts of text and pictures: what is installed of them, Chinese in its simplified forms."""

_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
_SIDES = {"start": "left", "end": "right"}  # both languages run from the left
_SLOT = re.compile(r"(\{pages?\})")


def set_on_sheets(page: str, plan: Plan, language: str, library: Any) -> bytes:
    """Return the HTML `page` as PDF. `library` is WeasyPrint; nothing is fetched, from disk or elsewhere."""
    style = "\n".join(_STYLE.findall(page))
    sheet = _plain(style) + _own().replace("FONTS", FONTS) + _numbering(language)
    bare = _STYLE.sub("", _SCRIPT.sub("", page))
    html = library.HTML(string=bare, base_url="about:blank", url_fetcher=_refuse)
    whole_slices(html.etree_element)
    ink(html.etree_element, style, FONTS)
    document = html.render(stylesheets=[library.CSS(string=sheet, url_fetcher=_refuse)])
    head = plan.strategy
    document.metadata.title = head.name
    document.metadata.authors = [person.name for person in plan.people if person.id == head.owner]
    document.metadata.description = head.description
    # The day of assessment, never the clock's.
    document.metadata.created = None if head.as_of is None else head.as_of.isoformat()
    document.metadata.modified = document.metadata.created
    document.metadata.custom = {}
    written: bytes = document.write_pdf(pdf_identifier=hashlib.sha256(page.encode()).digest()[:16])
    return written


def whole_slices(page: Any) -> None:
    """Give every slice of a picture the drawing itself: the library does not look into another picture for it."""
    drawn = {one.get("id"): one for one in page.iter() if one.get("id")}
    for picture in page.iter():
        for place, use in enumerate(list(picture)):
            source = drawn.get((use.get("href") or "").removeprefix("#")) if _is_use(use) else None
            if source is None:
                continue
            copy = deepcopy(source)
            for part in copy.iter():
                part.attrib.pop("id", None)
            picture[place] = copy


def _is_use(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "use"


def _plain(style: str) -> str:
    """Return a style sheet in what the library knows: weights that common fonts have, sides of the sheet."""
    sided = re.sub(r"float:\s*inline-(start|end)", lambda at: f"float: {_SIDES[at[1]]}", style)
    return re.sub(r"font-weight:\s*[5-9][0-9]{2}", lambda at: at[0][:-3] + _weight(int(at[0][-3:])), sided)


def _weight(number: int) -> str:
    return "700" if number >= 600 else "400"


def _numbering(language: str) -> str:
    """Return the style that numbers the sheets in the reader's language; its words are ours, never an author's."""
    w = words(language)
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = _SLOT.split(w("Page {page} of {pages}"))
    content = " ".join(counters.get(part, f'"{part}"') for part in parts if part)
    return f"@page {{ @bottom-right {{ content: {content}; }} }}"


@cache
def _own() -> str:
    return files("ecsc.emit.pdf").joinpath("sheets.css").read_text("utf-8")


def _refuse(url: str, *_: object, **__: object) -> Any:
    """Refuse to fetch: the page holds all that it shows."""
    raise ValueError(url)
