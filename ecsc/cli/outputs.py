"""Where reports go: `--output FORMAT=FILE`, several in one run, and what stays for standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

import click
from msgspec import Struct

from ecsc.cli.failure import UsageProblem, complain
from ecsc.cli.screen import is_unicode, write
from ecsc.messages import Words
from ecsc.pipeline import StrategyInput
from ecsc.report import FOR_PEOPLE, FORMATS, Checked, Format, Layout, render, statistics
from ecsc.runs import only_serious

STDOUT = "-"
NARROWED = FOR_PEOPLE | {"markdown"}
"""The formats in which `--quiet` leaves out infos and what is set aside: a program is never told less."""


class Output(Struct, frozen=True):
    """A format and the file it goes to, `-` for standard output."""

    format_name: Format
    file: str = STDOUT


class Reported(Struct, frozen=True):
    """What a run has to tell: what was checked, in which words, whether it failed, and the lines for people below.

    With `statistics`, standard output tells how often each rule was broken in place of what was found.
    """

    everything: tuple[Checked, ...]
    w: Words
    failed: bool
    lines: tuple[str, ...] = ()
    quiet: bool = False
    statistics: bool = False


def outputs_of(format_name: str | None, given: Iterable[str], usual: str = "text") -> tuple[Output, ...]:
    """Return what is to be written, standard output last; `usual` is its format where nobody names one.

    Raises `UsageProblem` for what cannot be meant.
    """
    outputs = [_output(word) for word in given]
    taken: dict[str, str] = {}
    for one in outputs:
        place = one.file if one.file == STDOUT else _place(one.file)
        if place in taken:
            raise UsageProblem(
                "--output: two formats go to {word}", {"word": one.file}, hint="give each a file of its own"
            )
        taken[place] = one.file
    files = [one for one in outputs if one.file != STDOUT]
    to_stdout = [one for one in outputs if one.file == STDOUT]
    if to_stdout and format_name is not None:
        told = {"word": format_name, "other": to_stdout[0].format_name}
        hint = "give one of them a file: --output {word}=FILE"
        raise UsageProblem(
            "--format {word} and --output {other}=- both go to standard output", told, hint=hint
        )
    return (*files, *(to_stdout or [Output(_known(format_name or usual))]))


def _output(word: str) -> Output:
    name, equals, file = word.partition("=")
    if not equals or not file.strip():
        raise UsageProblem(
            "--output {word} is no format and file", {"word": word}, hint="write it as sarif=findings.sarif"
        )
    return Output(_known(name.strip()), file)


def _known(word: str) -> Format:
    for name in FORMATS:
        if name == word.casefold():
            return name
    raise UsageProblem("--output knows no format {word}", {"word": word}, near=FORMATS)


def spare_sources(
    outputs: Iterable[Output], strategies: Sequence[StrategyInput], shared: Iterable[str]
) -> None:
    """Raise `UsageProblem` for an output that would overwrite what the run reads: files and tables of strategies,
    baselines, settings, and what they have in common, `shared`."""
    files = {_place(one.file): one.file for one in outputs if one.file != STDOUT}
    for name in _read(strategies, shared) if files else ():
        if (place := _place(name)) in files:
            raise UsageProblem(
                "--output would overwrite {word}, which this run reads",
                {"word": files[place]},
                hint="write it as sarif=findings.sarif",
            )


def _place(file: str) -> str:
    return os.path.normcase(os.path.realpath(file))


def _read(strategies: Sequence[StrategyInput], shared: Iterable[str]) -> Iterator[str]:
    """Yield the files that a run reads."""
    from ecsc.runs.touched import baselines_of
    from ecsc.workspace.settings import settings_places

    for one in strategies:
        yield from (name for name, _ in one.files)
        yield from map(one.shown, one.tables)
        yield from baselines_of(one)
    for folder in dict.fromkeys(one.folder for one in strategies):
        yield from settings_places(folder)
    yield from shared


def deliver(outputs: Sequence[Output], told: Reported, layout: Layout) -> None:
    """Write every report; what goes wrong with one keeps none of the others.

    Raises `UsageProblem` for a file that cannot be written, after everything else is written.
    """
    problems: list[Exception] = []
    for one in outputs:
        try:
            if one.file == STDOUT:
                _print(one.format_name, told, layout)
            else:
                _file(one, told)
        except Exception as problem:
            problems.append(problem)
    if problems:
        # A bug of ours, or a reader that went away, comes before wrong usage.
        last = next((each for each in problems if not isinstance(each, UsageProblem)), problems[-1])
        for each in problems:
            if isinstance(each, UsageProblem) and each is not last:
                complain(each)
        raise last


def said(outputs: Sequence[Output], told: Reported, layout: Layout) -> tuple[str, ...]:
    """Return the report that standard output gets."""
    return tuple(_report(outputs[-1].format_name, told, layout))


def _file(one: Output, told: Reported) -> None:
    from ecsc.workspace.report_files import PublishError, write_report

    pieces = [*_pieces(one.format_name, told, Layout())]
    if one.format_name == "text":
        pieces += (line + "\n" for line in told.lines)
    try:
        write_report(one.file, "".join(pieces).encode("utf-8", "backslashreplace"))
    except PublishError as problem:
        raise UsageProblem(problem.reason, problem.params, hint="name a file that can be written") from None


def _print(format_name: Format, told: Reported, layout: Layout) -> None:
    write(_report(format_name, told, layout), layout)
    for line in told.lines:
        # Programs read the other formats, so there the lines for people go to standard error.
        click.echo(line, file=sys.stdout if format_name == "text" else sys.stderr)


def _report(format_name: Format, told: Reported, layout: Layout) -> Iterable[str]:
    ascii_only = not is_unicode(sys.stdout)
    if told.statistics:
        shown = _shown(format_name, told)
        return statistics(shown, format_name, told.w, layout, ascii_only=ascii_only)
    return _pieces(format_name, told, layout, ascii_only=ascii_only)


def _shown(format_name: Format, told: Reported) -> Sequence[Checked]:
    if told.quiet and format_name in NARROWED:
        return [only_serious(one) for one in told.everything]
    return told.everything


def _pieces(
    format_name: Format, told: Reported, layout: Layout, *, ascii_only: bool = False
) -> Iterable[str]:
    prefix = ""
    if format_name not in FOR_PEOPLE:
        from ecsc.workspace.report_files import below_root

        prefix = below_root()
    shown = _shown(format_name, told)
    return render(shown, format_name, told.w, layout, ascii_only=ascii_only, prefix=prefix)
