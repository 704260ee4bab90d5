"""Manuals paragraph by paragraph: prose in other words, code as it is."""

from __future__ import annotations

from ecsc.messages.prose import Block, blocks, retold

MANUAL = """It is so.

Because it
is so.

- one
- two
  more

Fails:

```yaml
a: 1

b: 2
```

Options: none."""


def test_blocks() -> None:
    assert list(blocks(MANUAL)) == [
        Block("It is so."),
        Block("Because it is so."),
        Block("one", "- "),
        Block("two more", "- "),
        Block("Fails:"),
        Block("```yaml\na: 1\n\nb: 2\n```", code=True),
        Block("Options: none."),
    ]


def test_what_is_retold_keeps_its_code_and_its_lists() -> None:
    told = retold(MANUAL, str.upper)
    assert "IT IS SO.\n\nBECAUSE IT IS SO.\n\n- ONE\n- TWO MORE\n\nFAILS:" in told
    assert "```yaml\na: 1\n\nb: 2\n```\n\nOPTIONS: NONE." in told
    assert retold("", str.upper) == ""
