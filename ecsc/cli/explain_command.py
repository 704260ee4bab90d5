"""`ecsc explain`: the manual of a rule, or how a part of a strategy is understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE, Word

if TYPE_CHECKING:
    from ecsc.diagnostics import Rule

_CODE = re.compile(r"\[?(?:ECS)?\d+\]?", re.IGNORECASE)


def _rules() -> tuple[Rule, ...]:
    from ecsc.cli.inputs import plugins_here
    from ecsc.pipeline.plugins import plugin_rules
    from ecsc.rules import catalogue

    return (*catalogue(), *plugin_rules(plugins_here()))


def _names() -> list[str]:
    return [name for rule in _rules() for name in (rule.code, rule.name)]


class _Subject(Word):
    """A rule by code or name, or anything else: a path, or a part of a strategy, which only that can judge."""

    name = "subject"

    def _one(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        word = value.strip()
        if _CODE.fullmatch(word):
            number = word.strip("[]")
            return super()._one(f"ECS{number}" if number.isdigit() else number, param, ctx)
        if "-" in word and "." not in word and not Path(word).exists():
            return super()._one(word, param, ctx)  # ids have no hyphens: only a rule can be meant
        by_folded = {name.casefold(): name for name in self.words()}
        return by_folded.get(word.casefold(), word)


@click.command("explain")
@click.argument("subjects", nargs=-1, required=True, metavar="[PATH] NAME...", type=_Subject(_names))
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@LANGUAGE
@COLOR
def command(subjects: tuple[str, ...], format_name: str, lang: str | None, color: str) -> None:
    """Show the manual of a rule, or what a part of the strategy is understood to say.

    NAME is a rule, as ECS501 or budget-overcommitted, or a part of the strategy: a section that is one object,
    as service; an entry, as goals.revenue_h1; a field, as goals.revenue_h1.target. PATH is the strategy, the
    current folder by default. Each field is shown as it is written, as it is read, and where it stands; then
    the defaults that are used.

    A section that the strategy does not have, or a field as tactics.kind, is shown as it can be written.
    """
    from ecsc.cli.explaining import explained, path_and_parts
    from ecsc.cli.screen import layout_of
    from ecsc.cli.spoken import words_at

    known = frozenset(_names())
    rules = [name for name in subjects if name in known]
    path, parts = path_and_parts([name for name in subjects if name not in known])
    w, layout = words_at(lang, path), layout_of(color)
    manuals = _manuals(rules)
    document: dict[str, Any] = {"rules": [_as_data(rule, w) for rule in manuals]} if manuals else {}
    if parts:
        from ecsc.cli.planned import show_lines

        found = explained(path, parts, known, w, layout)
        document = found.document(w) | document
        if format_name == "text":
            show_lines(found.lines(w), layout)
    if format_name == "json":
        from ecsc.cli.planned import show_document

        show_document(document, layout)
    else:
        _show_manuals(manuals, w, layout)


def _manuals(names: Iterable[str]) -> list[Rule]:
    by_name = {name: rule for rule in _rules() for name in (rule.code, rule.name)}
    return list(dict.fromkeys(by_name[name] for name in names))


def _as_data(rule: Any, w: Any) -> dict[str, str]:
    from ecsc.report.manuals import manual_of

    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "manual": manual_of(rule, w),
    }


def _show_manuals(rules: Iterable[Any], w: Any, layout: Any) -> None:
    from ecsc.cli.screen import write
    from ecsc.report.layout import tone_of
    from ecsc.report.manuals import manual_lines
    from ecsc.report.text import severity_word

    for rule in rules:
        level = layout.paint(tone_of(rule.severity), f"{severity_word(rule.severity, w)}[{rule.code}]")
        manual = "\n".join(manual_lines(rule, w, layout))
        write([f"{level} {layout.paint('strong', rule.name)}\n\n{manual}\n\n"], layout)
