"""Listing every product in the shops: 647 to 649."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.assess import Assessed
from ecsc.assess.variants import combinations, sku_count
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.rule import rule

MOST_NAMED = 3
"""So many products are named; a table may have thousands."""


def _named(products: Sequence[str]) -> list[str]:
    return [*products[:MOST_NAMED], *(["…"] if len(products) > MOST_NAMED else [])]


@rule("ECS647", "product-in-no-template", Severity.WARNING, "tasks.for_each", "products.category")
def product_in_no_template(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Where a checklist is worked through for each product, every product has one.

    The steps of listing are the same for all: a product that no template chooses goes on sale without them, or
    not at all. One template for dresses and another for scarves together are enough.

    Fails:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, colours: 3, sizes: 5}
      scarf: {name: Scarf, category: scarf, unit_cost: 20, colours: 3, sizes: 1}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products where category == "dress", checklist: Title}
    ```

    Passes:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, colours: 3, sizes: 5}
      scarf: {name: Scarf, category: scarf, unit_cost: 20, colours: 3, sizes: 1}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products, checklist: Title}
    ```
    """
    strategy = assessed.linked.strategy
    found = {
        task: one
        for task, one in assessed.subjects.items()
        if one.section == "products" and strategy.tasks[task].status != "dropped"
    }
    if not any(one.ids for one in found.values()) or not all(one.known for one in found.values()):
        return
    chosen = {name for one in found.values() for name in one.ids}
    left = [name for name in strategy.products if name not in chosen]
    if left:
        first, *others = found
        yield Finding(
            rule,
            "{count} of {all} products have no checklist: {products}",
            At("tasks", first, ("for_each",)),
            params={"count": len(left), "all": len(strategy.products), "products": _named(left)},
            hint="choose them too, or write a task with its own `for_each:` for them",
            related=tuple(Related(At("tasks", one, ("for_each",)), "nor chosen here") for one in others),
        )


@rule("ECS648", "sku-count-not-stated", Severity.WARNING, "products.colours|sizes|skus", "tasks.for_each")
def sku_count_not_stated(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A product that is worked through by a checklist says how many items of it are set up.

    Fifty styles in three colours and five sizes are 750 items: that decides how long listing takes.

    Fails:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products, checklist: Title}
    ```

    Passes:

    ```yaml
    products:
      linen: {name: Linen dress, category: dress, unit_cost: 60, colours: 3, sizes: 5}
    tasks:
      listing: {owner: lin, duration: 5d, for_each: products, checklist: Title}
    ```
    """
    strategy = assessed.linked.strategy
    chosen = {
        name for found in assessed.subjects.values() if found.section == "products" for name in found.ids
    }
    unknown = [one.id for one in strategy.products.values() if one.id in chosen and sku_count(one) is None]
    if unknown:
        yield Finding(
            rule,
            "{count} of {all} products to be listed do not say how many items are set up: {products}",
            At("products", unknown[0], part="key"),
            params={"count": len(unknown), "all": len(chosen), "products": _named(unknown)},
            hint="add `colours:` and `sizes:`, how many there are of each, or `skus:`",
        )


@rule("ECS649", "more-skus-than-variants", Severity.ERROR, "colours", "sizes", "skus")
def more_skus_than_variants(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """There are no more items of a product than sizes in colours.

    Fewer is fine: not every size need be made in every colour.

    Fails:

    ```yaml
    products:
      linen: {name: Linen dress, unit_cost: 60, colours: 3, sizes: 5, skus: 18}
    ```

    Passes:

    ```yaml
    products:
      linen: {name: Linen dress, unit_cost: 60, colours: 3, sizes: 5, skus: 14}
    ```
    """
    for product in assessed.linked.strategy.products.values():
        most = combinations(product)
        if product.skus is not None and most is not None and product.skus > most:
            yield Finding(
                rule,
                "{product} has {skus} items, but {colours} colours in {sizes} sizes make {most}",
                At("products", product.id, ("skus",)),
                params={
                    "product": product.name or product.id,
                    "skus": product.skus,
                    "colours": product.colours,
                    "sizes": product.sizes,
                    "most": most,
                },
                hint="write at most {most}, or mend the colours or sizes",
            )


RULES = (product_in_no_template, sku_count_not_stated, more_skus_than_variants)
