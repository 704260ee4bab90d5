"""JSON with comments, as editors keep their settings: read with positions, and added to without touching the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from msgspec import Struct

DEEPEST = 100

_TOKEN = re.compile(
    r'(?P<gap>[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)|(?P<string>"(?:[^"\\\r\n]|\\.)*")|(?P<sign>[{}\[\],:])'
    r"|(?P<word>[-+.\w]+)",
    re.DOTALL,
)


class JsoncError(Exception):
    """The text is no JSON with comments; `line` is where that shows, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Node(Struct, frozen=True):
    """A value and where it stands: from `start` to `end`, both offsets in the text.

    `members` are those of an object by key, the last of a key that is said twice, as editors take it; `items`
    those of an array.
    """

    value: Any
    start: int
    end: int
    members: Mapping[str, Node] = {}
    items: Sequence[Node] = ()
    last_end: int = 0
    has_comma: bool = False


class Addition(Struct, frozen=True):
    """The text with what was missing added, and the keys that say something else and are left to say it."""

    text: str
    kept: tuple[str, ...]


def parse(text: str) -> Node | None:
    """Return the value of a text; None for one of nothing but comments. Raises `JsoncError`."""
    return _Reader(text).whole()


def added(text: str, wanted: Mapping[str, Any]) -> Addition:
    """Return `text`, an object, with whatever of `wanted` it does not have; comments and layout stay.

    Objects are added to key by key, arrays by the items they lack; an item with the `label` of one that is there
    counts as there. Any other value that is there stays. Raises `JsoncError`.
    """
    root = parse(text)
    if root is None:
        comments = text.rstrip()
        text = (comments + _line_end(text) if comments.strip("\ufeff") else comments) + "{}" + _line_end(text)
        root = parse(text)
    if root is None or not isinstance(root.value, dict):
        raise JsoncError(1)
    edits = _Edits(text, root)
    edits.add_to_object(root, wanted, "")
    return Addition(edits.applied(), tuple(edits.kept))


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 1 if text.startswith("\ufeff") else 0

    def whole(self) -> Node | None:
        self._skip()
        if self._at == len(self._text):
            return None
        node = self._value(0)
        self._skip()
        if self._at < len(self._text):
            self._fail()
        return node

    def _fail(self) -> NoReturn:
        raise JsoncError(self._text.count("\n", 0, self._at) + 1)

    def _skip(self) -> None:
        while (found := _TOKEN.match(self._text, self._at)) and found.lastgroup == "gap":
            self._at = found.end()

    def _next(self) -> tuple[str, str, int]:
        """Take the next token; return its kind, its text and where it starts."""
        self._skip()
        found = _TOKEN.match(self._text, self._at)
        if found is None or found.lastgroup is None:
            self._fail()
        self._at = found.end()
        return found.lastgroup, found.group(), found.start()

    def _value(self, depth: int) -> Node:
        kind, part, start = self._next()
        if depth > DEEPEST or (kind == "sign" and part not in "{["):
            self._at = start
            self._fail()
        if part == "{":
            return self._object(start, depth)
        if part == "[":
            return self._array(start, depth)
        return Node(self._plain(part, start), start, self._at)

    def _plain(self, part: str, start: int) -> Any:
        try:
            return json.loads(part, strict=False)
        except ValueError:
            self._at = start
            self._fail()

    def _object(self, start: int, depth: int) -> Node:
        members: dict[str, Node] = {}
        last_end, has_comma = start + 1, False
        while (key := self._next())[1] != "}":
            colon = self._next()
            if key[0] != "string" or colon[1] != ":" or (members and not has_comma):
                self._at = key[2]
                self._fail()
            value = self._value(depth + 1)
            members[self._plain(key[1], key[2])] = value
            last_end, has_comma = value.end, self._comma()
        value_of = {name: member.value for name, member in members.items()}
        return Node(value_of, start, self._at, members, (), last_end, has_comma)

    def _array(self, start: int, depth: int) -> Node:
        items: list[Node] = []
        last_end, has_comma = start + 1, False
        while True:
            before = self._at
            if self._next()[1] == "]":
                break
            self._at = before
            if items and not has_comma:
                self._fail()
            items.append(self._value(depth + 1))
            last_end, has_comma = items[-1].end, self._comma()
        return Node([item.value for item in items], start, self._at, {}, items, last_end, has_comma)

    def _comma(self) -> bool:
        before = self._at
        self._skip()
        if self._text.startswith(",", self._at):
            self._at += 1
            return True
        self._at = before
        return False


class _Edits:
    """What is put into one text, and where."""

    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._eol = _line_end(text)
        self._unit = "  "
        self._unit = self._inner_indent(root, "") or self._unit
        self._puts: list[tuple[int, int, str]] = []
        self.kept: list[str] = []

    def applied(self) -> str:
        text = self._text
        for start, end, put in sorted(self._puts, reverse=True):
            text = text[:start] + put + text[end:]
        return text

    def add_to_object(self, node: Node, wanted: Mapping[str, Any], path: str) -> None:
        missing = {}
        for key, value in wanted.items():
            there = node.members.get(key)
            name = f"{path}{key}"
            if there is None:
                missing[key] = value
            elif isinstance(value, dict) and isinstance(there.value, dict):
                self.add_to_object(there, value, f"{name} → ")
            elif isinstance(value, list) and isinstance(there.value, list):
                self._add_to_array(there, value, name)
            elif there.value != value:
                self.kept.append(name)
        self._put(node, [f"{written(key)}: {written(value, self._unit)}" for key, value in missing.items()])

    def _add_to_array(self, node: Node, wanted: list[Any], name: str) -> None:
        missing = []
        labels = {item["label"] for item in node.value if _is_labelled(item)}
        for item in wanted:
            if item in node.value:
                continue
            if _is_labelled(item) and item["label"] in labels:
                self.kept.append(f"{name} → {item['label']}")
            else:
                missing.append(written(item, self._unit))
        self._put(node, missing)

    def _put(self, node: Node, entries: list[str]) -> None:
        """Put members or items at the end of an object or array, laid out as it is."""
        if not entries:
            return
        close = node.end - 1
        inside = self._text[node.start + 1 : close]
        end = node.start + 1 + len(inside.rstrip(" \t\r\n"))  # behind the last comment too
        is_empty = node.last_end == node.start + 1
        comma = "," if not is_empty and not node.has_comma else ""
        if "\n" in inside:
            indent = self._inner_indent(node, self._indent_at(close))
            close = end
            put = self._lines(entries, indent)
        elif is_empty or any("\n" in entry for entry in entries):
            outer = self._indent_at(node.start)
            put = self._lines(entries, outer + self._unit) + self._eol + outer
        else:
            put = " " + ", ".join(entries)
        if end == node.last_end:
            put = comma + put
        elif comma:
            self._puts.append((node.last_end, node.last_end, comma))
        self._puts.append((end, close, put))

    def _lines(self, entries: list[str], indent: str) -> str:
        start = self._eol + indent
        return start + ",\n".join(entries).replace("\n", start)

    def _inner_indent(self, node: Node, outer: str) -> str:
        """Return the indent of what stands in `node`: that of its first line that has one."""
        found = re.search(r"\n([ \t]*)[^ \t\r\n]", self._text[node.start : node.end - 1])
        return found.group(1) if found else outer + self._unit

    def _indent_at(self, at: int) -> str:
        """Return the white space that the line of `at` begins with."""
        start = self._text.rfind("\n", 0, at) + 1
        found = re.match(r"\ufeff?([ \t]*)", self._text[start:at])
        return found.group(1) if found else ""


def written(value: object, unit: str = "  ") -> str:
    """Return a value as JSON, indented by `unit`, with a list of plain values on one line."""
    if isinstance(value, dict) and value:
        inner = [f"{written(key)}: {written(one, unit)}" for key, one in value.items()]
        return _block("{", inner, "}", unit)
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return _block("[", [written(one, unit) for one in value], "]", unit)
    return json.dumps(value, ensure_ascii=False)


def _block(opening: str, entries: list[str], closing: str, unit: str) -> str:
    inner = ",\n".join(entries).replace("\n", f"\n{unit}")
    return f"{opening}\n{unit}{inner}\n{closing}"


def _is_labelled(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("label"), str)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
