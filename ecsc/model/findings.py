"""What the model can find wrong while it reads: values that make no quantity, ids that clash."""

from __future__ import annotations

from collections.abc import Sequence

from ecsc.diagnostics import At, Finding, Related, Rule, Severity, Span
from ecsc.diagnostics.finding import Meant
from ecsc.quantity import QuantityError
from ecsc.quantity.values import SpellingError
from ecsc.source.oddities.odd_text import WIDE_COMMENT, has_wide_comment

BAD_VALUE = Rule(
    "ECS150",
    "bad-value",
    Severity.ERROR,
    """A quantity, date or link must be one that can be read exactly.

A value such as `10 weeks maybe` or `2026-02-30` cannot be computed with. ecsc never guesses: a date that
does not exist is not moved to another day, and a bare number in a percent field is not taken for a share.

Fails:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
tasks:
  shop: {name: Shop, duration: some days}
```

Passes:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
tasks:
  shop: {name: Shop, duration: 10d}
```
""",
)

DEFINED_TWICE = Rule(
    "ECS210",
    "defined-twice",
    Severity.ERROR,
    """An id is defined once among all the sections a reference may name.

Tasks, milestones and phases share one space of ids; so do people and teams, and goals, objectives and
targets. If two things had one id, a reference could mean either.

Fails:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
people:
  lin: {name: Lin Wei}
teams:
  lin: {name: Team Lin}
```

Passes:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
people:
  lin: {name: Lin Wei, team: design}
teams:
  design: {name: Design}
```
""",
)

SET_TWICE = Rule(
    "ECS211",
    "set-twice",
    Severity.ERROR,
    """The header and the list of tables may be spread over files, but each key is set in one of them.

Two files that both set `strategy.currency` would leave it to the order of file names which one counts.
""",
)

RESERVED_ID = Rule(
    "ECS212",
    "reserved-id",
    Severity.ERROR,
    """A word of the language is not an id.

`all`, `none`, `and`, `or`, `not`, `in`, `if`, `else`, `for`, `where`, `between`, `from`, `start` and
`finish` mean something in formulas and in `after:`, so nothing can be called that.

Fails:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
channels:
  all: {kind: marketplace}
```

Passes:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
channels:
  all_shops: {kind: marketplace}
```
""",
)

BAD_COLUMN = Rule(
    "ECS160",
    "bad-column",
    Severity.ERROR,
    """The columns of a table are fields of its section, by name or by a known alias, and one is the id.

A column nobody reads would be a price that is never checked. Columns of your own start with `x-`. Actuals and past
prices need no ids: a row is told by its metric, period and channel, or by its product, day and channel.
""",
)

BAD_CELL = Rule(
    "ECS161",
    "bad-cell",
    Severity.ERROR,
    """Each cell holds what its column is for: `true` or `false`, a whole number, an id.

Quantities in cells follow the same spellings as in YAML; an empty cell states nothing.
""",
)

ROW_TWICE = Rule(
    "ECS162",
    "row-twice",
    Severity.ERROR,
    """An id has one row, in one table.

Of two rows with the same id, only the first would count. Rows without ids are the same when they are about the same
metric, period and channel, or the same product, day and channel.
""",
)

NO_TABLE = Rule(
    "ECS163",
    "no-such-table",
    Severity.ERROR,
    """A table stands beside the strategy, inside its folder.

Paths are relative to the strategy's folder and written with `/`; `actuals/*.csv` names several files. No
path leaves the folder, so a strategy can be moved and checked anywhere.

Fails:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
tables: {products: no_such_file.csv}
```

Passes:

```yaml
ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
products:
  dress_01: {name: Dress, list_price: 199}
```
""",
)

SEVERAL_STRATEGIES = Rule(
    "ECS213",
    "several-strategies",
    Severity.ERROR,
    """A folder holds one strategy.

All YAML files of a folder are one strategy; when two of them say `strategy: {id: …}`, everything in them
would be mixed up. Each file can still be checked on its own: `ecsc check one.yaml`.
""",
)

NOT_A_POLICY_FILE = Rule(
    "ECS953",
    "not-a-policy-file",
    Severity.ERROR,
    """A file that `ecsc.toml` names under `policies` holds the section `policies:` and nothing else.

It is shared by several strategies, so it is no part of any of them: tasks or products in it would belong to
nobody, and a file without policies would check nothing while everybody believes that it does.

What a policy file looks like:

```yaml
policies:
  small_steps: {for_each: tasks, check: duration <= 20 days, message: Cut long tasks into steps.}
```
""",
)

RULES = (
    BAD_VALUE,
    BAD_COLUMN,
    BAD_CELL,
    ROW_TWICE,
    NO_TABLE,
    DEFINED_TWICE,
    SET_TWICE,
    RESERVED_ID,
    SEVERAL_STRATEGIES,
    NOT_A_POLICY_FILE,
)


def refused_value(at: At, error: QuantityError) -> Finding:
    """Return the finding for a value its reader refused, with the reader's reason."""
    written, right = str(error.params.get("text", "")), error.params.get("meant")
    meant = None
    if right is not None and error.hint == "write {meant}":
        meant = Meant(written, str(right), isinstance(error, SpellingError))
    if has_wide_comment(written):
        return Finding(BAD_VALUE, error.reason, at, params=error.params, hint=WIDE_COMMENT)
    return Finding(BAD_VALUE, error.reason, at, params=error.params, hint=error.hint, meant=meant)


def defined_twice(at: Span, identifier: str, section: str, first_section: str, first: Span | None) -> Finding:
    """Return the finding for an id that is already taken in its union."""
    same = section == first_section
    return Finding(
        DEFINED_TWICE,
        "`{id}` is defined twice in `{section}`"
        if same
        else "`{id}` is already the id of an entry in `{first_section}`",
        at,
        params={"id": identifier, "section": section, "first_section": first_section},
        hint="give one of the two another id",
        related=(Related(first, "first defined here"),) if first is not None else (),
    )


def set_twice(at: Span, key: str, first: Span) -> Finding:
    """Return the finding for a key of a singleton that two files set."""
    return Finding(
        SET_TWICE,
        "`{key}` is set in two files",
        at,
        params={"key": key},
        hint="keep it in one of the files",
        related=(Related(first, "first set here"),),
    )


def several_strategies(headers: Sequence[Span]) -> Finding:
    """Return the finding for a folder in which more than one file names a strategy."""
    return Finding(
        SEVERAL_STRATEGIES,
        "this folder holds {count} strategies",
        headers[1],
        params={"count": len(headers)},
        hint="give each strategy a folder of its own, or check one file at a time",
        related=tuple(Related(span, "another one") for span in (headers[0], *headers[2:])),
    )


def not_a_policy(at: Span, keys: Sequence[str], *, meant: bool = False) -> Finding:
    """Return the finding for a policy file with other top `keys`; `meant` where the first is a slip of `policies`."""
    return Finding(
        NOT_A_POLICY_FILE,
        "a policy file holds `policies:` only, and this one has {keys}",
        at,
        params={"keys": [f"`{key}`" for key in keys[:5]]},
        hint="did you mean `policies`?"
        if meant
        else "move that into a strategy, or take the file out of `policies` in ecsc.toml",
    )


def no_policies(at: Span, file: str) -> Finding:
    """Return the finding for a policy file without policies."""
    return Finding(
        NOT_A_POLICY_FILE,
        "there is no policy in {file}",
        at,
        params={"file": file},
        hint="write `policies:` and the policies under it, or take the file out of `policies` in ecsc.toml",
    )


def reserved_id(at: Span, identifier: str) -> Finding:
    """Return the finding for an id that is a word of the language."""
    return Finding(
        RESERVED_ID,
        "`{id}` is a word of the language and cannot be an id",
        at,
        params={"id": identifier},
        hint="choose another id, for example `{id}_1`",
    )
