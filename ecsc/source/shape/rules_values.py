"""The rules about the values of fields, codes ECS103 to 106, 109, 112 and 113, with manuals."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics import Rule, Severity

WRONG_TYPE: Final = Rule(
    "ECS103",
    "wrong-kind-of-value",
    Severity.ERROR,
    """A value is of the kind that its field takes.

A list cannot stand where one text is meant, nor a text where fields are. The finding says what must stand
there and shows how it is written.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design: {owner: lin_wei, duration: [10d, 12d]}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design: {owner: lin_wei, duration: 10d}
```

Options: none.
""",
)

UNKNOWN_WORD: Final = Rule(
    "ECS104",
    "unknown-word",
    Severity.ERROR,
    """A field with a fixed choice of words has one of them.

Checks and plans depend on these words, so the list is closed; most lists have `other`. The finding shows
the words and what they mean.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
risks:
  stock_out: {likelihood: often, impact: major, owner: lin_wei}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
risks:
  stock_out: {likelihood: likely, impact: major, owner: lin_wei}
```

Options: none.
""",
)

YES_OR_NO: Final = Rule(
    "ECS105",
    "yes-or-no",
    Severity.ERROR,
    """True and false are written `true` and `false`.

In this language `yes`, `no`, `on`, `off`, 是 and 否 are texts. Some programs that read YAML take
them for true and false and others do not, so the same file would mean two things.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
budgets:
  contingency: {limit: 50000, reserve: yes}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
budgets:
  contingency: {limit: 50000, reserve: true}
```

Options: none.
""",
)

MISREAD_NUMBER: Final = Rule(
    "ECS106",
    "misread-number",
    Severity.ERROR,
    """A whole number is written with digits alone.

`010` is eight to some programs and ten to others; `1_000` and `1,000` are a number to some and a text to
others. They are read as text here, and the finding names the number that was most likely meant.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
promotions:
  flash_half: {offer: 5折, limits: {units: 1_000}}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
promotions:
  flash_half: {offer: 5折, limits: {units: 1000}}
```

Options: none.
""",
)

SINGLE_FOR_LIST: Final = Rule(
    "ECS109",
    "single-instead-of-list",
    Severity.ERROR,
    """A field that takes several things with fields of their own has a list, even of one.

Square brackets or one dash a line make a list. A field that takes several ids or texts may also have one alone.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
goals:
  revenue: {name: One million, owner: lin_wei, breakdown: {split: quarter, shares: {2026-Q1: 40%, 2026-Q2: 60%}}}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
goals:
  revenue: {name: One million, owner: lin_wei, breakdown: [{split: quarter, shares: {2026-Q1: 40%, 2026-Q2: 60%}}]}
```

Options: none.
""",
)

EMPTY_VALUE: Final = Rule(
    "ECS112",
    "empty-value",
    Severity.ERROR,
    """What is named has a value.

A name with nothing after its colon is most often a line that was not finished, or whose fields are not
indented. An empty section is fine: it has no entries.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design:
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design: {owner: lin_wei, duration: 10d}
milestones:
```

Options: none.
""",
)

OUT_OF_RANGE: Final = Rule(
    "ECS113",
    "number-out-of-range",
    Severity.ERROR,
    """A whole number lies in the range its field allows.

A year has no thirteenth month, and nothing can be sold fewer than zero times.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei, fiscal_year_start: 13}
people:
  lin_wei: {name: 林薇}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei, fiscal_year_start: 7}
people:
  lin_wei: {name: 林薇}
```

Options: none.
""",
)
