"""The manual of the rules about marks that YAML cannot read, or reads otherwise than they were meant."""

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
nameless 000, `[sew 1,500 shirts]` two items. The value is read as it was meant as far as that is certain.

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

SYNTAX_RULES: tuple[Rule, ...] = (
    QUOTE_IT,
    SPACE_AFTER_COLON,
    COMMA_IN_BRACES,
    UNCLOSED_QUOTE,
    UNCLOSED_BRACKET,
    EXTRA_BRACKET,
    MISSING_COLON,
    BAD_ESCAPE,
)
