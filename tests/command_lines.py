"""Command lines as people and pipelines write them, held against the real parser."""

from __future__ import annotations

import click

from ecsc.cli.failure import UsageProblem
from ecsc.cli.program import program


def refused(arguments: list[str]) -> list[str]:
    """Return the options, or options with their values, that the parser does not take; none when it takes all.

    Each is named as it is written. What follows the refused one is looked at without it.
    """
    problems = []
    rest = list(arguments)
    while True:
        try:
            with program.make_context("ecsc", list(rest), resilient_parsing=False) as ctx:
                name, command, given = program.resolve_command(ctx, [*ctx.protected_args, *ctx.args])
                assert command is not None
                command.make_context(name, given, parent=ctx)
        except click.exceptions.Exit:  # --help and --version answer while they are parsed
            return problems
        except click.NoSuchOption as problem:
            wrong = problem.option_name
        except UsageProblem as problem:
            wrong = str(problem.params.get("option") or problem.params.get("word"))
        else:
            return problems
        place = next(i for i, one in enumerate(rest) if one == wrong or one.startswith(f"{wrong}="))
        until = place + 1
        if "=" not in rest[place] and until < len(rest) and not rest[until].startswith("-"):
            until += 1
        problems.append(" ".join(rest[place:until]))
        del rest[place:until]
