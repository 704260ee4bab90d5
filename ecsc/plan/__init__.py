"""The plan: the compiled form that every output reads.

In: `Assessed`. Out: `Plan`, frozen and free of YAML. The types are published as `schemas/plan.schema.json`.
May import `assess` and everything below it.
"""

from ecsc.plan.making import make_plan
from ecsc.plan.types import PLAN_VERSION, Plan

__all__ = ["PLAN_VERSION", "Plan", "make_plan"]
