"""What a scenario changes as people say it: whose figure, which one, as planned and as it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from ecsc.emit.lengths import lag_words
from ecsc.emit.page.reader import Reader
from ecsc.messages import Words, shortened
from ecsc.plan.scenario_changes import ScenarioChange
from ecsc.quantity import Count, Duration, Money, QuantityError, parse_amount, parse_date


class Told(Struct, frozen=True):
    """One change: whose field it is, the field's name (empty where the owner says all), and its two values."""

    owner: str
    field: str
    before: str
    after: str


def told(change: ScenarioChange, reader: Reader) -> Told:
    """Return a change with names for ids and both values in one form."""
    owner, field = _place(change.field.split("."), reader)
    before, after = _values(change, reader)
    return Told(owner, field, before, after)


def _place(steps: list[str], reader: Reader) -> tuple[str, str]:
    """Return whose field it is and what it is called; what has no name keeps its id as plain words."""
    names = _names(reader)
    for length in range(len(steps) - 1, 0, -1):
        path = ".".join(step for step in steps[:length] if step != "lines")
        name = names.get(path) or (reader.name(path) if length > 1 else path)
        if name not in (path, steps[length - 1]):
            return name, _field(steps[length:], reader)
    inner = steps[1:-1] or steps[:1]
    return _plain(inner), _field(steps[-1:], reader)


def _names(reader: Reader) -> Mapping[str, str]:
    """Return the names of what figures hang on beside goals, work and offers, by path."""
    plan, w = reader.plan, reader.w
    found = {f"budgets.{line.path}": line.name for line in plan.budgets}
    found |= {f"risks.{one.id}": one.name for one in plan.risks}
    found |= {f"people.{identifier}": name for identifier, name in reader.people.items()}
    for one in plan.chapters.resources.exchange_rates:
        told = w("Exchange rate: {base} in {quote}", base=one.base, quote=one.quote)
        found[f"exchange_rates.{one.id}"] = f"{told}, {w.day(one.date)}" if one.date else told
    return found


def _field(steps: list[str], reader: Reader) -> str:
    """Return the name of a field; a driver's is its metric's, the only figure of an exchange rate needs none."""
    known = field_words(reader.w)
    if len(steps) > 1 and steps[0] in ("drivers", "driver_baselines"):
        name = reader.name(steps[-1])
        return name if name != steps[-1] else _plain(steps[-1:])
    return ", ".join(known.get(step, _plain([step])) for step in steps)


def field_words(w: Words) -> Mapping[str, str]:
    """Return the fields that scenarios usually change, as people call them."""
    return {
        "target": w("target"), "baseline": w("today's value"), "due": w("due day"), "duration": w("duration"),
        "effort": w("effort"), "start": w("start"), "finish": w("finish"), "owner": w("owner"),
        "cost": w("cost"), "limit": w("limit"), "rate": w("rate"), "price": w("price"),
        "cost_per_click": w("cost per click"), "likelihood": w("likelihood"), "impact": w("impact"),
        "growth": w("growth"), "size": w("size"), "period": w("period"), "budget": w("budget line"),
    }  # fmt: skip


def _plain(steps: list[str]) -> str:
    return " ".join(steps).replace("_", " ")


def _values(change: ScenarioChange, reader: Reader) -> tuple[str, str]:
    """Return both values; the new one is read as the kind the planned one is, for `15万` is an amount too."""
    currency = reader.plan.strategy.currency
    before = change.before or ""
    now, then = _read(before, currency), _read(change.after, currency)
    if before and now is None:  # a text, which stays one: a name like `3m` is no number
        then = None
    if isinstance(now, Money) and isinstance(then, Count):
        then = Money(then.value, now.currency)
    return _shown(now, before, reader) or "–", _shown(then, change.after, reader)


def _read(text: str, currency: str) -> object:
    """Return the quantity or the day that a text states, None where it states none."""
    for parse in (partial(parse_amount, currency=currency), parse_date):
        try:
            return parse(text)
        except QuantityError:
            continue
    return None


def _shown(value: object, text: str, reader: Reader) -> str:
    if isinstance(value, Duration):
        return lag_words(text, reader.w)[0] or text
    if isinstance(value, dt.date):
        return reader.w.day(value)
    if value is None:
        return shortened(reader.people.get(text, text), 120)
    return reader.w.show(value)
