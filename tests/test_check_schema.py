"""What `ecsc check` tells programs in JSON is what its published schema says: no key more, none less."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from click.testing import CliRunner

from ecsc.cli.program import program
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report import Checked, Layout, render
from ecsc.report.formats.json_document import FORMAT_VERSION, LISTS
from ecsc.runs import checked as in_words
from tests.unit.report.samples import checked, everything, text, told

ROOT = Path(__file__).parents[1]
SCHEMA: Any = json.loads((ROOT / "schemas" / "check.schema.json").read_text("utf-8"))
CASES = sorted((ROOT / "tests" / "cases" / "err").glob("*.yaml"))


def closed(schema: Any) -> Any:
    """The schema with objects that take no other keys: new ones may come, but each is described when it does."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        made["additionalProperties"] = False
    return made


DOCUMENT = jsonschema_rs.Draft202012Validator(closed(SCHEMA))
LINE = jsonschema_rs.Draft202012Validator(
    {**closed(SCHEMA["$defs"]["line"]), "$defs": closed(SCHEMA["$defs"])}
)


def fits(*given: Checked, language: str = "en") -> None:
    def written(format_name: Any) -> str:
        return "".join(render(given, format_name, words(language), Layout()))

    document = json.loads(written("json"))
    assert [str(error) for error in DOCUMENT.iter_errors(document)] == []
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    for line in lines:
        assert [str(error) for error in LINE.iter_errors(line)] == []
    # Line by line it is the same as in one document.
    kinds = [line.pop("type") for line in lines]
    for kind, key in LISTS.items():
        assert [line for line, its in zip(lines, kinds, strict=True) if its == kind] == document[key]
    assert (kinds[0], kinds[-1], lines[-1]) == ("run", "summary", document["summary"])


def test_it_is_a_schema_of_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == f"urn:ecsc:check:{FORMAT_VERSION}"
    assert SCHEMA["properties"]["version"] == {**SCHEMA["properties"]["version"], "const": FORMAT_VERSION}


def test_everything_and_nothing_fit() -> None:
    fits()
    fits(checked())
    fits(everything(), everything())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_the_cases_give_fits(path: Path) -> None:
    for language in ("en", "zh-CN"):
        result = compile_strategy(StrategyInput(".", ((path.name, path.read_bytes()),)))
        fits(in_words(result, words(language)), language=language)


def objects(value: Any) -> Iterator[frozenset[str]]:
    if isinstance(value, dict):
        yield frozenset(value)
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_every_key_of_the_schema_is_written() -> None:
    written = set(objects(json.loads(text("json", everything()))))
    for name, schema in {"document": SCHEMA, **SCHEMA["$defs"]}.items():
        if "properties" in schema and not name.endswith("_line"):
            assert set(schema["required"]) == set(schema["properties"]), name
            assert any(set(schema["properties"]) <= keys for keys in written), name


@pytest.mark.parametrize("key", ["code", "message", "range", "identity", "fixes"])
def test_a_finding_without_a_key_does_not_fit(key: str) -> None:
    document = json.loads(text("json", checked(told())))
    del document["findings"][0][key]
    assert not DOCUMENT.is_valid(document)


def test_the_command_prints_it_byte_for_byte() -> None:
    done = CliRunner().invoke(program, ["schema", "check"])
    assert done.stdout_bytes == (ROOT / "schemas" / "check.schema.json").read_bytes()
