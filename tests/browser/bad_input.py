"""Strategies that strain the page: endless names, other scripts and directions, nothing at all, far too much."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import cycle
from typing import Any, TypeAlias

Sections: TypeAlias = dict[str, Any]

LATIN = ("An agreement with every supplier about what is late and what is early " * 8)[:499] + "x"
LATIN_UNBROKEN = "Donaudampfschifffahrtsgesellschaft" * 14 + "x" * 24
CHINESE = "供应商必须在大促之前把首批货全部送到仓库并且完成验收" * 20
CHINESE_BLANKS = "首批货 全部 送到 仓库 并且 完成 验收 " * 25 + "。"
ARABIC = "حملة رمضان 2026 (Shopify) للعملاء الجدد، الميزانية 50%!"
HEBREW = "מבצע השקה 11.11 ב-Tmall (הנחה 30%) – שלב א'"
MIXED = "Launch السوق السعودي، then מבצע 618 and 双11 ("
FAMILIES = "👨‍👩‍👧‍👦👩🏽‍💻🏳️‍🌈🇨🇳🇩🇪🇸🇦 Team 👩‍❤️‍👨 go!" + "👨‍👩‍👧‍👦" * 40
COMBINING = "Z̸̧͇͓̋̐a̴͍̎l̷̪̀g̶̨̈o̸̙͑ é̂ ñ̃ " + "a" + "\u0301" * 60 + " 각각 Nguyễn"


def headed(sections: Sections | None = None, period: str = "2026-01-01..2026-12-31", **header: Any) -> str:
    """Return a strategy with these sections as YAML (of which JSON is a part)."""
    head = {"id": "demo", "name": "Demo", "period": period, "currency": "CNY", "owner": "lin", **header}
    whole = {"ecsc": 1, "strategy": head, "people": {"lin": {"name": "Lin Wei"}}, **(sections or {})}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def named(*names: str, period: str = "2026-01-01..2026-06-30") -> str:
    """Return a strategy that has one of everything, and these texts in turn wherever a name or a sentence stands."""
    text = cycle(names)
    sections: Sections = {
        "people": {
            person: {"name": next(text), "role": next(text), "description": next(text)}
            for person in ("lin", "chen", "wang")
        },
        "objectives": {"first": {"name": next(text), "owner": "lin", "description": next(text)}},
        "metrics": {
            "orders": {"name": next(text), "unit": "people", "aggregation": "sum", "direction": "up",
                       "definition": next(text)},
            "gmv": {"standard": "gmv", "name": next(text)},
        },
        "goals": {
            "sales": {"name": next(text), "description": next(text), "metric": "gmv", "baseline": 10, "target": "100万",
                      "due": "2026-06-30", "owner": "lin", "supports": "first",
                      "breakdown": {"split": "quarter", "values": {"2026-Q1": "40万", "2026-Q2": "60万"}}},
            "buyers": {"name": next(text), "metric": "orders", "target": 5000, "due": "2026-03-31", "owner": "chen"},
            "bare": {"name": next(text)},
        },
        "budgets": {
            "marketing": {"name": next(text), "description": next(text), "limit": "10万", "owner": "lin",
                          "lines": {"ads": {"name": next(text), "limit": "6万"},
                                    "rest": {"name": next(text), "limit": "3万"}}},
        },
        "channels": {
            "shop": {"name": next(text), "kind": "own_site", "commission": "5%", "share_of_sales": "60%",
                     "owner": "lin", "description": next(text)},
            "mall": {"name": next(text), "kind": "marketplace", "platform": "tmall", "share_of_sales": "40%"},
        },
        "products": {
            "shirt": {"name": next(text), "category": next(text), "list_price": 100, "unit_cost": 30, "stock": 500},
        },
        "promotions": {
            "sale": {"name": next(text), "description": next(text), "offer": "5折", "window": "2026-03-07..2026-03-08",
                     "limits": {"units": 100}, "channels": ["shop"], "budget": "marketing.ads"},
        },
        "phases": {"make": {"name": next(text), "owner": "chen"},
                   "sell": {"name": next(text), "description": next(text)}},
        "tasks": {
            "photos": {"name": next(text), "owner": "lin", "duration": "5d", "effort": "8d", "phase": "make",
                       "checklist": [next(text), next(text)], "description": next(text)},
            "texts": {"name": next(text), "owner": "chen", "duration": "10d", "effort": "3d", "after": "photos",
                      "phase": "make", "due": "2026-01-10", "cost": "9万", "budget": "marketing.ads"},
            "list": {"name": next(text), "owner": "wang", "duration": "20d", "after": "texts", "phase": "sell",
                     "serves": ["sales"]},
            "loose": {"name": next(text), "duration": "2d"},
            "spare": {"name": next(text), "owner": "chen", "duration": "2d", "contingent": True,
                      "checklist": [next(text)]},
        },
        "milestones": {"open": {"name": next(text), "after": "list", "due": "2026-02-01", "owner": "chen"}},
        "meetings": {"weekly": {"name": next(text), "every": "week", "chair": "lin", "participants": ["lin", "chen"]}},
        "risks": {
            "stock": {"name": next(text), "cause": next(text), "likelihood": "likely", "impact": "major",
                      "owner": "chen", "signal": next(text),
                      "prevent": [next(text)], "respond": ["spare"], "hits": ["sales"]},
            "rate": {"name": next(text), "likelihood": "rare", "impact": "minor"},
        },
        "scenarios": {"slow": {"name": next(text), "changes": {"tasks.list.duration": "30d"}}},
    }  # fmt: skip
    return headed(sections, period, name=next(text), description=next(text))


def many_phases(count: int) -> str:
    """Return a strategy of so many phases, two tasks each, spread over the year."""
    first = dt.date(2026, 1, 1)
    starts = [(first + dt.timedelta(days=place * 330 // count)).isoformat() for place in range(count)]
    tasks: Sections = {}
    for place, start in enumerate(starts):
        tasks[f"a{place}"] = {
            "name": f"Prepare {place}",
            "owner": "lin",
            "duration": "4d",
            "start": start,
            "phase": f"p{place}",
        }
        tasks[f"b{place}"] = {
            "name": f"Do {place}",
            "owner": "lin",
            "duration": "6d",
            "after": f"a{place}",
            "phase": f"p{place}",
        }
    return headed(
        {"phases": {f"p{place}": {"name": f"Phase number {place}"} for place in range(count)}, "tasks": tasks}
    )


def ten_years() -> str:
    """Return a strategy of ten years: long and short work, retail days and a weekly meeting all the way."""
    tasks = {
        f"t{year}": {
            "name": f"Shop of {year}",
            "owner": "lin",
            "duration": f"{20 * (year - 2024)}d",
            "start": f"{year}-02-01",
        }
        for year in range(2026, 2036)
    }
    return headed(
        {
            "tasks": tasks,
            "milestones": {
                f"m{year}": {"name": f"Review {year}", "due": f"{year}-12-01"} for year in range(2026, 2036)
            },
            "meetings": {"weekly": {"name": "Weekly", "every": "week"}},
        },
        "2026-01-01..2035-12-31",
        calendar={"country": "CN"},
    )


def overspent(limit: str, *, waived: bool = False) -> str:
    """Return a strategy that spends 800,000 of `limit`, accepted or not."""
    sections: Sections = {
        "budgets": {
            "marketing": {
                "name": "Marketing",
                "limit": limit,
                "lines": {"ads": {"name": "Ads", "limit": limit}},
            }
        },
        "tasks": {
            "ads": {
                "name": "Ads",
                "owner": "lin",
                "duration": "20d",
                "cost": "80万",
                "budget": "marketing.ads",
            },
            "more": {
                "name": "More",
                "owner": "lin",
                "duration": "5d",
                "cost": "999999999999",
                "budget": "marketing",
            },
        },
    }
    if waived:
        sections["waivers"] = {
            f"w{place}": {"rule": "budget-overcommitted", "at": at, "reason": "the board agreed " * 30, "owner": "lin",
                          "until": "2026-06-30"}
            for place, at in enumerate(("budgets.marketing",))
        }  # fmt: skip
    return headed(sections, as_of="2026-01-05")


def many_goals(count: int) -> str:
    """Return a strategy of so many goals, each with a metric of its own."""
    places = range(count)
    metrics = {
        f"m{place}": {"name": f"Metric {place}", "unit": "people", "aggregation": "sum", "direction": "up"}
        for place in places
    }
    goals = {
        f"g{place}": {"name": f"More buyers of category {place}", "metric": f"m{place}", "baseline": place,
                      "target": 100 * place + 50,
                      "due": f"2026-{place % 12 + 1:02}-28", "owner": "lin"}
        for place in places
    }  # fmt: skip
    return headed({"metrics": metrics, "goals": goals})


def many_risks(count: int) -> str:
    """Return a strategy of so many risks over all cells of the matrix."""
    likely = cycle(("rare", "unlikely", "possible", "likely", "almost_certain"))
    harm = cycle(("negligible", "minor", "moderate", "major", "severe", "major", "moderate"))
    risks = {
        f"r{place}": {"name": f"Supplier {place} is late", "likelihood": next(likely), "impact": next(harm),
                      "owner": "lin", "prevent": ["a second supplier"]}
        for place in range(count)
    }  # fmt: skip
    return headed({"risks": risks, "tasks": one_task()})


def one_task() -> Sections:
    """Return the section of a single task."""
    return {"only": {"name": "Only", "owner": "lin", "duration": "1d"}}


def bad_inputs() -> Iterator[tuple[str, str]]:
    """Yield what each strategy is, and its text."""
    yield "long names", named(LATIN)
    yield "long names without blanks", named(LATIN_UNBROKEN)
    yield "long Chinese names", named(CHINESE, CHINESE_BLANKS)
    yield "right to left", named(ARABIC, HEBREW, MIXED, "Plain name", "(" + HEBREW + " " + ARABIC * 4 + ")")
    yield "emoji and marks", named(FAMILIES, COMBINING)
    yield "no tasks", headed({"goals": {"g": {"name": "A goal", "target": 5}}})
    yield "one task", headed({"tasks": one_task()})
    yield "400 phases", many_phases(400)
    yield "ten years", ten_years()
    yield "negative limit", overspent("-5万")
    yield "overrun", overspent("5万")
    yield "overrun and waived", overspent("5万", waived=True)
    yield "60 goals", many_goals(60)
    yield "300 risks", many_risks(300)
    yield "header only", headed()
