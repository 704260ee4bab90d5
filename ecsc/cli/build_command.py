"""`ecsc build`: compile a strategy and write what its readers get."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any

import click

from ecsc.cli.choices import (
    AS_OF,
    BASELINE_FILE,
    BASELINE_REV,
    COLOR,
    LANGUAGE,
    NO_WAIVERS,
    RUNS,
    SCENARIO,
    SEED,
    Word,
)
from ecsc.cli.failure import Exit


def _outputs() -> Iterable[str]:
    from ecsc.cli.inputs import plugins_here
    from ecsc.emit import EMITTERS
    from ecsc.pipeline.plugins import load

    return [*EMITTERS, *load(plugins_here().plugins).outputs]


@click.command("build")
@click.argument("path", default=".")
@click.option("-o", "--output", default="dist", show_default=True, metavar="FOLDER", help="Where to write.")
@LANGUAGE
@click.option(
    "--emit", "names", type=Word(_outputs, many=True), multiple=True, metavar="NAME",
    help="Only these outputs; may be given again, or with commas.",
)  # fmt: skip
@click.option("--keep-going", is_flag=True, help="Write what can be planned though there are errors.")
@click.option("--force", is_flag=True, help="Overwrite files that ecsc did not write.")
@click.option("--simulate", is_flag=True, help="Simulate dates and goals though the strategy does not ask.")
@RUNS
@SEED
@AS_OF
@BASELINE_FILE
@BASELINE_REV
@SCENARIO
@NO_WAIVERS
@click.option("--stamp", is_flag=True, help="Write the git revision of the sources into the plan.")
@COLOR
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Compile the strategy in PATH and write plan, charts and lists.

    Nothing is written when there are errors. Files that ecsc did not write are never touched.
    """
    gc.disable()  # as in `check`: the process ends with this command
    from ecsc.cli.building import BuildOrder, build

    if not build(BuildOrder(**given)):
        ctx.exit(Exit.FINDINGS)
