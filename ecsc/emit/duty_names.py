"""What duties are called in the reader's language: what is done, and the entry's own name."""

from __future__ import annotations

from typing import Final

from ecsc.messages import Words, one_line
from ecsc.plan.time_types import DutyPlan

WORK: Final = ("tasks", "meetings", "reports")
"""The sections of recurring work, which is called as it is; everything else is a check or a deadline."""


LIMITS: Final = ("legal.assets", "waivers")
"""The sections whose duties must be done before something runs out."""


def duty_name(duty: DutyPlan, w: Words) -> str:
    """Return what is to be done, on one line: `Legal review: adverts`, and the name alone of recurring work."""
    name = one_line(duty.name) or duty.id
    if duty.section in WORK:
        return name
    if duty.section in ("security.controls", "security.backups", "legal.reviews", "legal.assets", "waivers"):
        return _of_protection(duty, name, w)
    return _of_learning(duty, name, w)


def _of_learning(duty: DutyPlan, name: str, w: Words) -> str:
    match duty.section, duty.field:
        case "iterations", _:
            return w("Adjust the strategy")
        case "feedback", "every":
            return w("Go through what customers say")
        case "feedback", _:
            return w("Watch the mood of what customers say")
        case "market.research", "due":
            return w("Deliver the research: {name}", name=name)
        case "market.research", _:
            return w("Add what the report lacks: {name}", name=name)
        case "inventory", _:
            return w("Look through the stock: {name}", name=name)
        case "experiments", "start":
            return w("Start the test: {name}", name=name)
        case "experiments", _:
            return w("Read out the test: {name}", name=name)
        case "assumptions", _:
            return w("Test the assumption: {name}", name=name)
        case "risks", _:
            return w("Review the risk: {name}", name=name)
    return name


def _of_protection(duty: DutyPlan, name: str, w: Words) -> str:
    if duty.section == "security.controls" and name == duty.id:
        name = _measure(duty.kind, w) or name
    match duty.section, duty.field:
        case "security.controls", "due":
            return w("Put in place: {name}", name=name)
        case "security.controls", _:
            return w("Data protection: {name}", name=name)
        case "security.backups", "every":
            return w("Back up: {name}", name=name)
        case "security.backups", _:
            return w("Try to restore: {name}", name=name)
        case "legal.reviews", _:
            return w("Legal review: {name}", name=name)
        case "legal.assets", _:
            return w("Renew the licence: {name}", name=name)
        case "waivers", _:
            return w("Put right, or renew the waiver: {name}", name=name)
    return name


def _measure(kind: str | None, w: Words) -> str | None:
    """Return what a measure that protects data is called; the author's own kind has no word."""
    return {
        "https": w("HTTPS"),
        "two_factor": w("two-factor log-in"),
        "encryption": w("encryption"),
        "masking": w("masking of personal data"),
        "vulnerability_scan": w("vulnerability scan"),
        "classification": w("classification of data"),
        "internal_rules": w("internal rules"),
        "access_training": w("access rights and training"),
        "incident_plan": w("plan for incidents"),
    }.get(kind or "")


def duty_kind(duty: DutyPlan, w: Words) -> str:
    """Return what sort of thing a duty is, in a word or two for a column of the sheet."""
    return {
        "tasks": w("recurring task"),
        "meetings": w("meeting"),
        "reports": w("report"),
        "iterations": w("adjustment"),
        "feedback": w("feedback"),
        "market.research": w("research"),
        "inventory": w("stock check"),
        "experiments": w("test"),
        "assumptions": w("assumption"),
        "risks": w("risk review"),
        "security.controls": w("data protection"),
        "security.backups": w("backup"),
        "legal.reviews": w("legal review"),
        "legal.assets": w("licence"),
        "waivers": w("waiver"),
    }[duty.section]


def duty_items(duty: DutyPlan, w: Words) -> tuple[str, ...]:
    """Return what a duty holds, parts of a report by their names where they are written as codes."""
    if duty.section != "market.research":
        return duty.items
    parts = {
        "market_size": w("size of the market"),
        "competitors": w("competitors"),
        "user_needs": w("needs of users"),
        "opportunities_and_risks": w("opportunities and risks"),
    }
    return tuple(parts.get(item, item) for item in duty.items)
