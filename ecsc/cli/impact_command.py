"""`ecsc impact`: what a delay would do."""

from __future__ import annotations

import datetime as dt

import click

from ecsc.cli.choices import COLOR, LANGUAGE, SCENARIO, Day, Word


@click.command("impact")
@click.argument("arguments", nargs=-1, required=True, metavar="[PATH] ID...")
@click.option("--slip", multiple=True, metavar="LENGTH", help="Start so much later: 5d, 2w; -3d is earlier.")
@click.option("--start", multiple=True, type=Day(), metavar="DATE", help="Start on this day.")
@click.option("--longer", multiple=True, metavar="LENGTH", help="Take so much longer; -2d is less.")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@SCENARIO
@LANGUAGE
@COLOR
def command(
    arguments: tuple[str, ...],
    slip: tuple[str, ...],
    start: tuple[dt.date, ...],
    longer: tuple[str, ...],
    format_name: str,
    scenario: str | None,
    lang: str | None,
    color: str,
) -> None:
    """Show what moves when a task starts later or takes longer: work, promises, launches, goals and money.

    ID is a task, as shop_design or tasks.shop_design; PATH the strategy, the current folder by default. Each
    option is given once for all tasks, or once for each.
    """
    from ecsc.assess.impact import impact
    from ecsc.cli import planned
    from ecsc.cli.failure import UsageProblem
    from ecsc.cli.spoken import words_at
    from ecsc.cli.trying import changes_of
    from ecsc.emit.impact import impact_document, impact_text
    from ecsc.schedule import HORIZON_YEARS

    path, names = planned.path_and_names(arguments)
    w, layout = words_at(lang, path), planned.layout_of(color)
    changes = changes_of(names, slip, start, longer)
    result = planned.planned(path, names, w, layout, plan=False, scenario=scenario)
    if result.assessed is None:
        return
    planned.refuse_undated(result, names)
    planned.warn_of_errors(result, w)
    found = impact(result.assessed, changes)
    if found.endless:
        told = {"word": found.endless[0], "years": HORIZON_YEARS}
        raise UsageProblem(
            "with this, {word} would not end within {years} years", told, hint="change it by less"
        )
    if format_name == "json":
        planned.show_document(impact_document(found, result.name, w), layout)
    else:
        planned.show_lines(impact_text(found, w), layout)
