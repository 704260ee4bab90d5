"""What the guide to the layout shows is what `ecsc fmt` does."""

from __future__ import annotations

import re
from pathlib import Path

from ecsc.canonical import formed

GUIDE = Path(__file__).parent.parent / "docs" / "layout.md"


def test_the_first_block_becomes_the_second() -> None:
    before, after = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert formed("x.yaml", before.encode()).content.decode() == after
    assert formed("x.yaml", after.encode()).content.decode() == after
