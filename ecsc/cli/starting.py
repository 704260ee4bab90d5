"""What `ecsc init` does: a strategy where there is none, and settings of an editor beside it."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import Struct

from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import inputs
from ecsc.cli.screen import layout_of, write, write_error
from ecsc.cli.spoken import words_at
from ecsc.messages import Words
from ecsc.pipeline import StrategyInput
from ecsc.workspace.editor_settings import Editor
from ecsc.workspace.editors import Equipped, Left, equip
from ecsc.workspace.starters import StarterError, start


class StartOrder(Struct, frozen=True):
    """What is to be begun: the options of the command, as they were given."""

    folder: str
    template: str | None
    editor: Editor | None
    lang: str | None


def begin(order: StartOrder) -> bool:
    """Write the strategy and the settings that are asked for, and say so; return whether all could be done."""
    w = words_at(order.lang, order.folder)
    layout = layout_of()
    strategies = _there(order)
    if not strategies:
        names = _started(order, w.language)
        write([f"  {name}\n" for name in names], layout)
    is_done = True
    if order.editor is not None:
        equipped = _equipped(order.folder, order.editor, strategies or inputs((order.folder,))[0], w)
        write([f"  {name}\n" for name in equipped.written], layout)
        is_done = _tell_rest(equipped, w)
    if not strategies:
        next_step = w("next: change the names and numbers, then ecsc check {folder}", folder=order.folder)
        write([next_step + "\n"], layout)
    elif is_done:
        write([w("next: open {folder} in the editor", folder=order.folder) + "\n"], layout)
    return is_done


def _there(order: StartOrder) -> tuple[StrategyInput, ...]:
    """Return the strategies that are in the folder already; none where a template is to be written anyway."""
    if order.editor is None or order.template is not None or not Path(order.folder).is_dir():
        return ()
    return inputs((order.folder,))[0]


def _started(order: StartOrder, language: str) -> tuple[str, ...]:
    try:
        return start(order.folder, order.template or "minimal", language)
    except StarterError as problem:
        raise UsageProblem(problem.reason, problem.params, hint="choose another folder") from None


def _equipped(folder: str, editor: Editor, strategies: tuple[StrategyInput, ...], w: Words) -> Equipped:
    try:
        return equip(folder, editor, strategies, w)
    except OSError as problem:
        told = {"path": problem.filename or folder, "problem": problem.strerror or str(problem)}
        raise UsageProblem(
            "{path} cannot be written: {problem}", told, hint="choose another folder"
        ) from None


def _tell_rest(equipped: Equipped, w: Words) -> bool:
    """Say what says something else and stays, and what is to be added by hand; return whether nothing is."""
    for path, keys in equipped.kept:
        click.echo("  " + w("{path} keeps what it says of {keys}", path=path, keys=", ".join(keys)))
    for left in equipped.left:
        _tell_left(left, w)
    return not equipped.left


def _tell_left(left: Left, w: Words) -> None:
    write_error("error", w("error"), w(left.reason, **left.params))
    if left.lacking:
        write_error("help", "  " + w("help"), w("add this to it") + "\n" + left.lacking)
    else:
        write_error("help", "  " + w("help"), w("move it away, and run this again"))
