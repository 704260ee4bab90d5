"""Budget lines by quarter, with sums that compute."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ecsc.emit.numbers import number_text
from ecsc.emit.spreadsheet.cells import Cell, Column, Formula, Sheet, letter, money, money_format
from ecsc.messages import Words
from ecsc.plan.money_types import BudgetPlan
from ecsc.plan.types import Plan
from ecsc.quantity import EXACT

FIRST = 5
"""The column of the first quarter."""


def budgets_sheet(plan: Plan, w: Words) -> Sheet:
    """Return a row a line: what is planned on it in each quarter, its sums, and what its limit leaves.

    What a line with lines inside it has of its own is a number in its formula, the rest the sum of those lines.
    """
    people = {person.id: person.name for person in plan.people}
    lines = plan.budgets
    periods = [one.period for one in lines[0].periods] if lines else []
    columns = (
        Column(w("Line"), 26), Column(w("Part of"), 20), Column(w("Line name"), 36), Column(w("Owner"), 16),
        Column(w("Limit"), 20), *(Column(w.period(period), 20) for period in periods),
        Column(w("In no quarter"), 20), Column(w("Planned spend"), 20), Column(w("Left"), 20),
        Column(w("Reserve"), 20), Column(w("Headroom"), 20),
    )  # fmt: skip
    spend = [[*(one.committed.amount for one in line.periods), _elsewhere(line)] for line in lines]
    rows = tuple(
        _row(number, lines, spend, people.get(line.owner or "", line.owner or ""))
        for number, line in enumerate(lines)
    )
    return Sheet(w("Budgets"), columns, rows, held=3, total=_total(lines, spend, w))


def _elsewhere(line: BudgetPlan) -> Decimal:
    """Return what lies in no quarter: all that the quarters leave of the whole."""
    inside = sum((one.committed.amount for one in line.periods), Decimal(0))
    return EXACT.subtract(line.committed.amount, inside)


def _row(
    number: int, lines: Sequence[BudgetPlan], spend: list[list[Decimal]], owner: str
) -> tuple[Cell, ...]:
    line, row = lines[number], number + 2
    form = money_format(line.committed.currency)
    last = _below(number, lines)
    inside = [place for place in range(number + 1, last) if _parent(lines[place]) == line.path]
    cells: list[Cell] = []
    for place, amount in enumerate(spend[number]):
        own = EXACT.subtract(amount, sum((spend[one][place] for one in inside), Decimal(0)))
        column = letter(FIRST + place)
        text = f"=SUMIF($B${row + 1}:$B${last + 1},$A{row},{column}${row + 1}:{column}${last + 1})"
        text += f"+{number_text(own)}" if own else ""
        cells.append(
            Formula(text, amount, form)
            if inside
            else money(type(line.committed)(amount, line.committed.currency))
        )
    first, end = letter(FIRST), letter(FIRST + len(cells) - 1)
    planned, left, reserve = (letter(FIRST + len(cells) + step) for step in range(3))
    headroom: Cell = None
    remaining: Cell = None
    if line.left is not None:
        remaining = Formula(f"=E{row}-{planned}{row}", line.left.amount, form)
        rest = EXACT.subtract(line.left.amount, line.reserved.amount)
        headroom = Formula(f"={left}{row}-{reserve}{row}", rest, form)
    return (
        line.path, _parent(line), line.name, owner, money(line.limit), *cells,
        Formula(f"=SUM({first}{row}:{end}{row})", line.committed.amount, form), remaining, money(line.reserved),
        headroom,
    )  # fmt: skip


def _parent(line: BudgetPlan) -> str:
    return line.path.rpartition(".")[0]


def _below(number: int, lines: Sequence[BudgetPlan]) -> int:
    """Return the place after the last line inside a line: they follow it, deeper."""
    end = number + 1
    while end < len(lines) and lines[end].depth > lines[number].depth:
        end += 1
    return end


def _total(lines: Sequence[BudgetPlan], spend: list[list[Decimal]], w: Words) -> tuple[Cell, ...]:
    """Return the sum of the lines that are part of none; none where there is but one, or more than one currency."""
    tops = [number for number, line in enumerate(lines) if not _parent(line)]
    currencies = {line.committed.currency for line in lines}
    if len(tops) < 2 or len(currencies) > 1:
        return ()
    form, end = money_format(currencies.pop()), len(lines) + 1

    def summed(column: int, amounts: Sequence[Decimal]) -> Cell:
        name = letter(column)
        # A line that is part of none has an empty cell in the column of what it is part of.
        text = f'=SUMIFS({name}$2:{name}${end},$B$2:$B${end},"=")'
        return Formula(text, sum(amounts, Decimal(0)), form)

    quarters = [summed(FIRST + place, [spend[one][place] for one in tops]) for place in range(len(spend[0]))]
    planned = summed(FIRST + len(quarters), [lines[one].committed.amount for one in tops])
    return (w("In all"), None, None, None, None, *quarters, planned)
