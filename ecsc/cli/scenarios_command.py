"""`ecsc scenarios`: what the scenarios of a strategy would bring."""

from __future__ import annotations

from typing import Any

import click

from ecsc.cli.choices import AS_OF, COLOR, LANGUAGE, NO_WAIVERS, Word
from ecsc.cli.failure import Exit


@click.command("scenarios")
@click.argument("path", default=".")
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@AS_OF
@NO_WAIVERS
@LANGUAGE
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Compare the plan with each of its scenarios: the end, goals and what drives them, money, findings.

    `ecsc check --scenario ID` shows the findings under one, `ecsc build --scenario ID` writes its plan.
    """
    from ecsc.cli.comparing import ScenariosOrder, compare

    if not compare(ScenariosOrder(**given)):
        ctx.exit(Exit.FINDINGS)
