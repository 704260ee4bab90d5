"""YAML events, from libyaml where it is there, else from PyYAML's own parser: the same events, slower."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, islice
from typing import Any

import yaml

PARSER_BREAKS = "\x85\u2028\u2029"
"""Line breaks of YAML 1.1 (which both parsers speak) that YAML 1.2 and editors take for ordinary characters."""


def event_source(text: str, *, pure: bool = False) -> Callable[[], Any]:
    """Return the function that yields the next event of `text`; `pure` insists on the Python parser."""
    if pure or not yaml.__with_libyaml__:
        return _pure_parser(text)
    get: Callable[[], Any] = yaml.cyaml.CParser(text).get_event  # type: ignore[attr-defined]
    return get


def events_of(text: str, *, pure: bool = False) -> Callable[[], Any]:
    """Return `event_source`, for which the `PARSER_BREAKS` in `text` are ordinary characters."""
    if text.isascii() or not any(char in text for char in PARSER_BREAKS):
        return event_source(text, pure=pure)
    hidden, back = hide_breaks(text)
    return showing_breaks(event_source(hidden, pure=pure), back)


def _pure_parser(text: str) -> Callable[[], Any]:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

        def scan_to_next_token(self) -> None:
            """Skip blanks, comments and breaks; tabs too where libyaml does: inside brackets and values."""
            while True:
                while self.peek() == " " or (
                    self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)
                ):
                    self.forward()
                if self.peek() == "#":
                    while self.peek() not in "\0\r\n":
                        self.forward()
                if not self.scan_line_break():  # type: ignore[no-untyped-call]
                    return
                if not self.flow_level:
                    self.allow_simple_key = True

        def scan_plain(self) -> Any:
            """Refuse a colon that libyaml refuses: one before a sign of brackets, inside brackets."""
            token = super().scan_plain()
            if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
                raise yaml.scanner.ScannerError(
                    "while scanning a plain scalar", token.start_mark, "found unexpected ':'", self.get_mark()
                )
            return token

    get: Callable[[], Any] = PureParser(text).get_event
    return _refusing_halves(get, text) if "\\" in text else get


def _refusing_halves(get: Callable[[], Any], text: str) -> Callable[[], Any]:
    """Return `get`, refusing as libyaml does an escape that stands for half a character."""
    half = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")

    def whole() -> Any:
        event: Any = get()
        kind = type(event)
        if kind is yaml.ScalarEvent and any("\ud800" <= char <= "\udfff" for char in event.value):
            found = half.search(text, event.start_mark.index)
            at = found.start() if found else event.start_mark.index
            mark = yaml.Mark("", at, 0, 0, None, 0)
            raise yaml.scanner.ScannerError(
                "while scanning a quoted scalar", event.start_mark, "bad escape", mark
            )
        return event

    return whole


def hide_breaks(text: str) -> tuple[str, dict[int, str]]:
    """Return the text with the `PARSER_BREAKS` replaced one for one, and the table that turns them back."""
    used = set(text)
    private = (chr(code) for code in chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)))
    stand_ins = list(islice((char for char in private if char not in used), 3)) or [" "]
    pairs = list(zip(PARSER_BREAKS, (stand_ins * 3)[:3], strict=True))
    back = {} if len(stand_ins) < 3 else {ord(stand_in): char for char, stand_in in pairs}
    return text.translate({ord(char): stand_in for char, stand_in in pairs}), back


def showing_breaks(get: Callable[[], Any], back: dict[int, str]) -> Callable[[], Any]:
    """Return `get` with the replaced characters turned back in the values of the events."""

    def shown() -> Any:
        event = get()
        if type(event) is yaml.ScalarEvent:
            event.value = event.value.translate(back)
        return event

    return shown
