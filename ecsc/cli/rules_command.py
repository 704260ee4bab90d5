"""`ecsc rules`: all rules in one list."""

from __future__ import annotations

import click

from ecsc.cli.choices import LANGUAGE, Word


@click.command("rules")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@LANGUAGE
def command(format_name: str, lang: str | None) -> None:
    """List all rules: code, severity, name and what they hold to; those of plug-ins last."""
    from ecsc.cli.inputs import plugins_here
    from ecsc.cli.spoken import words_at
    from ecsc.pipeline.plugins import plugin_rules
    from ecsc.report.columns import width
    from ecsc.report.manuals import summary_of
    from ecsc.report.text import severity_word
    from ecsc.rules import catalogue

    w = words_at(lang)
    rules = (*catalogue(), *plugin_rules(plugins_here()))
    if format_name == "json":
        from ecsc.cli.planned import show_document
        from ecsc.cli.screen import layout_of

        rows = [
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity.value,
                "summary": summary_of(each, w),
            }
            for each in rules
        ]
        show_document(rows, layout_of())
        return
    widest = max((len(each.name) for each in rules), default=0)
    for each in rules:
        level = severity_word(each.severity, w)
        level += " " * (7 - width(level))
        click.echo(f"{each.code}  {level}  {each.name:<{widest}}  {summary_of(each, w)}".rstrip())
