"""Clean strategies of any size, always the same: text in, nothing to be found in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

CHAIN = 5
"""Tasks that wait for one another. At most nine days each, so the last ends in March of the period."""

PHASE = 50
"""Tasks of one phase where there are phases; whole chains, so no link leaves its phase."""

_LONGEST = 9
_ITEMS = ("主图五张已经审核", "详情页文案校对完毕", "库存与价格已核对")
_COSTS = 100

_HEAD = """\
ecsc: 1
strategy:
  id: big_sale
  name: A large sale
  owner: lin_wei
  period: 2026-01-01..2026-12-31
  currency: CNY
budgets:
  marketing:
    limit: {limit}
people:
  lin_wei:
    name: Lin Wei
tasks:
"""


def write_strategy(path: Path, tasks: int) -> None:
    """Write a strategy of so many tasks, line by line: a large one is never held as a whole."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD.format(limit=sum(map(_cost, range(tasks)))))
        file.writelines(map(_task, range(tasks)))


def write_phased(path: Path, tasks: int) -> None:
    """Write the same strategy with its tasks in phases of `PHASE` each."""
    head = _HEAD.format(limit=sum(map(_cost, range(tasks)))).removesuffix("tasks:\n")
    count = (tasks + PHASE - 1) // PHASE
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head + "phases:\n")
        file.writelines(f"  phase_{number}:\n    name: Phase number {number}\n" for number in range(count))
        file.write("tasks:\n")
        file.writelines(f"{_task(number)}    phase: phase_{number // PHASE}\n" for number in range(tasks))


def write_listed(path: Path, tasks: int) -> None:
    """Write the same strategy in phases and in Chinese, each task with three items to tick."""
    head = _HEAD.format(limit=sum(map(_cost, range(tasks)))).removesuffix("tasks:\n")
    for told, name in (("A large sale", "全年大促"), ("Lin Wei", "林薇")):
        head = head.replace(told, name)
    count = (tasks + PHASE - 1) // PHASE
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head + "phases:\n")
        file.writelines(f"  phase_{number}:\n    name: 第{number}阶段\n" for number in range(count))
        file.write("tasks:\n")
        for number in range(tasks):
            told = _task(number).replace(f"Task number {number}", f"第{number}项任务：商品上架")
            file.write(f"{told}    phase: phase_{number // PHASE}\n    checklist: [{', '.join(_ITEMS)}]\n")


def write_mistakes(folder: Path, clean: Path) -> Iterator[tuple[str, Path]]:
    """Write copies of a strategy of one task with one mistake each; yield what it is and the file."""
    text = clean.read_text(encoding="utf-8")
    for title, right, wrong in (
        ("a misspelt field", "    duration: ", "    duraton: "),
        ("a misspelt name", "    budget: marketing", "    budget: marketng"),
    ):
        if text.count(right) != 1:
            raise ValueError(f"{right!r} stands {text.count(right)} times in {clean}")
        path = folder / f"{title.replace(' ', '_')}.yaml"
        path.write_text(text.replace(right, wrong), encoding="utf-8", newline="\n")
        yield title, path


def _cost(number: int) -> int:
    return 10 * (number % _COSTS + 1)


def _task(number: int) -> str:
    after = f"    after: task_{number - 1}\n" if number % CHAIN else ""
    return (
        f"  task_{number}:\n"
        f"    name: Task number {number}\n"
        f"    owner: lin_wei\n"
        f"    duration: {number % _LONGEST + 1}d\n"
        f"    cost: {_cost(number)}\n"
        f"    budget: marketing\n"
        f"{after}"
    )
