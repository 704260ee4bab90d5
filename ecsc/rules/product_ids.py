"""Who delivers a product, and products that are one and the same: 769 and 570."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.wording import folded
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.diagnostics.slips import meant_by
from ecsc.model.offer import Product
from ecsc.rules.rule import rule


@rule("ECS769", "supplier-unknown", Severity.ERROR, "supplier")
def supplier_unknown(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The supplier of a product is one of the strategy's suppliers, where it lists any.

    Fails:

    ```yaml
    suppliers: {kmc: {payment: {after_delivery: 30d}}}
    products: {chain: {name: Chain, supplier: kcm}}
    ```

    Passes:

    ```yaml
    suppliers: {kmc: {payment: {after_delivery: 30d}}}
    products: {chain: {name: Chain, supplier: kmc}}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.suppliers or strategy.unread("suppliers"):
        return
    names = {folded(one.name) for one in strategy.suppliers.values() if getattr(one, "name", None)}
    told: dict[str, list[Product]] = {}
    for product in strategy.products.values():
        named = product.supplier
        if named is not None and named not in strategy.suppliers and folded(named) not in names:
            told.setdefault(named, []).append(product)
    for named, products in told.items():
        near = close_matches(named, strategy.suppliers)
        yield Finding(
            rule,
            "there is no supplier `{name}`",
            At("products", products[0].id, ("supplier",)),
            params={"name": named, "near": near},
            hint="did you mean {near}?" if near else "write the id of an entry in `suppliers`",
            meant=meant_by(named, near) if len(products) == 1 else None,
            related=tuple(
                Related(At("products", one.id, ("supplier",)), "named here too") for one in products[1:4]
            ),
        )


@rule("ECS570", "one-product-two-prices", Severity.WARNING, "name", "list_price")
def one_product_two_prices(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two products of one name and category do not have two list prices.

    Most likely a row was copied and one of the two is forgotten when prices change.

    Fails:

    ```yaml
    products:
      p1: {name: Oolong, category: tea, list_price: 39}
      p2: {name: Oolong, category: tea, list_price: 49}
    ```

    Passes:

    ```yaml
    products:
      p1: {name: Oolong 50 g, category: tea, list_price: 39}
      p2: {name: Oolong 80 g, category: tea, list_price: 49}
    ```
    """
    first: dict[tuple[str, str | None], Product] = {}
    for product in assessed.linked.strategy.products.values():
        if product.name is None or product.list_price is None:
            continue
        other = first.setdefault((folded(product.name).strip(), product.category), product)
        if other.list_price is not None and other.list_price != product.list_price:
            yield Finding(
                rule,
                "{name} costs {price} as {id} and {other_price} as {other}",
                At("products", product.id, ("list_price",)),
                params={
                    "name": product.name, "price": product.list_price, "id": product.id,
                    "other_price": other.list_price, "other": other.id,
                },
                hint="keep one of the two, or say in the names what differs",
                related=(Related(At("products", other.id, ("list_price",)), "the other price"),),
            )  # fmt: skip


RULES = (supplier_unknown, one_product_two_prices)
