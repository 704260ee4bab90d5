"""The right to use pictures, fonts, videos and music, held against the windows they are used in."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from ecsc.diagnostics import At
from ecsc.model import Strategy
from ecsc.model.risk import Asset

USERS = ("campaigns", "tactics", "promotions")


class Use(Struct, frozen=True):
    """Where an asset is used, and the last day of that."""

    name: str
    at: At
    last: dt.date


def uses(asset: Asset, strategy: Strategy) -> list[Use]:
    """Return the uses of an asset whose end is known; a campaign without a window ends with its parts."""
    found = []
    for name in asset.used_in:
        for section in USERS:
            user = strategy.section(section).get(name)
            if user is None:
                continue
            if user.window is not None:
                found.append(Use(user.name or name, At(section, name, ("window",)), user.window.last_day))
            elif section == "campaigns":
                found.extend(_parts(user, strategy))
            break
    return found


def _parts(campaign: object, strategy: Strategy) -> list[Use]:
    found = []
    for section in ("tactics", "promotions"):
        for name in getattr(campaign, section):
            part = strategy.section(section).get(name)
            if part is not None and part.window is not None:
                found.append(Use(part.name or name, At(section, name, ("window",)), part.window.last_day))
    return found
