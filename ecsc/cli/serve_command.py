"""`ecsc serve`: the page in a browser, anew with every change."""

from __future__ import annotations

from typing import Any

import click

from ecsc.cli.choices import AS_OF, COLOR, LANGUAGE, SCENARIO, Whole


@click.command("serve")
@click.argument("path", default=".")
@click.option(
    "--port", type=Whole(0, 65535), default=8765, show_default=True, metavar="N",
    help="Port of 127.0.0.1; 0 for any free one.",
)  # fmt: skip
@LANGUAGE
@AS_OF
@SCENARIO
@COLOR
def command(**given: Any) -> None:
    """Show the page of the strategy in PATH in a browser, anew whenever a file changes.

    While there are errors they stand over the last page without any. Only this machine can open
    the address, and nothing is written. Ctrl-C ends it.
    """
    from ecsc.cli.serving import ServeOrder, serve

    serve(ServeOrder(**given))
