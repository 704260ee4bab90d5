"""`ecsc metrics`: the metrics that `standard:` takes over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ecsc.cli.choices import COLOR, LANGUAGE, Word

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _names() -> Iterable[str]:
    from ecsc.catalogue import standard_metrics

    return list(standard_metrics())


class _Metric(Word):
    """A standard metric by its id, or by what else it is called: `AOV`, 客单价."""

    name = "metric"

    def __init__(self) -> None:
        super().__init__(_names)

    def words(self) -> tuple[str, ...]:
        """Return the ids and everything else that metrics are called."""
        from ecsc.catalogue import metric_names

        return tuple(metric_names())

    def _one(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from ecsc.catalogue import metric_names

        return metric_names()[super()._one(value.strip(), param, ctx)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the ids that begin as what was typed."""
        return Word(_names).shell_complete(ctx, param, incomplete)


@click.command("metrics")
@click.argument("names", nargs=-1, metavar="[NAME]...", type=_Metric())
@click.option("--format", "format_name", type=Word(("text", "json")), default="text", show_default=True)
@LANGUAGE
@COLOR
def command(names: tuple[str, ...], format_name: str, lang: str | None, color: str) -> None:
    """Show the standard metrics: what each one is, its unit and formula, how it adds up, what to mind.

    NAME is a metric's id, as roas, or another name of it, as AOV; with it, that metric is shown in full.
    """
    from ecsc.cli.planned import show_document, show_lines
    from ecsc.cli.screen import layout_of
    from ecsc.cli.spoken import words_at
    from ecsc.emit.standard_metrics import metrics_document, metrics_text

    w, layout = words_at(lang), layout_of(color)
    chosen = tuple(dict.fromkeys(names))
    if format_name == "json":
        show_document(metrics_document(chosen), layout)
    else:
        show_lines(metrics_text(chosen, w), layout)
