"""The JSON Schemas that we publish, and what they describe, as read by Ajv in strict mode and by check-jsonschema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.consumers.readers import NAMES, found, ran, reports

pytestmark = pytest.mark.consumer

SCHEMAS = sorted((Path(__file__).parents[2] / "schemas").glob("*.json"))

AJV = """
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync } from 'node:fs';
const { schemas, id, documents } = JSON.parse(readFileSync(0, 'utf-8'));
const ajv = new Ajv.default({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
for (const word of ['enumDescriptions', 'doNotSuggest', 'x-ecsc-kind', 'x-ecsc-aliases', 'x-ecsc-rows'])
  ajv.addKeyword(word);
for (const schema of schemas) ajv.addSchema(schema);
const errors = [];
if (!ajv.getSchema(id)) throw new Error(id);
for (const document of documents) if (!ajv.validate(id, document)) errors.push(...ajv.errors);
console.log(JSON.stringify(errors));
"""


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_ajv_takes_each_schema_in_strict_mode(path: Path, node: Callable[[str, str], str]) -> None:
    schemas = [json.loads(each.read_text("utf-8")) for each in SCHEMAS]
    identifier = json.loads(path.read_text("utf-8"))["$id"]
    given = {"schemas": schemas, "id": identifier, "documents": []}
    assert json.loads(node(AJV, json.dumps(given))) == []


@pytest.mark.parametrize("name", NAMES)
def test_ajv_takes_what_check_writes(name: str, node: Callable[[str, str], str]) -> None:
    path = next(each for each in SCHEMAS if each.name == "check.schema.json")
    schema = json.loads(path.read_text("utf-8"))
    whole = {"schemas": [schema], "id": schema["$id"], "documents": [json.loads(reports("json")[name])]}
    lines = [json.loads(line) for line in reports("jsonl")[name].splitlines()]
    assert json.loads(node(AJV, json.dumps(whole))) == []
    assert (
        json.loads(node(AJV, json.dumps({**whole, "id": f"{schema['$id']}#/$defs/line", "documents": lines})))
        == []
    )
    assert json.loads(node(AJV, json.dumps({**whole, "documents": [{}]}))) != []


def test_check_jsonschema_takes_each_schema() -> None:
    done = ran(found("venv/bin/check-jsonschema"), "--check-metaschema", *SCHEMAS)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_check_jsonschema_takes_what_check_writes(name: str, tmp_path: Path) -> None:
    path = next(each for each in SCHEMAS if each.name == "check.schema.json")
    (tmp_path / "report.json").write_text(reports("json")[name], "utf-8")
    done = ran(found("venv/bin/check-jsonschema"), "--schemafile", path, tmp_path / "report.json")
    assert done.returncode == 0, done.stdout + done.stderr
