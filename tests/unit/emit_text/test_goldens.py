"""The text outputs of the apparel brand, byte by byte."""

from __future__ import annotations

import pytest

from tests.unit.emit_text.write_goldens import GOLDEN, rendered

RENDERED = dict(rendered())


@pytest.mark.parametrize("name", RENDERED)
def test_golden(name: str) -> None:
    assert RENDERED[name].decode() == (GOLDEN / name).read_bytes().decode()


def test_no_golden_is_an_orphan() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(RENDERED)


def test_twice_the_same_bytes() -> None:
    assert dict(rendered()) == RENDERED
