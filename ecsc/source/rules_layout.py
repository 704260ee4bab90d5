"""The manual of the rules about lines that stand in the wrong place, or that nothing else explains."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

ERROR = Severity.ERROR

WRONG_INDENT = Rule(
    "ECS023",
    "wrong-indent",
    ERROR,
    """Names that belong together start in the same column.

The indentation says what belongs to what. A line one space off belongs to nothing; it is read as if it stood
under its neighbours, but check that this is what you meant.

Fails:
```yaml
tasks:
   shop_design: {duration: 10d}
  list_products: {duration: 15d}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
  list_products: {duration: 15d}
```
""",
)

LIST_ON_LINE = Rule(
    "ECS028",
    "list-on-line",
    ERROR,
    """A list with dashes starts on the line below its name.

Either each item has a line of its own, with a dash and a space, or all stand in `[ ]` behind the name.

Fails:
```yaml
tasks:
  shop_design:
    checklist: - Colours approved
```

Passes:
```yaml
tasks:
  shop_design:
    checklist:
      - Colours approved
```
""",
)

SYNTAX = Rule(
    "ECS030",
    "syntax",
    ERROR,
    """A file is YAML from its first line to its last.

This rule speaks where none of the others recognises the trap. The line is left out, and names that seem
unknown or unused are not reported while part of a file cannot be read.

Fails:
```yaml
tasks: {}
"people" of: {}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
```
""",
)

TOO_DEEP = Rule(
    "ECS031",
    "too-deep",
    ERROR,
    """Lists and maps nest at most 100 levels deep.

A strategy needs five or six. Hundreds of levels are brackets that are never closed, or an attack; reading
stops there. It looks like a hundred `[` in a row.
""",
)

BLOCK_TEXT = Rule(
    "ECS032",
    "block-text",
    ERROR,
    """A long text starts on the line below its `|` or `>`.

Words on the same line are not part of it. They are left out until they move down.

Fails:
```yaml
tasks:
  shop_design:
    note: | First line
      second line
```

Passes:
```yaml
tasks:
  shop_design:
    note: |
      First line
      second line
```
""",
)

LAYOUT_RULES: tuple[Rule, ...] = (
    WRONG_INDENT,
    LIST_ON_LINE,
    SYNTAX,
    TOO_DEEP,
    BLOCK_TEXT,
)
