"""The manual of the rules about files, encodings and look-alike characters."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNREADABLE_FILE = Rule(
    "ECS001",
    "unreadable-file",
    ERROR,
    """Every file of a strategy can be opened.

A file that cannot be read may hold tasks and budgets that the plan then lacks. It looks like a file
without read permission, a broken link, or a file that another program has locked.
""",
)
EMPTY_FILE = Rule(
    "ECS002",
    "empty-file",
    WARNING,
    """A file of a strategy holds at least one section.

An empty file is mostly one that was never saved. A file of comments alone counts as empty.

Fails:
```yaml
# nothing here yet
```

Passes:
```yaml
tasks: {}
```
""",
)
FOLDER_WITHOUT_STRATEGY = Rule(
    "ECS003",
    "folder-without-strategy",
    ERROR,
    """A folder that is checked holds a strategy.

A folder is a strategy when one of its .yaml files has the header `strategy:`. Without it there is nothing
to check, and a green result would say nothing.
""",
)
DIRECTORY_NAMED_YAML = Rule(
    "ECS004",
    "directory-named-yaml",
    WARNING,
    """A name that ends in .yaml or .yml belongs to a file.

A folder called `tasks.yaml` is passed over by most programs, so what lies in it is easily missed.
""",
)
SYMLINK_LOOP = Rule(
    "ECS005",
    "symlink-loop",
    ERROR,
    """No link leads back to itself.

A link that points to a folder above it would make the strategy endless; it is not followed.
""",
)
OTHER_FORMAT = Rule(
    "ECS006",
    "other-format",
    ERROR,
    """A file contains what its name says.

A web page saved as .yaml is often a login page instead of the download; an Excel workbook renamed to .csv
stays a workbook. The file is not read any further. Export it as UTF-8 text.
""",
)
NOT_UTF8 = Rule(
    "ECS007",
    "not-utf8",
    ERROR,
    """Files are saved as UTF-8.

These bytes are neither UTF-8 nor GBK, so some letters are lost. It looks like a file that was cut off, or
that was saved in an old encoding.
""",
)
LOOKS_LIKE_GBK = Rule(
    "ECS008",
    "looks-like-gbk",
    WARNING,
    """Chinese files are saved as UTF-8, not as GBK.

Excel and older Chinese editors save as GBK (GB18030). The file is read as such, but other programs and
other computers will show wrong characters. Save it with the encoding UTF-8.
""",
)
UTF16 = Rule(
    "ECS009",
    "utf-16",
    WARNING,
    """Files are saved as UTF-8, not as UTF-16.

Some editors call UTF-16 just "Unicode". The file is read, but git shows no differences for it. Save it with
the encoding UTF-8.
""",
)
CONTROL_CHARACTER = Rule(
    "ECS010",
    "control-character",
    ERROR,
    """A file contains only text.

Control characters and zero bytes come from damaged files and from copying out of other programs. YAML
forbids them, and they would end up in the plan: delete them.
""",
)
INVISIBLE_CHARACTER = Rule(
    "ECS011",
    "invisible-character",
    WARNING,
    """Text has no characters that cannot be seen.

Zero-width and text-direction characters come along when text is copied from web pages and chats. Two names
that look the same then differ. They are read as if they were not there.
""",
)
FULL_WIDTH_PUNCTUATION = Rule(
    "ECS012",
    "full-width-punctuation",
    ERROR,
    """Colons, commas, dashes and brackets are those of the keyboard.

With a Chinese input method `：` `，` `－` `｛` look like `:` `,` `-` `{`, but YAML takes them for letters, and
a whole line silently becomes a text. They are read as the ASCII character meant.
Inside a text they are fine.

Fails:
```yaml
tasks:
  shop_design:
    name：Shop design
    duration: 10d
```

Passes:
```yaml
tasks:
  shop_design:
    name: 店铺设计：首页
    duration: 10d
```
""",
)
CURLY_QUOTES = Rule(
    "ECS013",
    "curly-quotes",
    WARNING,
    """Texts stand in straight quotation marks or in none.

The marks “ ” and 「 」 are letters to YAML: they become part of the text, and two names differ by them. A value
that stands wholly inside them is read without them.

Fails:
```yaml
tasks:
  shop_design: {name: “Shop design”}
```

Passes:
```yaml
tasks:
  shop_design: {name: "Shop design"}
```
""",
)
WIDE_SPACE = Rule(
    "ECS014",
    "wide-space",
    ERROR,
    """Lines are indented with ordinary spaces.

The wide space of Chinese input methods (U+3000) and the non-breaking space of web pages look like spaces, but
YAML takes them for letters: the names of a whole section can end up a level too high. They are read as
spaces.

Fails:
```yaml
tasks:
　　shop_design: {duration: 10d}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
```
""",
)
TAB_INDENT = Rule(
    "ECS015",
    "tab-indent",
    ERROR,
    """Lines are indented with spaces, not with tabs.

Editors show a tab as two, four or eight columns, so YAML forbids it where the indentation carries the meaning.
Each tab is read as two spaces.

Fails:
```yaml
tasks:
\tshop_design: {duration: 10d}
```

Passes:
```yaml
tasks:
  shop_design: {duration: 10d}
```
""",
)
FULL_WIDTH_NUMBER = Rule(
    "ECS016",
    "full-width-number",
    INFO,
    """Numbers are written with the digits of the keyboard.

`１２` and `50％` are read as 12 and 50%. Other programs that read the file may take them for text.

Fails:
```yaml
goals:
  revenue: {target: ５０００００}
```

Passes:
```yaml
goals:
  revenue: {target: 500000}
```
""",
)

BYTES_RULES: tuple[Rule, ...] = (
    UNREADABLE_FILE, EMPTY_FILE, FOLDER_WITHOUT_STRATEGY, DIRECTORY_NAMED_YAML, SYMLINK_LOOP, OTHER_FORMAT,
    NOT_UTF8, LOOKS_LIKE_GBK, UTF16, CONTROL_CHARACTER, INVISIBLE_CHARACTER, FULL_WIDTH_PUNCTUATION, CURLY_QUOTES,
    WIDE_SPACE, TAB_INDENT, FULL_WIDTH_NUMBER,
)  # fmt: skip
