"""The worst prices as one self-contained SVG file: no scripts, no fonts to fetch, its own background, light or dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.emit.pictures import marks
from ecsc.emit.pictures.shell import shell
from ecsc.emit.pictures.text import clean, escape, shorten, width
from ecsc.emit.pictures.waterfall import WIDTH, bars
from ecsc.emit.prices.answer import answer
from ecsc.emit.prices.drawn import Picture
from ecsc.emit.prices.told import Prices
from ecsc.plan.types import Plan

MARGIN, GAP, COLUMNS = 24.0, 40.0, 2
_LINE, _SIZE = 18.0, 13.0
_BANNER = 26.0


def write_svg(plan: Plan, prices: Prices, drawn: Sequence[Picture], notice: str = "") -> str:
    """Return the SVG document of the worst prices; `notice` stands in a banner under the title."""
    from markupsafe import Markup

    w = prices.w
    room = COLUMNS * WIDTH + (COLUMNS - 1) * GAP
    title = w("{name}: lowest prices", name=clean(plan.strategy.name) or plan.strategy.id)
    told = answer(prices)[0]
    parts = [marks.text("title", MARGIN, 36, shorten(title, 20, room, bold=True))]
    y = 42.0
    for line in wrapped(told, _SIZE, room):
        y += _LINE
        parts.append(marks.text("facts", MARGIN, y, line))
    if notice:
        words = shorten(notice, 13, room - 20, bold=True)
        parts.append(marks.rect("banner", MARGIN, y + 10, room, _BANNER, ' rx="3"'))
        parts.append(marks.text("alarm-text", MARGIN + 10, y + 27, words))
        y += _BANNER + 12
    for first in range(0, len(drawn), COLUMNS):
        beside = enumerate(drawn[first : first + COLUMNS])
        blocks = [_block(one, MARGIN + place * (WIDTH + GAP), y + 34) for place, one in beside]
        parts += [markup for markup, _ in blocks]
        y = max(bottom for _, bottom in blocks)
    text: str = shell("ecsc.emit.offers", "offers.svg.j2").render(
        language=w.language,
        width=int(room + 2 * MARGIN),
        height=int(y + MARGIN),
        title=title,
        desc=told,
        body=Markup("\n".join(parts)),  # noqa: S704 - escaped where it is drawn
    )
    return text


def _block(one: Picture, x: float, y: float) -> tuple[str, float]:
    """Return a price with its sentences and its bars below `y`, and where it ends."""
    parts = []
    for place, line in enumerate(wrapped(one.place, 16, WIDTH)):  # a bold 15 is as wide as a regular 16
        y += _LINE if place else 0
        parts.append(marks.text("heading", x, y, line))
    for line in (*wrapped(one.told, 12, WIDTH), *wrapped(one.when, 12, WIDTH)):
        y += _LINE
        parts.append(marks.text("note", x, y, line))
    drawn, high = bars(one.stages, one.limits)
    y += 10
    parts.append(
        f'<g transform="translate({marks.num(x)} {marks.num(y)})"><title>{escape(one.title)}</title>{drawn}</g>'
    )
    return "\n".join(parts), y + high


def wrapped(words: str, size: float, room: float) -> Iterator[str]:
    """Yield lines of at most `room` pixels, broken between words, or anywhere in a text without any."""
    line = ""
    for word in _words(clean(words)):
        if line and width(line + word.rstrip(), size) > room:
            yield line.rstrip()
            line = ""
        line += word
    if line:
        yield shorten(line, size, room)


def _words(text: str) -> Iterator[str]:
    """Yield what may stand on a line of its own: words with the blank behind them, ideographs one by one."""
    word = ""
    for char in text:
        if word and char >= "\u2e80" and char not in "，。；：、）":
            yield word
            word = ""
        word += char
        if char == " ":
            yield word
            word = ""
    if word:
        yield word
