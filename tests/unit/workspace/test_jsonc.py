"""Settings of editors are added to, and nothing that stands in them is lost."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsc.workspace.jsonc import DEEPEST, JsoncError, added, parse

WANTED = {
    "files.encoding": "utf8",
    "yaml.schemas": {"./x.json": ["*.yaml", "*.yml"]},
    "recommendations": ["a.b"],
    "tasks": [{"label": "check", "args": ["x"]}],
}


def value_of(text: str) -> Any:
    node = parse(text)
    return None if node is None else node.value


@pytest.mark.parametrize(
    "text", ["", "\n", "// mine\n", "/* mine */", "{}", "{ }\n", "{\n}\n", "{\n  // mine\n}\n"]
)
def test_an_empty_file_takes_everything(text: str) -> None:
    new = added(text, WANTED)
    assert value_of(new.text) == WANTED
    assert ("mine" in text) == ("mine" in new.text)
    assert new.kept == ()
    assert added(new.text, WANTED).text == new.text


def test_comments_order_and_layout_stay() -> None:
    text = (
        '{\n\t// first\n\t"a": 1, /* one */\n\t"yaml.schemas": {"./x.json": ["*.yaml"], "o": "p"},'
        '\n\t"z": [\n\t\t2 // two\n\t]\n}\n'
    )
    assert added(text, {"yaml.schemas": {"./x.json": ["*.yml"]}, "z": [3], "b": {"c": [{}]}}).text == (
        '{\n\t// first\n\t"a": 1, /* one */\n\t"yaml.schemas": {"./x.json": ["*.yaml", "*.yml"], "o": "p"},'
        '\n\t"z": [\n\t\t2, // two\n\t\t3\n\t],\n\t"b": {\n\t\t"c": [\n\t\t\t{}\n\t\t]\n\t}\n}\n'
    )


def test_a_trailing_comma_is_used_and_windows_lines_are_kept() -> None:
    text = '\ufeff{\r\n    "a": [\r\n        1, // last\r\n    ],\r\n}\r\n'
    assert added(text, {"a": [2], "b": True}).text == (
        '\ufeff{\r\n    "a": [\r\n        1, // last\r\n        2\r\n    ],\r\n    "b": true\r\n}\r\n'
    )


def test_what_says_something_else_is_kept_and_told() -> None:
    text = '{"files.encoding": "gbk", "yaml.schemas": false, "tasks": [{"label": "check"}], "recommendations": ["a.b"]}'
    new = added(text, WANTED)
    assert new.text == text
    assert new.kept == ("files.encoding", "yaml.schemas", "tasks → check")


def test_the_last_of_a_key_that_is_said_twice_counts() -> None:
    assert value_of(added('{"a": {"x": 1}, "a": {"y": 2}}', {"a": {"z": 3}}).text)["a"] == {"y": 2, "z": 3}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n"a": \n', 3), ('{"a": 1 "b": 2}', 1), ('{"a": 1}\n}', 2), ("[]", 1), ("3", 1), ("{a: 1}", 1), ("{,}", 1),
        ('{"a": 1,,}', 1), ("{'a': 1}", 1), ('{\n"a": NaN1}', 2), ('{"a": "x\n"}', 1), ("/* open", 1), ("{]", 1),
        ("]", 1),
        ("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), 1), ('{"a" 1}', 1), ("{\x00}", 1), ("！", 1), ('{"a": [1 2]}', 1),
    ],
)  # fmt: skip
def test_what_is_not_json_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(JsoncError) as problem:
        added(text, WANTED)
    assert problem.value.line == line


GAPS = st.sampled_from(["", " ", "\n", "\t", " // c0\n", "/* c1 */", "\n  // ,]}\n  "])
KEYS = st.sampled_from(["a", "b", "名", "files.encoding", "yaml.schemas", "recommendations", "tasks", '"\\'])
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["x", "//", "/*", "名", '",'])
)


@st.composite
def documents(draw: st.DrawFn, depth: int = 0) -> str:
    """Return an object or array as somebody may have typed it, with comments and stray commas."""
    is_object = depth == 0 or draw(st.booleans())
    entries: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        deeper = depth < 3 and draw(st.booleans())
        value = draw(documents(depth + 1)) if deeper else json.dumps(draw(PLAIN), ensure_ascii=False)
        key = f"{json.dumps(draw(KEYS), ensure_ascii=False)}{draw(GAPS)}:{draw(GAPS)}" if is_object else ""
        entries.append(draw(GAPS) + key + value + draw(GAPS))
    text = ",".join(entries) + draw(st.sampled_from(["", ","] if entries else [""])) + draw(GAPS)
    return "{" + text + "}" if is_object else "[" + text + "]"


def expected(there: Any, wanted: Any) -> Any:
    """Return what the two come to, by the plainest reading."""
    if isinstance(there, dict) and isinstance(wanted, dict):
        return there | {
            key: expected(there[key], one) if key in there else one for key, one in wanted.items()
        }
    if isinstance(there, list) and isinstance(wanted, list):
        return there + [one for one in wanted if one not in there]
    return there


@given(documents())
def test_any_document_holds_what_it_held_and_what_was_wanted(text: str) -> None:
    new = added(text, WANTED)
    assert value_of(new.text) == expected(value_of(text), WANTED)
    comments = re.compile(r"// c0|// ,\]\}|/\* c1 \*/")
    assert comments.findall(new.text) == comments.findall(text)
    again = added(new.text, WANTED)
    assert (again.text, again.kept) == (new.text, new.kept)
