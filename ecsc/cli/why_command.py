"""`ecsc why`: why a piece of work comes when it comes."""

from __future__ import annotations

import click

from ecsc.cli.choices import COLOR, LANGUAGE, SCENARIO, Word


@click.command("why")
@click.argument("arguments", nargs=-1, required=True, metavar="[PATH] ID...")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@SCENARIO
@LANGUAGE
@COLOR
def command(
    arguments: tuple[str, ...], format_name: str, scenario: str | None, lang: str | None, color: str
) -> None:
    """Show why tasks and milestones come when they come: what drives them, their room, what they drive.

    ID is a task or milestone, as first_wave or tasks.first_wave; PATH the strategy, the current folder by
    default.
    """
    from ecsc.cli import planned
    from ecsc.cli.spoken import words_at
    from ecsc.emit.why import why_document, why_text

    path, names = planned.path_and_names(arguments)
    w, layout = words_at(lang, path), planned.layout_of(color)
    result = planned.planned(path, names, w, layout, scenario=scenario)
    if result.compiled is None:
        return
    planned.warn_of_errors(result, w)
    if format_name == "json":
        planned.show_document(why_document(result.compiled.plan, names, w), layout)
    else:
        planned.show_lines(why_text(result.compiled.plan, names, w), layout)
