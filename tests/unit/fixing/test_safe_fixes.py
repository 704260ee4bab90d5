"""Every safe fix: what an author writes, what stands there after, and that the finding is gone for good."""

# ruff: noqa: E501 - a case is what stands on one line
from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from ecsc.fixing import Mended

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
people:
  lin_wei: {name: Lin Wei}
"""
Mend: TypeAlias = Callable[..., Mended]

SAFE = {
    # days
    "day of a milestone": ("ECS150", "milestones:\n  m: {due: 2026-6-1}\n", "milestones:\n  m: {due: 2026-06-01}\n"),
    "day of a milestone, last first": ("ECS150", "milestones:\n  m: {due: 31.05.2026}\n", "milestones:\n  m: {due: 2026-05-31}\n"),
    # misspelt words
    "key": ("ECS101", "tasks:\n  a: {nmae: A, owner: lin_wei}\n", "tasks:\n  a: {name: A, owner: lin_wei}\n"),
    "key of another name": ("ECS101", "tasks:\n  a: {Owner: lin_wei}\n", "tasks:\n  a: {owner: lin_wei}\n"),
    "section": ("ECS110", "taks:\n  a: {owner: lin_wei}\n", "tasks:\n  a: {owner: lin_wei}\n"),
    "word": ("ECS104", "channels:\n  a: {kind: marketplce}\n", "channels:\n  a: {kind: marketplace}\n"),
    "word in quotes": (
        "ECS104", "channels:\n  a: {kind: \"Marketplace\"}\n", "channels:\n  a: {kind: marketplace}\n",
    ),
    "id": ("ECS201", "tasks:\n  a: {owner: lin_wie}\n", "tasks:\n  a: {owner: lin_wei}\n"),
    "id in quotes": ("ECS201", "tasks:\n  a: {owner: 'lin_wie'}\n", "tasks:\n  a: {owner: 'lin_wei'}\n"),
    "id of a link": (
        "ECS201",
        "tasks:\n  design: {owner: lin_wei}\n  b: {owner: lin_wei, after: [desing + 2d]}\n",
        "tasks:\n  design: {owner: lin_wei}\n  b: {owner: lin_wei, after: [design + 2d]}\n",
    ),
    "standard metric": ("ECS204", "metrics:\n  a: {standard: gvm}\n", "metrics:\n  a: {standard: gmv}\n"),
    "name in a formula": (
        "ECS303",
        "metrics:\n  orders: {unit: orders}\n  a: {formula: \"orders / ordesr\"}\n",
        "metrics:\n  orders: {unit: orders}\n  a: {formula: \"orders / orders\"}\n",
    ),
    "function in a formula": (
        "ECS304",
        "tasks:\n  a: {owner: lin_wei, cost: 1}\nmetrics:\n  x: {formula: cuont(tasks.*)}\n",
        "tasks:\n  a: {owner: lin_wei, cost: 1}\nmetrics:\n  x: {formula: count(tasks.*)}\n",
    ),
    # full-width characters
    "colon": ("ECS012", "tasks:\n  a:\n    name：A：B\n    owner：lin_wei\n", "tasks:\n  a:\n    name: A：B\n    owner: lin_wei\n"),
    "colons and commas in braces": (
        "ECS012", "tasks:\n  a: {name：A，owner：lin_wei}\n", "tasks:\n  a: {name: A, owner: lin_wei}\n",
    ),
    "pairs before an ordinary one": (
        "ECS012", "tasks:\n  a: {name：“A，B：C”，cost：5，owner: lin_wei}\n", "tasks:\n  a: {name: \"A，B：C\", cost: 5, owner: lin_wei}\n",
    ),
    "braces": ("ECS012", "tasks:\n  a: ｛name：A，owner：lin_wei｝\n", "tasks:\n  a: {name: A, owner: lin_wei}\n"),
    "brackets": (
        "ECS012", "tasks:\n  a: {checklist: [x，y]}\n", "tasks:\n  a: {checklist: [x, y]}\n",
    ),
    "dash": (
        "ECS012", "tasks:\n  a:\n    checklist:\n      － x\n      － y\n", "tasks:\n  a:\n    checklist:\n      - x\n      - y\n",
    ),
    "hash behind braces": (
        "ECS012", "teams:\n  a: {members: [lin_wei]} ＃ who: all\n",
        "teams:\n  a: {members: [lin_wei]} # who: all\n",
    ),
    "hash behind braces over lines": (
        "ECS012", "teams:\n  a: {\n    name: A ＃1,\n    members: [lin_wei]\n  } ＃所有人\n",
        "teams:\n  a: {\n    name: A ＃1,\n    members: [lin_wei]\n  } # 所有人\n",
    ),
    "hash without a blank": (
        "ECS012", "teams:\n  a: {members: [lin_wei]}＃所有人\n", "teams:\n  a: {members: [lin_wei]} # 所有人\n",
    ),
    "hash behind a wide space": (
        "ECS012", "teams:\n  a: {members: [lin_wei]}\u3000＃所有人\n", "teams:\n  a: {members: [lin_wei]} # 所有人\n",
    ),
    "hash behind a bracket": (
        "ECS012", "teams:\n  a:\n    members: [lin_wei]  ＃ 所有人\n", "teams:\n  a:\n    members: [lin_wei]  # 所有人\n",
    ),
    "hash behind quotes": (
        "ECS012", "teams:\n  a:\n    name: \"A ＃1\" ＃ 一组\n", "teams:\n  a:\n    name: \"A ＃1\" # 一组\n",
    ),
    "goods by their id": (
        "ECS101",
        "products:\n  面膜: {list_price: 99}\npromotions:\n  p: {offer: 8折, window: 2026-06-01..2026-06-18, products: 面膜}\n",
        "products:\n  面膜: {list_price: 99}\npromotions:\n  p: {offer: 8折, window: 2026-06-01..2026-06-18, applies_to: products.面膜}\n",
    ),
    "several goods by their ids": (
        "ECS101",
        "products:\n  a: {list_price: 99}\n  b: {list_price: 99}\npromotions:\n  p:\n    offer: 8折\n    window: 2026-06-01..2026-06-18\n    products: [a, b]  # both\n",
        "products:\n  a: {list_price: 99}\n  b: {list_price: 99}\npromotions:\n  p:\n    offer: 8折\n    window: 2026-06-01..2026-06-18\n    applies_to: \"[products.a, products.b]\"  # both\n",
    ),
    "hash": ("ECS012", "＃ a note\ntasks: {}\n", "# a note\ntasks: {}\n"),
    "quotes": ("ECS013", "tasks:\n  a: {name: “A B”}\n", "tasks:\n  a: {name: \"A B\"}\n"),
    "quotes around a comma": ("ECS012", "tasks:\n  a: {name: “A, B”}\n", "tasks:\n  a: {name: \"A, B\"}\n"),
    "corner quotes": ("ECS013", "tasks:\n  a: {name: 「A」}\n", "tasks:\n  a: {name: \"A\"}\n"),
    "quotes of a key": ("ECS013", "tasks:\n  a: {“name”: A}\n", "tasks:\n  a: {name: A}\n"),
    "wide indent": ("ECS014", "tasks:\n　a: {owner: lin_wei}\n", "tasks:\n  a: {owner: lin_wei}\n"),
    "no-break spaces": (
        "ECS014", "tasks:\n\xa0\xa0a:\n\xa0\xa0\xa0\xa0owner:\xa0lin_wei\n", "tasks:\n  a:\n    owner: lin_wei\n",
    ),
    "tabs": ("ECS015", "tasks:\n\ta:\n\t\towner: lin_wei\n", "tasks:\n  a:\n    owner: lin_wei\n"),
    "invisible": ("ECS011", "tasks:\n  a: {owner: lin_\u200bwei}\n", "tasks:\n  a: {owner: lin_wei}\n"),
    "control": ("ECS010", "tasks:\n  a: {name: A\x07B}\n", "tasks:\n  a: {name: AB}\n"),
    "signs in a formula": (
        "ECS302",
        "products:\n  p: {list_price: 9}\npolicies:\n  x: {for_each: products, check: list_price ≥ 9, message: m}\n",
        "products:\n  p: {list_price: 9}\npolicies:\n  x: {for_each: products, check: list_price >= 9, message: m}\n",
    ),
    "signs of other languages": (
        "ECS301",
        "products:\n  p: {list_price: 9}\npolicies:\n  x:\n    for_each: products\n    check: list_price=9&&list_price<10\n    message: m\n",
        "products:\n  p: {list_price: 9}\npolicies:\n  x:\n    for_each: products\n    check: list_price==9 and list_price<10\n    message: m\n",
    ),
    # numbers
    "full-width digits": ("ECS016", "budgets:\n  a: {limit: １２}\n", "budgets:\n  a: {limit: 12}\n"),
    "full-width per cent": ("ECS016", "budgets:\n  a: {limit: 100, reserve: ５％}\n", "budgets:\n  a: {limit: 100, reserve: 5%}\n"),
    "leading zero": ("ECS150", "budgets:\n  a: {limit: 010}\n", "budgets:\n  a: {limit: 10}\n"),
    "leading zero of a length": ("ECS150", "tasks:\n  a: {duration: 010d}\n", "tasks:\n  a: {duration: 10d}\n"),
    "underscore": ("ECS150", "budgets:\n  a: {limit: 1_000.5}\n", "budgets:\n  a: {limit: 1000.5}\n"),
    "commas in braces": ("ECS022", "budgets:\n  a: {limit: 1,000}\n", "budgets:\n  a: {limit: \"1,000\"}\n"),
    "binary": ("ECS150", "budgets:\n  a: {limit: 0b11}\n", "budgets:\n  a: {limit: 3}\n"),
    "whole number": ("ECS106", "strategy: {simulation: {runs: 1_000}}\n", "strategy: {simulation: {runs: 1000}}\n"),
    "date": ("ECS150", "tasks:\n  a: {due: 31.05.2026}\n", "tasks:\n  a: {due: 2026-05-31}\n"),
    # what YAML takes for something else
    "operator": ("ECS020", "milestones:\n  m: {criterion: >= 1.5}\n", "milestones:\n  m: {criterion: \">= 1.5\"}\n"),
    "operator on its line": ("ECS020", "milestones:\n  m:\n    criterion: >= 1.5\n", "milestones:\n  m:\n    criterion: \">= 1.5\"\n"),
    "at": ("ECS020", "tasks:\n  a: {name: @y}\n", "tasks:\n  a: {name: \"@y\"}\n"),
    "per cent sign": ("ECS020", "tasks:\n  a:\n    name: %50 off  # sale\n", "tasks:\n  a:\n    name: \"%50 off\"  # sale\n"),
    "star": ("ECS020", "tasks:\n  a:\n    name: *.cost\n", "tasks:\n  a:\n    name: \"*.cost\"\n"),
    "star and word": ("ECS045", "tasks:\n  a: {name: *cost}\n", "tasks:\n  a: {name: \"*cost\"}\n"),
    "word in quotes first": (
        "ECS020", "tasks:\n  a:\n    name: \"dress\" in name\n", "tasks:\n  a:\n    name: '\"dress\" in name'\n",
    ),
    "second colon": ("ECS020", "tasks:\n  a:\n    name: call: today\n", "tasks:\n  a:\n    name: \"call: today\"\n"),
    "item with a colon": (
        "ECS103", "tasks:\n  a:\n    checklist:\n      - Colours: approved\n", "tasks:\n  a:\n    checklist:\n      - \"Colours: approved\"\n",
    ),
    "call in brackets": (
        "ECS022", "tasks:\n  a: {checklist: [max(a, b)]}\n", "tasks:\n  a: {checklist: [\"max(a, b)\"]}\n",
    ),
    "no blank in braces": ("ECS021", "budgets:\n  a: {limit:60万}\n", "budgets:\n  a: {limit: 60万}\n"),
    "no blank on lines": (
        "ECS021", "tasks:\n  a:\n    name:A\n    owner:lin_wei\n", "tasks:\n  a:\n    name: A\n    owner: lin_wei\n",
    ),
    "yes in English": ("ECS105", "budgets:\n  a: {limit: 1, reserve: yes}\n", "budgets:\n  a: {limit: 1, reserve: true}\n"),
    "yes": ("ECS105", "budgets:\n  a: {limit: 1, reserve: 是}\n", "budgets:\n  a: {limit: 1, reserve: true}\n"),
    "true as a text": ("ECS103", "tasks:\n  a: {name: true}\n", "tasks:\n  a: {name: \"true\"}\n"),
    "one for a list": (
        "ECS109", "funnels:\n  f: {steps: {step: A, users: 9}}\n", "funnels:\n  f: {steps: [{step: A, users: 9}]}\n",
    ),
    "one for a list, on lines": (
        "ECS109",
        "funnels:\n  f:\n    steps:\n      step: |\n        B\n\n        C\n      users: 9  # nine\n",
        "funnels:\n  f:\n    steps:\n      - step: |\n          B\n\n          C\n        users: 9  # nine\n",
    ),
    "list for one": ("ECS103", "tasks:\n  a: {owner: [lin_wei]}\n", "tasks:\n  a: {owner: lin_wei}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFE)
@pytest.mark.parametrize("form", ["\n", "\r\n", "mark"])
def test_the_right_text_is_written_and_the_finding_is_gone(name: str, form: str, mended: Mend) -> None:
    code, before, after = SAFE[name]
    raw, wanted = (HEAD + body for body in (before, after))
    if before.startswith("strategy"):
        header = "strategy: {id: demo, name: Demo, period: 2026, currency: CNY, simulation: {runs: %s}}\n"
        raw, wanted = (
            HEAD.replace(HEAD.splitlines(keepends=True)[1], header % runs) for runs in ("1_000", "1000")
        )
    if form == "mark":
        encoded = [("\ufeff" + text).encode() for text in (raw, wanted)]
    else:
        encoded = [text.replace("\n", form).encode() for text in (raw, wanted)]
    done = mended(encoded[0])
    assert done.files["demo/s.yaml"] == encoded[1]
    assert code in {finding.rule.code for finding in done.mended}
    assert code not in {finding.rule.code for finding in done.findings}
    again = mended(encoded[1])
    assert (again.changed, again.mended) == ((), ())
