"""The rules about what formulas calculate, codes ECS306 to 308, 311, 314 and 315, with manuals."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics import Rule, Severity

UNIT_MISMATCH: Final = Rule(
    "ECS306",
    "unit-mismatch",
    Severity.ERROR,
    """What is added, subtracted or compared has the same unit.

Money is not a percentage and a date is not a number. A formula that mixes them would give a figure that
looks right and means nothing.

Fails:

```yaml
metrics:
  gmv: {standard: gmv}
milestones:
  first_wave: {due: week 10, criterion: gmv > 3%}
```

Passes:

```yaml
metrics:
  gmv: {standard: gmv}
milestones:
  first_wave: {due: week 10, criterion: gmv > 30000}
```

Options: none.
""",
)

CURRENCY_MISMATCH: Final = Rule(
    "ECS307",
    "currency-mismatch",
    Severity.ERROR,
    """Amounts of different currencies meet only through a stated exchange rate.

Fails:

```yaml
metrics:
  gmv: {standard: gmv}
milestones:
  first_wave: {due: week 10, criterion: gmv > USD 5000}
```

Passes:

```yaml
metrics:
  gmv: {standard: gmv}
milestones:
  first_wave: {due: week 10, criterion: gmv > CNY 36000}
```

Options: none.
""",
)

AMBIGUOUS_PERCENT: Final = Rule(
    "ECS308",
    "ambiguous-percent",
    Severity.ERROR,
    """A percentage can be read in one way only.

From 3 %, "15 % more" is 3.45 % to one reader and 18 % to the next. On money and counts a percentage is
relative (`price - 20%`); on a rate say percentage points (`0.45pp`) or multiply (`* (1 + 15%)`). A plain
`3` beside a percentage could be 3 % or 300 %.

Fails:

```yaml
metrics:
  returns: {unit: percent}
  returns_bound: {formula: returns + 15%}
```

Passes:

```yaml
metrics:
  returns: {unit: percent}
  returns_bound: {formula: returns * (1 + 15%)}
```

Options: none.
""",
)

DIVISION_BY_ZERO: Final = Rule(
    "ECS311",
    "division-by-zero",
    Severity.WARNING,
    """No formula divides by something that is zero.

On the first day of a launch there are no visitors and no orders; a ratio of them has no value then.

Fails:

```yaml
metrics:
  score: {unit: score, formula: 100 / 0}
```

Passes:

```yaml
metrics:
  score: {unit: score, formula: 100 / 4}
```

Options: none.
""",
)

DIFFERENT_THINGS: Final = Rule(
    "ECS314",
    "different-things",
    Severity.WARNING,
    """What is added or subtracted counts the same things.

Visitors and orders together are neither visitors nor orders.

Fails:

```yaml
metrics:
  visitors: {unit: people}
  orders: {unit: orders}
  activity: {formula: visitors + orders}
```

Passes:

```yaml
metrics:
  visitors: {unit: people}
  orders: {unit: orders}
  activity: {formula: orders / visitors}
```

Options: none.
""",
)

WRONG_RESULT: Final = Rule(
    "ECS315",
    "formula-result",
    Severity.ERROR,
    """A formula gives what its field needs: a condition, an amount, a choice of entities, an action.

`trigger`, `check` and `criterion` need a condition that is met or not, `applies_to` and `for_each` need entities.

Fails:

```yaml
risks:
  stock_out: {name: Stock runs out, trigger: stock}
```

Passes:

```yaml
risks:
  stock_out: {name: Stock runs out, trigger: stock < 20}
```

Options: none.
""",
)
