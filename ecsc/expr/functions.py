"""The functions of formulas: one entry each, with signature, evaluation, description and example."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import reduce
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct

from ecsc.expr.spans import in_days
from ecsc.expr.types import ACTION, BOOLEAN, NUMBER, RATIO, UNKNOWN, Type, collection, common, count
from ecsc.quantity import EXACT, Duration

Wanted: TypeAlias = Literal[
    "amount", "values", "any", "number", "text", "date", "duration", "share", "entity"
]
"""`amount`: a number with or without unit, a duration or a date. `values`: amounts, or a collection of
them. `share`: a percentage. `entity`: the id of an entity of the parameter's section."""


class Parameter(Struct, frozen=True):
    """One value of a function; `repeated` ones may stand several times, optional ones be left out."""

    name: str
    wanted: Wanted
    optional: bool = False
    repeated: bool = False
    section: str = ""


class Function(Struct, frozen=True):
    """One function.

    `result` gives the result's type from the arguments' types; `evaluate` gets plain values: amounts as
    decimals in their unit, collections as tuples. `alike` asks that all amounts have one unit, `each`
    allows an expression for each entity as second value (`sum(products, price * stock)`).
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: Callable[[tuple[Type, ...]], Type]
    evaluate: Callable[..., object] | None
    returns: str
    doc: str
    example: str
    kind: Literal["value", "missing", "verb"] = "value"
    alike: bool = False
    each: bool = False

    @property
    def signature(self) -> str:
        """Return the signature as the documentation prints it: `round(value, digits?) -> amount`."""
        parts = [
            p.name + ("?" if p.optional else "") + (", …" if p.repeated else "") for p in self.parameters
        ]
        return f"{self.name}({', '.join(parts)}) -> {self.returns}"

    @property
    def fewest(self) -> int:
        """Return how many values are needed at least."""
        return sum(not parameter.optional for parameter in self.parameters)

    @property
    def most(self) -> int | None:
        """Return how many values are allowed, None for any number."""
        return None if any(p.repeated for p in self.parameters) else len(self.parameters)

    def parameter(self, at: int) -> Parameter:
        """Return the parameter that value number `at` is for."""
        return self.parameters[min(at, len(self.parameters) - 1)]


def _item(types: tuple[Type, ...]) -> Type:
    """Return the type of one of the values, whether they come one by one or as a collection."""
    return reduce(common, [kind.item or UNKNOWN if kind.kind == "collection" else kind for kind in types])


def _first(types: tuple[Type, ...]) -> Type:
    return types[0]


def _count_of(types: tuple[Type, ...]) -> Type:
    return count((types[0].item or UNKNOWN).section)


def _default(types: tuple[Type, ...]) -> Type:
    value, otherwise = types
    if value.kind == "collection" and otherwise.kind != "collection":
        return collection(common(value.item or UNKNOWN, otherwise))
    return common(value, otherwise)


def _always(kind: Type) -> Callable[[tuple[Type, ...]], Type]:
    return lambda _: kind


def _flat(values: tuple[object, ...]) -> list[object]:
    return [item for value in values for item in (value if isinstance(value, tuple) else (value,))]


def _order(value: object) -> Any:
    return in_days(value) if isinstance(value, Duration) else value


def _sum(*values: object) -> object:
    items = _flat(values)
    if items and all(isinstance(item, Duration) for item in items):
        return Duration(_total([in_days(item) for item in items if isinstance(item, Duration)]), "d")
    return _total(items)


def _total(items: list[object] | list[Decimal]) -> Decimal:
    total = Decimal(0)
    for item in items:
        if isinstance(item, Decimal):
            total = EXACT.add(total, item)
    return total


def _average(*values: object) -> object:
    items = _flat(values)
    total = _sum(*values)
    if isinstance(total, Duration):
        return Duration(EXACT.divide(total.value, len(items)), "d")
    return EXACT.divide(total, len(items)) if isinstance(total, Decimal) else total


def _median(*values: object) -> object:
    ordered = sorted(_flat(values), key=_order)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else _average(ordered[middle - 1], ordered[middle])


def _smallest(*values: object) -> object:
    return min(_flat(values), key=_order)


def _largest(*values: object) -> object:
    return max(_flat(values), key=_order)


def _rounded(rounding: str) -> Callable[..., object]:
    def evaluate(value: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
        places = max(-30, min(30, int(digits)))
        step = Decimal(1).scaleb(-places)
        return EXACT.multiply(EXACT.divide(value, step).to_integral_value(rounding=rounding), step)

    return evaluate


def _growth(now: Decimal, before: Decimal) -> Decimal:
    return EXACT.divide(EXACT.subtract(now, before), before)


def _days(span: Duration) -> Decimal:
    return in_days(span)


def _value(name: str = "values", *, repeated: bool = True) -> tuple[Parameter, ...]:
    return (Parameter(name, "values", repeated=repeated),)


_ROUNDING: Final = (Parameter("value", "number"), Parameter("digits", "number", optional=True))
_TEXTS: Final = (Parameter("text", "text"), Parameter("part", "text"))


FUNCTIONS: Final[tuple[Function, ...]] = (
    Function("sum", _value(), _item, _sum, "amount",
             "The values added up; of entities, what the second value gives for each.",
             "sum(default(tactics.*.cost, 0)) <= 500000", alike=True, each=True),
    Function("average", _value(), _item, _average, "amount",
             "The arithmetic mean. Shares of unlike sizes are better divided as sums.",
             "average(products.*.list_price) >= 100", alike=True, each=True),
    Function("median", _value(), _item, _median, "amount",
             "The middle value, or the mean of the two in the middle.",
             "median(products.*.list_price) >= 100", alike=True, each=True),
    Function("min", _value(), _item, _smallest, "amount", "The smallest value, or the earliest day.",
             "min(products.*.list_price) >= 50", alike=True, each=True),
    Function("max", _value(), _item, _largest, "amount", "The largest value, or the latest day.",
             "max(tasks.*.due) <= 2026-06-30", alike=True, each=True),
    Function("count", (Parameter("collection", "any"),), _count_of, lambda items: Decimal(len(items)),
             "count", "How many there are.", "count(products where stock < 20) <= 5"),
    Function("abs", (Parameter("value", "number"),), _first, abs, "amount", "The value without its sign.",
             "abs(growth(goals.sales.target, goals.sales.baseline)) <= 50%"),
    Function("round", _ROUNDING, _first, _rounded(ROUND_HALF_EVEN), "amount",
             "Rounded to so many digits behind the point (0 if left out), halves to the even neighbour.",
             "round(list_price * 0.88, 2) >= floor_price"),
    Function("floor", _ROUNDING, _first, _rounded(ROUND_FLOOR), "amount", "Rounded down.", "floor(list_price) >= 50"),
    Function("ceiling", _ROUNDING, _first, _rounded(ROUND_CEILING), "amount", "Rounded up.",
             "ceiling(stock / 12) <= 10"),
    Function("growth", (Parameter("now", "number"), Parameter("before", "number")), _always(RATIO), _growth,
             "rate", "How much the first value lies over the second: +200% is three times as much.",
             "growth(gmv(2026), gmv(2025)) >= 20%", alike=True),
    Function("days", (Parameter("span", "duration"),), _always(NUMBER), _days, "number",
             "A length of time as a number of days; a month has 30.436875, a year 365.2425.",
             "visitors / days(7 days) >= 800"),
    Function("year", (Parameter("day", "date"),), _always(NUMBER), lambda day: Decimal(day.year), "number",
             "The year of a day.", "year(launched) == 2026"),
    Function("month", (Parameter("day", "date"),), _always(NUMBER), lambda day: Decimal(day.month),
             "number", "The month of a day, from 1 to 12.", "month(launched) in [3, 4, 5]"),
    Function("length", (Parameter("text", "text"),), _always(NUMBER), lambda text: Decimal(len(text)),
             "number", "The number of characters.", "length(name) <= 30"),
    Function("lower", (Parameter("text", "text"),), _first, str.lower, "text", "The text in small letters.",
             'lower(category) == "dress"'),
    Function("contains", _TEXTS, _always(BOOLEAN), lambda text, part: part in text, "boolean",
             "Whether a text has another inside.", 'contains(name, "限量")'),
    Function("starts_with", _TEXTS, _always(BOOLEAN), str.startswith, "boolean",
             "Whether a text starts with another.", 'starts_with(category, "dress")'),
    Function("ends_with", _TEXTS, _always(BOOLEAN), str.endswith, "boolean",
             "Whether a text ends with another.", 'ends_with(name, "2026")'),
    Function("known", (Parameter("value", "any"),), _always(BOOLEAN), None, "boolean",
             "Whether a value is stated; of a collection, whether all are.", "known(stock) and stock < 20",
             kind="missing"),
    Function("default", (Parameter("value", "any"), Parameter("otherwise", "any")), _default, None,
             "the type of its values",
             "The value, or the second where it is not stated; in a collection for each.",
             "sum(default(tasks.*.cost, 0))", kind="missing", alike=True),
    Function("start", (Parameter("task", "entity", section="tasks"),), _always(ACTION), None, "action",
             "Starts a task or response.", "start(rush_replenishment)", kind="verb"),
    Function("notify", (Parameter("person", "entity", repeated=True, section="people"),), _always(ACTION),
             None, "action", "Tells people or teams.", "notify(lin_wei)", kind="verb"),
    Function("pause", (Parameter("tactic", "entity", section="tactics"),), _always(ACTION), None, "action",
             "Pauses a tactic.", "pause(douyin_feed_ads)", kind="verb"),
    Function("shift_budget", (Parameter("source", "entity", section="budgets"),
             Parameter("target", "entity", section="budgets"), Parameter("share", "share")), _always(ACTION),
             None, "action", "Moves a share of one budget line to another.",
             "shift_budget(marketing.taobao, marketing.douyin, 10%)", kind="verb"),
)  # fmt: skip

BY_NAME: Final = {function.name: function for function in FUNCTIONS}
