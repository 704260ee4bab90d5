"""What offers do to prices: terms made of a strategy, margins and verdicts, exposure, what is announced.

In: `Strategy` or `LinkedStrategy`. Out: `OfferTerms` for the solver (`terms`), its answers with margins and verdicts
(`view`), the order of one customer (`checkout`), what promotions can cost (`exposures`), what price rules say
(`plain_prices`, `rule_actions`). May import `offers`, `link`, `expr`, `model`, `quantity` and the rest of `assess`.
"""
