"""The plan: the compiled form that every output reads.

In: `Assessed`. Out: `Plan`, frozen and free of YAML. The types are published as `schemas/plan.schema.json`.
`types.py` holds them, `making.py` makes them; a check never loads either. May import `assess` and everything
below it.
"""
