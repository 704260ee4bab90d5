"""Offers in short: `满199减30，前1000名`, `第二件半价`, `spend 200 save 30` read into the fields that say the same."""

from ecsc.model.short_offers.reading import parse_offer
from ecsc.model.short_offers.refusals import FORMS

__all__ = ["FORMS", "parse_offer"]
