"""`offers.md`, `offers.csv` and `offers.svg`: how low every price can get under the offers, and what is left of it.

In: `Compiled` and a language. Out: the answer to whether anything can be sold at a loss with the prices worst first,
every price as a spreadsheet, and the worst of them drawn; nothing for a plan without offers or prices. May import
`compiled`, `plan`, `quantity`, `messages`, `emit.prices`, `emit.pictures`.
"""

from __future__ import annotations

from ecsc.compiled import Compiled
from ecsc.emit.artifact import Artifact


def render(compiled: Compiled, language: str) -> tuple[Artifact, ...]:
    """Return the prices as a page, a spreadsheet and a picture; no picture where no offer lowers a price."""
    plan = compiled.plan
    if plan.offers is None:
        return ()
    from ecsc.emit.offers.page import page
    from ecsc.emit.offers.sheet import sheet
    from ecsc.emit.offers.svg import write_svg
    from ecsc.emit.prices.drawn import pictures
    from ecsc.emit.prices.told import Prices
    from ecsc.emit.standing import notice
    from ecsc.messages import words

    w = words(language)
    prices, told = Prices(plan, plan.offers, w), notice(compiled, w)
    whole = Prices(plan, plan.offers, w, whole=True)
    files = [
        Artifact("offers.md", page(plan, prices, told), "leaders and pricing: how low prices get, to read"),
        Artifact("offers.csv", sheet(whole), "pricing and finance: every price with what is left of it"),
    ]
    drawn = pictures(prices)
    if drawn:
        content = write_svg(plan, prices, drawn, told).encode("utf-8")
        files.append(Artifact("offers.svg", content, "leaders: the lowest prices, offer by offer"))
    return tuple(files)


__all__ = ["render"]
