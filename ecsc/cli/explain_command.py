"""`ecsc explain`: the manual of a rule."""

from __future__ import annotations

import click

from ecsc.cli.choices import LANGUAGE, Word


def _names() -> list[str]:
    from ecsc.rules import catalogue

    return [name for rule in catalogue() for name in (rule.code, rule.name)]


class _RuleName(Word):
    name = "rule"

    def _one(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        number = value.strip().strip("[]")
        return super()._one(f"ECS{number}" if number.isdigit() else number, param, ctx)


@click.command("explain")
@click.argument("names", nargs=-1, required=True, metavar="CODE...", type=_RuleName(_names))
@LANGUAGE
def command(names: tuple[str, ...], lang: str | None) -> None:
    """Show the manual of a rule: why it matters, what fails and what passes.

    CODE is a rule's code or name, as ECS501 or budget-overcommitted.
    """
    from ecsc.cli.screen import layout_of, terminal_words, write
    from ecsc.report.layout import tone_of
    from ecsc.report.text import severity_word
    from ecsc.rules import catalogue

    w, layout = terminal_words(lang), layout_of()
    by_name = {name: rule for rule in catalogue() for name in (rule.code, rule.name)}
    for rule in dict.fromkeys(by_name[name] for name in names):
        level = layout.paint(tone_of(rule.severity), f"{severity_word(rule.severity, w)}[{rule.code}]")
        write([f"{level} {layout.paint('strong', rule.name)}\n\n{rule.manual.strip()}\n\n"], layout)
