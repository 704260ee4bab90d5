"""Strategies to ask for prices, with the numbers that are worked out by hand elsewhere."""

from __future__ import annotations

HEAD = (
    "ecsc: 1\nstrategy: {id: dresses, name: Dresses, period: 2026-H1, currency: CNY, owner: lin}\n"
    "people: {lin: {name: Lin}}\n"
)

DRESSES = (
    HEAD
    + """
products:
  dress: {name: 碎花连衣裙, category: dress, list_price: 199, unit_cost: 70, fulfilment: 8, floor_price: 80}
  coat: {name: Coat, category: coat, list_price: 300, unit_cost: 90, fulfilment: 10}
  belt: {name: Belt, category: belt, list_price: 39, unit_cost: 9}
  scarf: {category: scarf, list_price: 50, unit_cost: 5, fulfilment: 5, channels: [app]}
  pin: {name: Pin}
channels:
  shop: {commission: 5%, payment_fee: 0%}
  app: {name: The app, commission: 10%, payment_fee: 0%}
pricing: {tax: {included: false}}
membership: {tiers: {silver: {name: 银卡, threshold: 500, benefits: [silver_discount]}}}
promotions:
  flash_half:
    offer: 5折
    level: item
    applies_to: 'category == "dress" or category == "coat"'
    channels: [shop]
    window: 2026-05-20T20:00..2026-05-20T22:00
  silver_discount: {offer: 9折, level: member, window: 2026-04-01..2026-05-31}
  coupon: {offer: 满199减30, level: shop, stacks_with: [item, member, welcome], window: 2026-03-01..2026-05-31}
  welcome: {offer: {amount_off: 10}, level: shop, stacks_with: [item, member, coupon]}
  later: {offer: 满300减20, level: platform, window: 2026-06-01..2026-06-18}
"""
)
"""The four benefits of one shop that all go together; the second channel has no flash sale."""

OPEN = HEAD + "products: {a: {list_price: 10}}\n"
"""A product without costs, channels and offers."""

MANY = (
    HEAD
    + "products: {a: {list_price: 1990}}\npromotions:\n"
    + "".join(
        f"  p{n}: {{offer: {{amount_off: {n}}}, stacks_with: all, level: shop}}\n" for n in range(1, 13)
    )
)
"""More orders of offers than can be looked at."""
