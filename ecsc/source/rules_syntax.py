"""The manual of the rules about lines that YAML cannot read, or reads otherwise than they were meant."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

ERROR = Severity.ERROR

QUOTE_IT = Rule(
    "ECS020",
    "quote-it",
    ERROR,
    """A value that starts with a character of YAML's own stands in quotation marks.

`> | @ % * & !` and a backtick at the start of a value mean something else to YAML; so does a quotation mark
that closes before the value ends, or a second colon. The value is read as if it stood in quotation marks,
and everything else is still checked.

Fails:
```yaml
milestones:
  first_wave_roi:
    criterion: >= 1.5
    note: call: today
```

Passes:
```yaml
milestones:
  first_wave_roi:
    criterion: ">= 1.5"
    note: "call: today"
```
""",
)
SPACE_AFTER_COLON = Rule(
    "ECS021",
    "space-after-colon",
    ERROR,
    """A space follows the colon between a name and its value.

Without it YAML takes name and value together for one text. The line is read as if the space were there; times
(`12:30`) and web addresses are no names and stay text.

Fails:
```yaml
channels:
  taobao: {share:60%, kind: marketplace}
```

Passes:
```yaml
channels:
  taobao: {share: 60%, kind: marketplace}
```
""",
)
COMMA_IN_BRACES = Rule(
    "ECS022",
    "comma-in-braces",
    ERROR,
    """A text with a comma inside braces or brackets stands in quotation marks.

Inside `{ }` and `[ ]` the comma parts one entry from the next: `{limit: 1,000}` gives a limit of 1 and a
nameless 000. The value is read as it was meant as far as that is certain.

Fails:
```yaml
budgets:
  marketing: {limit: 1,000}
```

Passes:
```yaml
budgets:
  marketing: {limit: 1000, name: "Marketing, all channels"}
```
""",
)
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
UNCLOSED_QUOTE = Rule(
    "ECS024",
    "unclosed-quote",
    ERROR,
    """Every quotation mark that opens a text is closed.

An open one swallows the lines below it up to the next quotation mark. It is read as closed at the end of its
line.

Fails:
```yaml
tasks:
  shop_design:
    name: "Shop design
    duration: 10d
```

Passes:
```yaml
tasks:
  shop_design:
    name: "Shop design"
    duration: 10d
```
""",
)
UNCLOSED_BRACKET = Rule(
    "ECS025",
    "unclosed-bracket",
    ERROR,
    """Every bracket that opens a list or map is closed.

An open one swallows the lines below it. It is read as closed where the next name begins.

Fails:
```yaml
tasks:
  shop_design: {duration: 10d
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
EXTRA_BRACKET = Rule(
    "ECS026",
    "extra-bracket",
    ERROR,
    """Every closing bracket has an opening one, and every comma a value.

What stands too much is read as a blank.

Fails:
```yaml
tasks:
  shop_design: {duration: 10d}}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
```
""",
)
MISSING_COLON = Rule(
    "ECS027",
    "missing-colon",
    ERROR,
    """A name and its value are parted by a colon.

A line without one is no name with a value. With `=` it is read as a colon; else the line is left out.

Fails:
```yaml
tasks:
  shop_design:
    duration: 10d
    owner lin_wei
```

Passes:
```yaml
tasks:
  shop_design:
    duration: 10d
    owner: lin_wei
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
BAD_ESCAPE = Rule(
    "ECS029",
    "bad-escape",
    ERROR,
    r"""A backslash in double quotation marks is doubled.

There it starts an escape like `\n`; `\q` is none, and half of a character (`\ud800`) is no text.

Fails:
```yaml
tasks:
  shop_design: {name: "shop\design"}
```

Passes:
```yaml
tasks:
  shop_design: {name: 'shop\design'}
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

SYNTAX_RULES: tuple[Rule, ...] = (
    QUOTE_IT,
    SPACE_AFTER_COLON,
    COMMA_IN_BRACES,
    WRONG_INDENT,
    UNCLOSED_QUOTE,
    UNCLOSED_BRACKET,
    EXTRA_BRACKET,
    MISSING_COLON,
    LIST_ON_LINE,
    BAD_ESCAPE,
    SYNTAX,
    TOO_DEEP,
    BLOCK_TEXT,
)
