"""The manual of the rules about what YAML allows and the strategy language does not."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

ERROR = Severity.ERROR

TAG = Rule(
    "ECS040",
    "tag",
    ERROR,
    """Values carry no tags.

A word that starts with `!` tells YAML to build an object of a program; a strategy has texts, numbers, lists
and maps. It is read as if the tag were not there. A text that starts with `!` stands in quotation marks.

Fails:
```yaml
tasks:
  shop_design: !!python/object:os.system {duration: 10d}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d, name: "!important"}
```
""",
)
MERGE_KEY = Rule(
    "ECS041",
    "merge-key",
    ERROR,
    """Every field is written where it belongs; `<<` is not part of the language.

A merge key hides which value counts. Repeat a value with `&name` and `*name`, or write the fields out.

Fails:
```yaml
tasks:
  shop_design: &base {duration: 10d}
  list_products:
    <<: *base
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
  list_products: {duration: 10d}
```
""",
)
KEY_NOT_TEXT = Rule(
    "ECS042",
    "key-not-text",
    ERROR,
    """What stands before a colon is a name.

A list, a map or nothing cannot be one. `{young}: 5` is a map as a name, and a line that starts with a colon has
none. The entry is left out.

Fails:
```yaml
tasks:
  {shop_design}: 5
```

Passes:
```yaml
tasks:
  shop_design: {duration: 5d}
```
""",
)
NUMBER_AS_ID = Rule(
    "ECS043",
    "number-as-id",
    ERROR,
    """An id starts with a letter.

`618:` and `2026-11-11:` are a number and a date; they could not be told from values in formulas and references.
The id is read with a `p` in front.

Fails:
```yaml
promotions:
  618: {offer: 5折}
```

Passes:
```yaml
promotions:
  p618: {offer: 5折}
```
""",
)
DUPLICATE_KEY = Rule(
    "ECS044",
    "duplicate-key",
    ERROR,
    """A name stands only once in the same place.

Most programs silently keep one of the two. Both places are shown; two maps are read as one, of other values
the second counts.

Fails:
```yaml
tasks:
  shop_design: {duration: 10d}
  shop_design: {duration: 15d}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
  list_products: {duration: 15d}
```
""",
)
UNKNOWN_ALIAS = Rule(
    "ECS045",
    "unknown-alias",
    ERROR,
    """A star at the start of a value repeats a value that was named before.

`*cost` repeats what is marked `&cost`. A text that starts with a star stands in quotation marks.

Fails:
```yaml
policies:
  cap: {check: *cost}
```

Passes:
```yaml
policies:
  cap: {check: "*cost"}
```
""",
)
RECURSIVE_ALIAS = Rule(
    "ECS046",
    "recursive-alias",
    ERROR,
    """No value repeats itself.

A repeat inside the very value it repeats would never end. It is left out.

Fails:
```yaml
tasks: &all
  shop_design: {after: *all}
```

Passes:
```yaml
tasks:
  shop_design: &first {duration: 10d}
  list_products: *first
```
""",
)
TOO_MANY_REPEATS = Rule(
    "ECS047",
    "too-many-repeats",
    ERROR,
    """All repeats of a file add up to at most 100,000 values.

Repeats of repeats double with every level: twenty short lines make a million values. They are left out beyond
the limit.
""",
)
SEVERAL_DOCUMENTS = Rule(
    "ECS048",
    "several-documents",
    ERROR,
    """A file is one document.

A line `---` in the middle starts a second one, which most programs never read. It is read as one file; delete the
line or split the file.

Fails:
```yaml
tasks: {}
---
people: {}
```

Passes:
```yaml
---
tasks: {}
people: {}
```
""",
)
NOT_SECTIONS = Rule(
    "ECS049",
    "not-sections",
    ERROR,
    """A file consists of sections.

Each starts with its name and a colon. A file that is one list or one text holds nothing that could be planned.

Fails:
```yaml
- shop_design
- list_products
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
```
""",
)
NOT_A_NUMBER = Rule(
    "ECS050",
    "not-a-number",
    ERROR,
    """Numbers are finite.

`.nan` and `.inf` stand for "no number" and "infinite"; no budget or date follows from them.

Fails:
```yaml
budgets:
  marketing: {limit: .inf}
```

Passes:
```yaml
budgets:
  marketing: {limit: 500000}
```
""",
)
NUMBER_TOO_LONG = Rule(
    "ECS051",
    "number-too-long",
    ERROR,
    """A number has at most 34 digits.

That is as far as amounts are computed exactly. Longer ones are codes, and those stand in quotation marks.

Fails:
```yaml
budgets:
  marketing: {limit: 123456789012345678901234567890123456789}
```

Passes:
```yaml
budgets:
  marketing: {limit: 500000, reference: "123456789012345678901234567890123456789"}
```
""",
)

LANGUAGE_RULES: tuple[Rule, ...] = (
    TAG,
    MERGE_KEY,
    KEY_NOT_TEXT,
    NUMBER_AS_ID,
    DUPLICATE_KEY,
    UNKNOWN_ALIAS,
    RECURSIVE_ALIAS,
    TOO_MANY_REPEATS,
    SEVERAL_DOCUMENTS,
    NOT_SECTIONS,
    NOT_A_NUMBER,
    NUMBER_TOO_LONG,
)
