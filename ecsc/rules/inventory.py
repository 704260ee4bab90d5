"""How stock is kept: 766 and 941 to 943."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from ecsc.assess import Assessed
from ecsc.assess.elapsed import days_in, pieces_per_day
from ecsc.assess.stock import by_percent, keeps_safety_stock, stock_views
from ecsc.diagnostics import At, Finding, Rule, Severity, undecidable
from ecsc.model.offer import StockPolicy
from ecsc.model.thresholds import number_threshold
from ecsc.quantity import Count, Rate
from ecsc.rules.rule import rule


@rule("ECS941", "lead-time-unknown", Severity.ERROR, "lead_time", "suppliers.supplies")
def lead_time_unknown(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who orders again at some stock knows how long a delivery takes.

    The reorder point is the demand of the lead time and the safety stock; without a lead time both are guesses.
    The lead time of the first supplier counts where the stock class names none.

    Fails:

    ```yaml
    inventory:
      dresses: {policy: safety_stock, reorder_point: 200, demand: 100 per week}
    ```

    Passes:

    ```yaml
    inventory:
      dresses: {policy: safety_stock, reorder_point: 200, demand: 100 per week, lead_time: 2w}
    ```
    """
    for stock in stock_views(assessed.linked.strategy):
        policy = stock.policy
        needs_it = policy.reorder_point is not None or (
            keeps_safety_stock(policy) and not (by_percent(policy) and policy.horizon is not None)
        )
        if stock.lead_time is None and needs_it:
            yield Finding(
                rule,
                "nothing says how long a delivery for {stock} takes",
                At("inventory", policy.id, part="key"),
                params={"stock": policy.name or policy.id},
                hint="add `lead_time:`, such as `2w`, here or at its supplier",
            )


@rule("ECS942", "safety-stock-without-horizon", Severity.WARNING, "horizon", "lead_time")
def safety_stock_without_horizon(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A safety stock in percent says of the demand of which time.

    20 % of two weeks are a different stock than 20 % of a quarter. Left out, the lead time is used, and this
    finding says so.

    Fails:

    ```yaml
    inventory:
      dresses: {safety_stock: 20%, demand: 100 per week, demand_sd: 10 per week, lead_time: 2w}
    ```

    Passes:

    ```yaml
    inventory:
      dresses: {safety_stock: 20%, horizon: 2w, demand: 100 per week, demand_sd: 10 per week, lead_time: 2w}
    ```
    """
    for stock in stock_views(assessed.linked.strategy):
        policy = stock.policy
        if by_percent(policy) and policy.horizon is None and stock.lead_time is not None:
            yield Finding(
                rule,
                "{share} of the demand of which time? The lead time of {lead} is used"
                if stock.pieces is None
                else "{share} of the demand of which time? The lead time of {lead} is used: {pieces} pieces",
                At("inventory", policy.id, ("safety_stock",)),
                params={
                    "share": policy.safety_stock,
                    "lead": stock.lead_time,
                    "pieces": round(stock.pieces) if stock.pieces is not None else None,
                },
                hint="add `horizon:`, such as `4w`",
            )


@rule(
    "ECS943",
    "service-level-low",
    Severity.WARNING,
    "safety_stock",
    "demand",
    "demand_sd",
    "lead_time",
    "lead_time_sd",
    "horizon",
    thresholds=("service_level",),
)
def service_level_low(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A safety stock in percent meets the demand often enough.

    20 % is a rule of thumb: how often it lasts depends on how far demand strays. With 100 pieces a week, a
    standard deviation of 30 and a lead time of two weeks, 20 % of the lead time's demand are 40 pieces, which
    meet the demand in 82.7 % of the cycles; 95 % needs 70. Counted with the normal distribution, which fails for
    goods that sell rarely; the level is that of cycles, not the share of pieces. Who chooses `method: percent`
    has settled for the rule of thumb and is not asked for the `demand_sd` that it does without.

    Fails:

    ```yaml
    inventory:
      dresses: {safety_stock: 20%, horizon: 2w, demand: 100 per week, demand_sd: 30 per week, lead_time: 2w}
    ```

    Passes:

    ```yaml
    inventory:
      dresses: {safety_stock: 20%, horizon: 4w, demand: 100 per week, demand_sd: 30 per week, lead_time: 2w}
    ```
    """
    strategy = assessed.linked.strategy
    wanted = number_threshold(strategy, "service_level")
    for stock in stock_views(strategy):
        policy = stock.policy
        if not by_percent(policy):
            continue
        at = At("inventory", policy.id, ("safety_stock",))
        if stock.level is None:
            missing = tuple(f"`{name}`" for name in stock.missing if _is_needed(name, policy))
            if missing:
                yield undecidable(rule, at, *missing, subject=policy.name or policy.id)
        elif Decimal(repr(round(stock.level, 6))) < wanted:
            yield Finding(
                rule,
                "{stock}: {share} are {pieces} pieces, which meet the demand in {level} of the cycles",
                at,
                params={
                    "stock": policy.name or policy.id,
                    "share": policy.safety_stock,
                    "pieces": round(stock.pieces or 0),
                    "level": Rate(Decimal(repr(round(stock.level, 3)))),
                    "wanted": Rate(wanted),
                },
                hint="raise the share, or write `service_level: {wanted}` with `method: service_level`",
            )


@rule(
    "ECS766",
    "reorder-point-too-low",
    Severity.WARNING,
    "demand",
    "lead_time",
    "reorder_point",
    "suppliers.supplies",
)
def reorder_point_too_low(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An order goes out while there is enough for the time until its delivery, and the safety stock.

    Below that the goods run out in every cycle, however punctual the supplier is.

    Fails:

    ```yaml
    inventory:
      dresses: {policy: jit, reorder_point: 150, demand: 100 per week, lead_time: 2w}
    ```

    Passes:

    ```yaml
    inventory:
      dresses: {policy: jit, reorder_point: 200, demand: 100 per week, lead_time: 2w}
    ```
    """
    for stock in stock_views(assessed.linked.strategy):
        policy = stock.policy
        daily = pieces_per_day(policy.demand) if policy.demand is not None else None
        if policy.reorder_point is None or daily is None or stock.lead_time is None:
            continue
        if stock.pieces is None and keeps_safety_stock(policy):
            continue  # how much that is cannot be told, which another rule says
        sold = float(daily) * float(days_in(stock.lead_time))
        needed = ceil(round(sold + (stock.pieces or 0.0), 9))
        if policy.reorder_point.value < needed:
            yield Finding(
                rule,
                "{stock} is ordered again at {stated} pieces, but {needed} are needed until a delivery",
                At("inventory", policy.id, ("reorder_point",)),
                params={
                    "stock": policy.name or policy.id,
                    "stated": policy.reorder_point,
                    "needed": Count(Decimal(needed)),
                },
                hint="order again at {needed} pieces, or leave `reorder_point` out to have it worked out",
            )


def _is_needed(name: str, policy: StockPolicy) -> bool:
    """Return whether a missing field is asked for: a lead time that nobody knows is told by itself."""
    if name == "lead_time":
        return policy.horizon is not None and policy.method != "percent"
    return name != "demand_sd" or policy.method != "percent"


RULES = (reorder_point_too_low, lead_time_unknown, safety_stock_without_horizon, service_level_low)
