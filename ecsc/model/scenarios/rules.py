"""What can be wrong with the changes of scenarios: 970 to 972."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

UNKNOWN_CHANGE = Rule(
    "ECS970",
    "unknown-change",
    Severity.ERROR,
    """A scenario changes what the strategy has: a section, an entry and a field by their names.

The path of a change is the section, the id and the field, with dots: `tasks.shop.duration`. A change that finds
nothing to change would leave the scenario as it was, and nobody would see it. A field that the entry does not
state may be stated by the scenario; an entry that is not there may not be added.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
scenarios:
  slow: {name: Slow start, changes: {tasks.shop.duraton: 20d}}
```

Passes:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
scenarios:
  slow: {name: Slow start, changes: {tasks.shop.duration: 20d}}
```
""",
)

FIXED = Rule(
    "ECS971",
    "fixed-in-scenarios",
    Severity.ERROR,
    """A scenario changes fields, each once, and leaves alone what it is judged by.

Ids, whole sections and whole entries stay: a scenario is the same strategy, not another one. `policies`,
`waivers` and `scenarios` stay too, or a scenario could pass by changing the rules. Two changes of one field, or
of a field and a part of it, would leave it to their order which one counts.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
policies:
  short: {check: tasks.shop.duration <= 15d}
scenarios:
  slow: {name: Slow start, changes: {policies.short.check: tasks.shop.duration <= 30d}}
```

Passes:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
policies:
  short: {check: tasks.shop.duration <= 15d}
scenarios:
  slow: {name: Slow start, changes: {tasks.shop.duration: 14d}}
```
""",
)

SAME = Rule(
    "ECS972",
    "change-without-effect",
    Severity.INFO,
    """A change of a scenario differs from what stands.

Most often the strategy has caught up with the scenario, and the line can go.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
scenarios:
  slow: {name: Slow start, changes: {tasks.shop.duration: 10d}}
```

Passes:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}
scenarios:
  slow: {name: Slow start, changes: {tasks.shop.duration: 20d}}
```
""",
)

RULES = (UNKNOWN_CHANGE, FIXED, SAME)
