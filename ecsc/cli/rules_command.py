"""`ecsc rules`: all rules in one list."""

from __future__ import annotations

import click

from ecsc.cli.choices import Word


@click.command("rules")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
def command(format_name: str) -> None:
    """List all rules: code, severity, name and what they hold to; those of plug-ins last."""
    from ecsc.cli.inputs import plugins_here
    from ecsc.pipeline.plugins import plugin_rules
    from ecsc.rules import catalogue

    rules = (*catalogue(), *plugin_rules(plugins_here()))
    if format_name == "json":
        import json

        rows = [
            {"code": each.code, "name": each.name, "severity": each.severity.value, "summary": each.summary}
            for each in rules
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    widest = max((len(each.name) for each in rules), default=0)
    for each in rules:
        click.echo(f"{each.code}  {each.severity.value:<7}  {each.name:<{widest}}  {each.summary}".rstrip())
