"""Publish the schema of the plan: `python -m ecsc.emit.plan_json.publish` after a plan type has changed."""

from __future__ import annotations

from pathlib import Path

from ecsc.emit.plan_json.layout import laid_out
from ecsc.emit.plan_json.schema import plan_schema

PUBLISHED = Path(__file__).parents[3] / "schemas" / "plan.schema.json"
"""Where the schema stands in a checkout of the project."""


def published() -> bytes:
    """Return the bytes of the published schema."""
    return laid_out(plan_schema())


if __name__ == "__main__":
    PUBLISHED.write_bytes(published())
