"""The time zone that a strategy has when it states none."""

from __future__ import annotations

import json
from importlib.resources import files
from zoneinfo import ZoneInfo

from ecsc.catalogue import zone_of


def test_every_zone_exists() -> None:
    zones = json.loads(files("ecsc.catalogue").joinpath("time_zones.json").read_text("utf-8"))["zones"]
    assert all(ZoneInfo(zone).key == zone for zone in zones.values())
    assert list(zones) == sorted(zones)


def test_a_country_has_its_zone_and_none_has_that_of_china() -> None:
    assert zone_of("ES") == "Europe/Madrid"
    assert zone_of("US") == zone_of(None) == "Asia/Shanghai"
