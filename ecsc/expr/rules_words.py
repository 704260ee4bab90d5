"""The rules about how formulas are written and what their names mean, ECS301 to 305, 309, 310 and 313."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics import Rule, Severity

FORMULA_SYNTAX: Final = Rule(
    "ECS301",
    "formula-syntax",
    Severity.ERROR,
    """A formula is written with the signs and words that formulas know.

Nobody can calculate with a formula that stops half-way or uses signs of another program, so nothing that
depends on it would be checked. The finding stands at the first place that cannot be read and lists what
could stand there.

Fails:

```yaml
risks:
  stock_out: {name: Stock runs out, trigger: stock = 20}
```

Passes:

```yaml
risks:
  stock_out: {name: Stock runs out, trigger: stock == 20}
```

Options: none.
""",
)

FORMULA_CHARACTERS: Final = Rule(
    "ECS302",
    "formula-characters",
    Severity.INFO,
    """A formula uses the signs of a plain keyboard.

Full-width signs and digits, `≥`, `×` and curly quotes can only mean one thing and are read as meant. Other
programs that read the same file may not do so.

Fails:

```yaml
risks:
  stock_out: {name: Stock runs out, trigger: stock ＜ 20}
```

Passes:

```yaml
risks:
  stock_out: {name: Stock runs out, trigger: stock < 20}
```

Options: none.
""",
)

UNKNOWN_NAME: Final = Rule(
    "ECS303",
    "unknown-name",
    Severity.ERROR,
    """Every name in a formula is defined in the strategy.

A bare name is a field of the thing the rule is about, else a metric; anything else is written with its
path, as in `channels.taobao.commission`. A text stands in quotes. A name that nothing defines is a slip of
the pen or something that was renamed, and the formula could never be decided.

Fails:

```yaml
metrics:
  gmv: {standard: gmv}
milestones:
  first_sale: {due: week 8, criterion: gvm >= 1}
```

Passes:

```yaml
metrics:
  gmv: {standard: gmv}
milestones:
  first_sale: {due: week 8, criterion: gmv >= 1}
```

Options: none.
""",
)

UNKNOWN_FUNCTION: Final = Rule(
    "ECS304",
    "unknown-function",
    Severity.ERROR,
    """Every function in a formula is one that ecsc knows.

`ecsc functions` lists them. A metric may also be asked for a window, as in `units_sold(6 months)`.

Fails:

```yaml
policies:
  marketing_cap:
    severity: error
    check: total(default(tactics.*.cost, 0)) <= 500000
    message: Over the cap
```

Passes:

```yaml
policies:
  marketing_cap:
    severity: error
    check: sum(default(tactics.*.cost, 0)) <= 500000
    message: Over the cap
```

Options: none.
""",
)

WRONG_ARGUMENTS: Final = Rule(
    "ECS305",
    "wrong-arguments",
    Severity.ERROR,
    """A function gets the values it asks for, in their order.

Fails:

```yaml
policies:
  dear_tasks: {severity: warning, check: "round(2, 1, 0) <= 2", message: Too dear}
```

Passes:

```yaml
policies:
  dear_tasks: {severity: warning, check: "round(2, 1) <= 2", message: Too dear}
```

Options: none.
""",
)

AMBIGUOUS_NAME: Final = Rule(
    "ECS309",
    "ambiguous-name",
    Severity.ERROR,
    """A bare name means one thing.

Where the thing a rule is about has a field with the name of a metric, nobody can tell which one was meant.

Fails:

```yaml
metrics:
  stock: {unit: pieces}
policies:
  full_shelves: {for_each: products, check: stock < 20}
```

Passes:

```yaml
metrics:
  stock: {unit: pieces}
policies:
  full_shelves: {for_each: products, check: metrics.stock < 20}
```

Options: none.
""",
)

FORMULA_CYCLE: Final = Rule(
    "ECS310",
    "formula-cycle",
    Severity.ERROR,
    """No formula needs its own result.

Fails:

```yaml
metrics:
  orders: {formula: visitors * conversion}
  visitors: {unit: people}
  conversion: {formula: orders / visitors}
```

Passes:

```yaml
metrics:
  orders: {unit: orders}
  visitors: {unit: people}
  conversion: {formula: orders / visitors}
```

Options: none.
""",
)

FORMULA_TOO_LARGE: Final = Rule(
    "ECS313",
    "formula-too-large",
    Severity.ERROR,
    """A formula stays small enough to be read and calculated.

At most 10,000 characters, and brackets at most 100 deep. What is longer is better cut into metrics with
names. Calculations stop after a fixed number of steps, so that no formula holds up a build.

A formula with 101 brackets inside each other fails.

Passes:

```yaml
metrics:
  margin: {formula: (gmv - costs) / gmv}
```

Options: none.
""",
)
