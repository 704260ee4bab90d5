"""Command lines as people and pipelines write them, held against the real parser."""

from __future__ import annotations

import click

from ecsc.cli.failure import UsageProblem
from ecsc.cli.program import program


def refused(arguments: list[str]) -> list[str]:
    """Return the options, with the values behind them, that the parser does not take; none when it takes all.

    `arguments` begin with the command. What follows a refused option is looked at without it.
    """
    name, *rest = arguments
    problems: list[str] = []
    with click.Context(program, info_name="ecsc") as ctx:
        command = program.get_command(ctx, name)
        if command is None:
            return [name]
        while (wrong := _refused(command, ctx, rest)) is not None:
            place = next(i for i, one in enumerate(rest) if one.partition("=")[0] == wrong)
            until = place + 1
            if "=" not in rest[place] and until < len(rest) and not rest[until].startswith("-"):
                until += 1
            problems.append(" ".join(rest[place:until]))
            del rest[place:until]
    return problems


def _refused(command: click.Command, parent: click.Context, arguments: list[str]) -> str | None:
    """Return the first option that is not taken, or whose value is not."""
    try:
        command.make_context(command.name, list(arguments), parent=parent)
    except click.NoSuchOption as problem:
        return problem.option_name
    except UsageProblem as problem:
        return str(problem.params["option"])
    except click.BadOptionUsage:  # there is such an option, and it wants a value
        return None
    except click.MissingParameter as problem:
        return str(problem.param and problem.param.human_readable_name)
    return None
