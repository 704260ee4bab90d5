"""The rules about sections, ids and names of fields, codes ECS101, 102, 107, 108, 110, 114 to 116, with manuals."""

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
