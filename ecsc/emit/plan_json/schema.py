"""The JSON Schema of `plan.json`, read off the plan's types."""

from __future__ import annotations

from ecsc.emit.plan_json.found import Accepted, Found, SetAside
from ecsc.emit.schema_of_types import Schema, schema_of, struct_schema
from ecsc.plan.types import PLAN_VERSION, Plan


def plan_schema() -> Schema:
    """Return the schema (JSON Schema 2020-12) of the current plan version."""
    defs: dict[str, Schema] = {}
    root = struct_schema(Plan, defs)
    findings = schema_of(tuple[Found, ...], defs) | {"title": "Findings"}
    waivers = schema_of(tuple[Accepted, ...], defs) | {"title": "Waivers"}
    suppressed = schema_of(tuple[SetAside, ...], defs) | {
        "title": "Suppressed",
        "description": "What comments and a baseline of findings set aside, where they do.",
    }
    properties = {"version": {"const": PLAN_VERSION, "title": "Version"}} | {
        name: schema for name, schema in root["properties"].items() if name != "version"
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ecsc:plan:{PLAN_VERSION}",
        "title": "ecsc plan",
        "description": root["description"],
        "type": "object",
        "properties": properties | {"findings": findings, "waivers": waivers, "suppressed": suppressed},
        "required": [*properties, "findings", "waivers"],
        "additionalProperties": False,
        "$defs": {name: defs[name] for name in sorted(defs)},
    }
