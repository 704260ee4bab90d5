"""Definitions that nothing names: not wrong, but often a slip of the pen or left over."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.diagnostics import At, Finding
from ecsc.link.findings import UNUSED
from ecsc.link.reference_fields import reference_fields
from ecsc.link.references import edges
from ecsc.model import SECTIONS, Strategy
from ecsc.model.annotations import expressions

WATCHED = ("people", "teams", "metrics", "data_sources", "phases", "channels")
"""Sections whose entries mean something only through what names them."""


def check_unused(strategy: Strategy) -> Iterator[Finding]:
    """Yield an info for every entry of a watched section that neither a reference nor a formula names."""
    if not strategy.whole or not any(strategy.section(name) for name in WATCHED):
        return
    used = _used(strategy)
    words = _words_of_formulas(strategy)
    doubtful = _named_by_unread(strategy)
    for section in WATCHED:
        if section in doubtful:
            continue
        for identifier, entity in strategy.section(section).items():
            if identifier in used or identifier in words or getattr(entity, "formula", None):
                continue
            if section == "people" and getattr(entity, "team", None) in used:
                continue
            yield Finding(
                UNUSED,
                "nothing names `{id}`",
                At(section, identifier, part="key"),
                params={"id": identifier, "section": section},
                hint="use it, or take it out of `{section}`",
            )


def _named_by_unread(strategy: Strategy) -> frozenset[str]:
    """Return the sections that something names in fields or entries which could not be read."""
    found = {section for section in ("people", "teams") if strategy.lacks("strategy", "", "owner")}
    unread = [(section, None) for section in strategy.torn]
    unread += [(section, None) for section, _ in strategy.lost]
    for section, fields in (*unread, *((home, fields) for (home, _), fields in strategy.damaged.items())):
        if section not in SECTIONS:
            continue
        model = SECTIONS[section].entity_type()
        for field in reference_fields(model):
            if fields is None or field.path[0] in fields or field.within in fields:
                found.update(field.ref.sections)
        if any(fields is None or name in fields for name in expressions(model)):
            return frozenset(WATCHED)
    return frozenset(found)


def _used(strategy: Strategy) -> set[str]:
    """Return the ids that something names; of tasks, the fields that can name a watched entry are read straight."""
    used: set[str] = {owner} if (owner := strategy.header.owner) else set()
    for task in strategy.tasks.values():
        used.add(task.owner or "")
        used.add(task.phase or "")
        used.update(link.target for link in (*task.after, *task.finish_after))
        if task.for_each is not None:
            used.update(strategy.section(task.for_each.split(" ", 1)[0]))
    for section in SECTIONS:
        if section != "tasks" and strategy.section(section):
            used.update(edge.target[1] for edge in edges(strategy, (section,)))
    used.update(one.id for one in strategy.channels.values() if one.share_of_sales is not None)
    if strategy.channel_selection is not None:
        used.update(strategy.channel_selection.scores)
    for goal in strategy.goals.values():
        for cut in goal.breakdown:
            if "channel" in cut.split:
                used.update(strategy.channels)
    return used


def _words_of_formulas(strategy: Strategy) -> set[str]:
    """Return every word of every formula: rough, but a name in a formula is then never called unused."""
    texts = [metric.formula for metric in strategy.metrics.values()]
    texts += [milestone.criterion for milestone in strategy.milestones.values()]
    texts += [launch.success for launch in strategy.launches.values()]
    texts += [strategy.launch_plan.success if strategy.launch_plan is not None else None]
    texts += [promotion.applies_to for promotion in strategy.promotions.values()]
    texts += [trigger.when for trigger in strategy.triggers.values()]
    texts += [text for rule in strategy.pricing_rules.values() for text in (rule.when, rule.then)]
    texts += [risk.trigger for risk in strategy.risks.values()]
    texts += [task.for_each for task in strategy.tasks.values()]
    texts += [policy.check for policy in strategy.policies.values()]
    if any(metric.standard for metric in strategy.metrics.values()):
        from ecsc.catalogue import standard_metrics

        texts += [
            standard_metrics().get(m.standard or "", {}).get("formula") for m in strategy.metrics.values()
        ]
    words: set[str] = set()
    for text in texts:
        if text:
            words.update("".join(char if char.isalnum() or char == "_" else " " for char in text).split())
    return words
