"""The rules about references."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

_HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
people:
  lin: {name: Lin Wei}
"""

UNKNOWN_ID = Rule(
    "ECS201",
    "unknown-id",
    Severity.ERROR,
    f"""A reference names something that is defined.

A field such as `owner`, `phase` or `after` names an id of a section. If nothing has that id, the plan
would have a task nobody owns, or one that waits for nothing.

Fails:

```yaml
{_HEAD}tasks:
  shop: {{name: Shop, owner: lim, duration: 10d}}
```

Passes:

```yaml
{_HEAD}tasks:
  shop: {{name: Shop, owner: lin, duration: 10d}}
```
""",
)

WRONG_SECTION = Rule(
    "ECS202",
    "wrong-section",
    Severity.ERROR,
    f"""A reference names an entry of the section that the field is about.

The id exists, but it is something else: a channel cannot own a task.

Fails:

```yaml
{_HEAD}channels:
  taobao: {{kind: marketplace}}
tasks:
  shop: {{name: Shop, owner: taobao, duration: 10d}}
```

Passes:

```yaml
{_HEAD}channels:
  taobao: {{kind: marketplace}}
tasks:
  shop: {{name: Shop, owner: lin, duration: 10d}}
```
""",
)

UNUSED = Rule(
    "ECS203",
    "unused-definition",
    Severity.INFO,
    f"""What is defined is used somewhere.

A person without work, a metric without a goal or a phase without tasks is often left over from an earlier
version, or its id is misspelt where it should be named.

Fails:

```yaml
{_HEAD}phases:
  launch: {{name: Launch}}
tasks:
  shop: {{name: Shop, owner: lin, duration: 10d}}
```

Passes:

```yaml
{_HEAD}phases:
  launch: {{name: Launch}}
tasks:
  shop: {{name: Shop, owner: lin, phase: launch, duration: 10d}}
```
""",
)

UNKNOWN_STANDARD = Rule(
    "ECS204",
    "unknown-standard",
    Severity.ERROR,
    f"""`standard:` names a metric of the shipped catalogue.

The catalogue holds definitions with unit, direction, formula and traps, so that everybody means the same
thing by a conversion rate.

Fails:

```yaml
{_HEAD}metrics:
  sales: {{standard: gvm}}
```

Passes:

```yaml
{_HEAD}metrics:
  sales: {{standard: gmv}}
```
""",
)

CIRCLE = Rule(
    "ECS205",
    "reference-circle",
    Severity.ERROR,
    f"""Nothing is a part of itself, directly or through others.

An objective or goal with a `parent` is a part of it, and orders taken via another channel end there. In a
circle there would be no whole, and nobody to take the order.

Fails:

```yaml
{_HEAD}objectives:
  growth: {{name: Growth, owner: lin, parent: share}}
  share: {{name: Share, owner: lin, parent: growth}}
```

Passes:

```yaml
{_HEAD}objectives:
  growth: {{name: Growth, owner: lin}}
  share: {{name: Share, owner: lin, parent: growth}}
```
""",
)

RULES = (UNKNOWN_ID, WRONG_SECTION, UNUSED, UNKNOWN_STANDARD, CIRCLE)
