"""Channels: 470 to 472. Their shares make the whole, agree with the goals, and every order has its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.sales import channel_shares, is_sales
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.model.thresholds import threshold
from ecsc.quantity import Points, Rate
from ecsc.rules.rule import rule


@rule("ECS470", "channel-shares-sum", Severity.ERROR, "channels.share_of_sales")
def channel_shares_sum(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The channels' shares of sales make 100%.

    What is planned beyond is planned twice, what is missing is sold nowhere.

    Fails:

    ```yaml
    channels:
      taobao: {kind: marketplace, share_of_sales: 60%}
      douyin: {kind: marketplace, share_of_sales: 50%}
    ```

    Passes:

    ```yaml
    channels:
      taobao: {kind: marketplace, share_of_sales: 60%}
      douyin: {kind: marketplace, share_of_sales: 40%}
    ```
    """
    strategy = assessed.linked.strategy
    stated = {
        one.id: one.share_of_sales for one in strategy.channels.values() if one.share_of_sales is not None
    }
    made = sum((share.value for share in stated.values()), Decimal(0))
    if not stated or made == 1 or not strategy.knows("channels"):
        return
    silent = [name for name in strategy.channels if name not in stated]
    if silent and made < 1:
        at = At("channels", silent[0], part="key")
        yield undecidable(rule, at, "`share_of_sales`", subject=silent[0])
        return
    yield Finding(
        rule,
        "the channels have {made} of the sales together",
        At("channels", max(stated, key=lambda name: stated[name].value), ("share_of_sales",)),
        params={"made": Rate(made)},
        hint="let the shares make 100%",
        related=tuple(
            Related(At("channels", name, ("share_of_sales",)), "{share}", {"share": share})
            for name, share in stated.items()
        ),
    )


@rule(
    "ECS471",
    "channel-shares-disagree",
    Severity.WARNING,
    "breakdown",
    "channels.share_of_sales",
    thresholds=("channel_share_gap",),
)
def channel_shares_disagree(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A channel's share of sales is the one that the sales goal gives it.

    Stock and budgets follow one of them; whoever plans by the other plans for another year.

    Fails:

    ```yaml
    metrics: {gmv: {standard: gmv}}
    goals:
      sales: {metric: gmv, target: 1000000, breakdown: [{split: channel, shares: {taobao: 70%, douyin: 30%}}]}
    channels:
      taobao: {kind: marketplace, share_of_sales: 60%}
      douyin: {kind: marketplace, share_of_sales: 40%}
    ```

    Passes:

    ```yaml
    metrics: {gmv: {standard: gmv}}
    goals:
      sales: {metric: gmv, target: 1000000, breakdown: [{split: channel, shares: {taobao: 60%, douyin: 40%}}]}
    channels:
      taobao: {kind: marketplace, share_of_sales: 60%}
      douyin: {kind: marketplace, share_of_sales: 40%}
    ```
    """
    linked = assessed.linked
    allowed = threshold(linked.strategy, "channel_share_gap")
    for goal in linked.strategy.goals.values():
        divided = channel_shares(goal) if is_sales(goal, linked) else None
        if divided is None or not isinstance(allowed, Points):
            continue
        index, shares = divided
        form = "shares" if goal.breakdown[index].shares else "values"
        for name, share in shares.items():
            channel = linked.strategy.channels.get(name)
            stated = channel.share_of_sales if channel is not None else None
            if stated is None or abs(stated.value - share) <= allowed.value:
                continue
            yield Finding(
                rule,
                "{channel} has {stated} of the sales, but {goal} gives it {share}",
                At("channels", name, ("share_of_sales",)),
                params={
                    "channel": name,
                    "stated": stated,
                    "goal": goal.id,
                    "share": Rate(share.quantize(Decimal("0.0001"))),
                },
                hint="say the same in both places",
                related=(
                    Related(At("goals", goal.id, ("breakdown", index, form, name)), "the goal's share"),
                ),
            )


@rule("ECS472", "orders-taken-nowhere", Severity.ERROR, "kind", "fulfilment", "orders_via", "channels.kind")
def orders_taken_nowhere(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Where people try on in a shop and order online, `orders_via` names the online channel.

    An order that no online channel takes is in nobody's sales and on nobody's stock.

    Fails:

    ```yaml
    channels:
      store: {kind: offline, fulfilment: online}
      own_site: {kind: own_site}
    ```

    Passes:

    ```yaml
    channels:
      store: {kind: offline, fulfilment: online, orders_via: own_site}
      own_site: {kind: own_site}
    ```
    """
    strategy = assessed.linked.strategy
    for one in strategy.channels.values():
        other = strategy.channels.get(one.orders_via or "")
        if one.orders_via is None and one.kind == "offline" and one.fulfilment == "online":
            yield Finding(
                rule,
                "{channel} sends goods from online orders, but no channel takes these orders",
                At("channels", one.id, ("fulfilment",)),
                params={"channel": one.id},
                hint="add `orders_via:`, the online channel",
            )
        elif other is not None and other.kind == "offline":
            yield Finding(
                rule,
                "{channel} leaves its orders to {other}, which is no online channel",
                At("channels", one.id, ("orders_via",)),
                params={"channel": one.id, "other": other.id},
                hint="name a marketplace, an own site or a social channel",
                related=(Related(At("channels", other.id, ("kind",)), "its kind"),),
            )


RULES = (channel_shares_sum, channel_shares_disagree, orders_taken_nowhere)
