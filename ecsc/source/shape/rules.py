"""The rules about the shape of a file, codes ECS101 to ECS116, each with its manual."""

from __future__ import annotations

from typing import Final

from ecsc.diagnostics import Rule, Severity

UNKNOWN_KEY: Final = Rule(
    "ECS101",
    "unknown-field",
    Severity.ERROR,
    """Every field is one that the language knows.

A misspelt field would be left out without a word, and the plan would be wrong in silence. Notes of your own
are free under `meta` and under names that start with `x-`.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design: {ownr: lin_wei, duration: 10d}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design: {owner: lin_wei, duration: 10d, x-ticket: SHOP-12}
```

Options: none.
""",
)

MISSING_KEY: Final = Rule(
    "ECS102",
    "missing-field",
    Severity.ERROR,
    """An entry has the fields without which it means nothing.

They are few: a promotion needs its offer, a target its metric and period, a strategy its id, name, period
and currency. Everything else may come later, and the checks say what they cannot decide without it.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
promotions:
  flash_half: {window: 2026-05-20T10:00..2026-05-20T12:00}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
promotions:
  flash_half: {offer: 5折, window: 2026-05-20T10:00..2026-05-20T12:00}
```

Options: none.
""",
)

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

BAD_ID: Final = Rule(
    "ECS107",
    "bad-id",
    Severity.ERROR,
    """An id starts with a letter and has letters, digits and `_` only.

Ids stand in formulas and in dotted paths: with a hyphen `a-b` would be a subtraction, with a blank it
would be two words. Letters of any script will do: `店铺设计` is as good as `shop_design`.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop-design: {owner: lin_wei, duration: 10d}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design: {name: Shop-design, owner: lin_wei, duration: 10d}
```

Options: none.
""",
)

LIST_FOR_IDS: Final = Rule(
    "ECS108",
    "list-instead-of-ids",
    Severity.ERROR,
    """The entries of a section stand each under an id of its own.

Other entries refer to them by that id, and a comparison of two versions recognises them by it. With dashes
they would have no name, only a place.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  - name: Shop design
    owner: lin_wei
    duration: 10d
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design:
    name: Shop design
    owner: lin_wei
    duration: 10d
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

UNKNOWN_SECTION: Final = Rule(
    "ECS110",
    "unknown-section",
    Severity.ERROR,
    """Every section is one that the language knows.

A misspelt section would be left out whole. Notes of your own are free under `meta` and under names that start
with `x-`.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
taks:
  shop_design: {owner: lin_wei, duration: 10d}
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

LANGUAGE_VERSION: Final = Rule(
    "ECS114",
    "language-version",
    Severity.ERROR,
    """The file is written in a version of the language that this ecsc reads.

`ecsc: 1` names the version of the language, not of your strategy. A later version may mean other things by
the same words, so a file that asks for one is not guessed at.

Fails:

```yaml
ecsc: 2
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
```

Options: none.
""",
)

FOREIGN_FILE: Final = Rule(
    "ECS115",
    "foreign-file",
    Severity.INFO,
    """A YAML file in the folder of a strategy belongs to it.

A file without any section of ours was most likely put there for another program. It is left out, and this
says so, in case it was meant.

Fails:

```yaml
jobs:
  build: {steps: [checkout]}
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
```

Options: none.
""",
)

NOT_INDENTED: Final = Rule(
    "ECS116",
    "not-indented",
    Severity.ERROR,
    """What belongs to an entry is indented under it.

Depth tells what belongs to what. At the same depth as its entry a field looks like one more entry, and the
entry itself has nothing.

Fails:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design:
  owner: lin_wei
  duration: 10d
```

Passes:

```yaml
ecsc: 1
strategy: {id: spring, name: Spring, period: 2026-H1, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: 林薇}
tasks:
  shop_design:
    owner: lin_wei
    duration: 10d
```

Options: none.
""",
)

RULES: Final = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNKNOWN_WORD,
    YES_OR_NO,
    MISREAD_NUMBER,
    BAD_ID,
    LIST_FOR_IDS,
    SINGLE_FOR_LIST,
    UNKNOWN_SECTION,
    EMPTY_VALUE,
    OUT_OF_RANGE,
    LANGUAGE_VERSION,
    FOREIGN_FILE,
    NOT_INDENTED,
)
"""The rules of this family, by code."""
