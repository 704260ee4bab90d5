"""Where no safe fix is offered: words that are no slips, keys that are there already, texts with a full-width `＃`."""

# ruff: noqa: E501 - a case is what stands on one line
from __future__ import annotations

from collections.abc import Callable

import pytest

from ecsc.diagnostics import Finding
from ecsc.fixing import Mended
from ecsc.messages import words
from tests.unit.fixing.conftest import HEAD, check

SALE = "promotions:\n  p: {offer: 8折, window: 2026-06-01..2026-06-18, %s}\n"
COMMENT = "if a comment begins at `＃`, write the `#` of the keyboard, with a blank before and behind it"

CASES = {
    "article number": (
        "ECS101", "products:\n  面膜: {name: 面膜, sku: 015}\n",
        "an article number or code of your own goes under `x-sku`, in quotation marks",
    ),
    "key beside the one meant": (
        "ECS101", "tasks:\n  a: {owner: lin_wei, ownr: lin_wei}\n",
        "`ownr` means `owner`, which is there already: keep one of the two",
    ),
    "other name beside the one meant": (
        "ECS101", SALE % "discount: 15%",
        "`discount` means `offer`, which is there already: keep one of the two",
    ),
    "section beside the one meant": (
        "ECS110", "teams:\n  a: {members: [lin_wei]}\nteam:\n  b: {members: [lin_wei]}\n",
        "`team` means `teams`, which is there already: keep one of the two",
    ),
    "goods that nobody knows": (
        "ECS101", SALE % "products: all",
        "did you mean applies_to? One product is `products.a`, several are `applies_to: \"[products.a, products.b]\"`",
    ),
    "no goods": (
        "ECS101", SALE % "products: []",
        "did you mean applies_to? One product is `products.a`, several are `applies_to: \"[products.a, products.b]\"`",
    ),
    "far-off section": ("ECS110", "notes:\n  a: {name: A}\n", ""),
    "comment behind a date": ("ECS150", "tasks:\n  a:\n    owner: lin_wei\n    due: 2026-06-30 ＃截止日\n", COMMENT),
    "comment behind an id": ("ECS201", "tasks:\n  a:\n    owner: lin_wei ＃负责\n", COMMENT),
    "comment behind a word": ("ECS104", "channels:\n  a:\n    kind: marketplace ＃ 平台\n", COMMENT),
}  # fmt: skip


def found(code: str, body: str) -> Finding:
    """Return the only finding with this code."""
    (one,) = [each for each in check({"demo/s.yaml": (HEAD + body).encode()}) if each.rule.code == code]
    return one


@pytest.mark.parametrize("name", CASES)
def test_no_fix_and_a_hint(name: str) -> None:
    code, body, hint = CASES[name]
    finding = found(code, body)
    assert finding.fixes == ()
    assert finding.meant is None
    if hint:
        assert words("en")(finding.hint, **finding.params) == hint
    else:
        assert "did you mean" not in finding.hint


@pytest.mark.parametrize(
    "body",
    [
        "products:\n  a: {colour: red}\n",
        "products:\n  a: {stokc: 015}\n",
        "people:\n  b: {rule: chief}\n",
        "pricing: {brand: own}\n",
        "tactics:\n  a: {state: x}\n",
    ],
)
def test_words_with_a_meaning_and_codes_are_no_sure_slips(body: str) -> None:
    assert not any(fix.safe for fix in found("ECS101", body).fixes)


def test_the_fix_writes_the_field_that_the_hint_names() -> None:
    finding = found("ECS101", "tasks:\n  a: {owner: lin_wei, days: 3d}\n")
    assert [fix.text for fix in finding.fixes] == finding.params["candidates"] == ["duration"]


def test_a_full_width_mark_within_a_text_is_text(mended: Callable[..., Mended]) -> None:
    raw = (
        HEAD
        + "teams:\n  a: {name: 主推 ＃1 单品, members: [lin_wei]}\n  b:\n    name: 主推 ＃ 单品\n    members: [lin_wei]\n"
    ).encode()
    assert mended(raw).changed == ()
