"""The manual of the rules about comments that set findings aside."""

from __future__ import annotations

from ecsc.diagnostics import Rule, Severity

UNUSED_IGNORE = Rule(
    "ECS070",
    "unused-ignore",
    Severity.WARNING,
    """A comment that sets a finding aside has a finding to set aside.

Where the finding is gone, the comment would hide the next one of its kind at the same place. A comment on a line is
for what is found on that line, or at the key on that line; one on a line of its own for the next line that says
something; `ignore-file` for the whole file. What only comes with an option (`--as-of`, `--scenario`) is not there
without it: give the day as `strategy.as_of`.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lin}  # ecsc: ignore[owner-missing] hired in March
```

Passes:

```yaml
tasks:
  shop: {name: Shop, duration: 10d}  # ecsc: ignore[owner-missing] hired in March
```
""",
)
MALFORMED_IGNORE = Rule(
    "ECS071",
    "malformed-ignore",
    Severity.WARNING,
    """A comment that sets findings aside names the rules it is about, in brackets.

A comment without rules would hide whatever is found there, today and later; so it sets nothing aside. Several rules
are parted by commas; what stands behind the bracket is the reason. `ignore-file` has a line of its own.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d}  # ecsc: ignore hired in March
```

Passes:

```yaml
tasks:
  # ecsc: ignore[owner-missing, ECS634] hired in March
  shop: {name: Shop, duration: 10d}
```
""",
)
IGNORE_OF_UNKNOWN_RULE = Rule(
    "ECS072",
    "ignore-of-unknown-rule",
    Severity.WARNING,
    """A comment that sets findings aside names rules that there are, each by its code or its name.

A misspelt rule sets nothing aside. A comment names rules one by one; for a whole band (`ECS6`) there are `ignore` and
`per-path` in the settings.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d}  # ecsc: ignore[owner-mising] hired in March
```

Passes:

```yaml
tasks:
  shop: {name: Shop, duration: 10d}  # ecsc: ignore[owner-missing] hired in March
```
""",
)
NOT_IGNORABLE = Rule(
    "ECS073",
    "not-ignorable",
    Severity.WARNING,
    """What a comment sets aside is about the plan, not about whether it could be read.

An error of reading, of shape or of references (`ECS0xx`, `ECS1xx`, `ECS2xx`) says that something that is written is not
in the plan, or leads nowhere. Such an error stays whatever comments, settings, waivers and baselines say. Warnings and
infos of these rules can be set aside like all others.

Fails:

```yaml
tasks:
  shop: {name: Shop, duration: 10d, owner: lynn}  # ecsc: ignore[unknown-id] she starts in March
```

Passes:

```yaml
tasks:
  shop: {name: Shop, duration: 10d}  # ecsc: ignore[owner-missing] she starts in March
```
""",
)

COMMENT_RULES: tuple[Rule, ...] = (UNUSED_IGNORE, MALFORMED_IGNORE, IGNORE_OF_UNKNOWN_RULE, NOT_IGNORABLE)
