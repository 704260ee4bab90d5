"""How a run ends when it does not end well: exit codes, wrong usage and bugs of ours, told in one look."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ecsc.messages import Words


class Exit(IntEnum):
    """What the exit code says. `BROKEN_PIPE` is what shells give a program whose reader went away."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class UsageProblem(click.UsageError):
    """Wrong usage in our own words: a message template with `params`, and what would be right.

    The help is the template `hint`, or those of `near` that look like the parameter `word`.
    """

    code = Exit.USAGE

    def __init__(
        self,
        template: str,
        params: Mapping[str, object] | None = None,
        *,
        hint: str = "",
        near: Iterable[str] = (),
        ctx: click.Context | None = None,
    ) -> None:
        super().__init__(template, ctx)
        self.template = template
        self.hint = hint
        self.near = tuple(near)
        self.params = params or {}


class Broken(UsageProblem):
    """The run could not be brought to its end, told as wrong usage is: whoever started it did nothing wrong."""

    code = Exit.BUG


def close_words(word: str, words: Iterable[str]) -> list[str]:
    """Return at most five of `words` that look like `word`, closest first, regardless of case."""
    from difflib import get_close_matches

    by_folded = {each.casefold().lstrip("-"): each for each in words}
    return [by_folded[each] for each in get_close_matches(word.casefold().lstrip("-"), by_folded, 5, 0.65)]


def complain(problem: click.ClickException, language: str | None = None) -> None:
    """Print wrong usage to standard error, as a finding looks: what is wrong, and what would be right."""
    from ecsc.cli.screen import write_error
    from ecsc.cli.spoken import words_at
    from ecsc.report.columns import visible

    w = words_at(language)
    message, hint = (visible(text) for text in told(problem, w))
    write_error("error", w("error"), message)
    if hint:
        write_error("help", "  " + w("help"), hint)


def told(problem: click.ClickException, w: Words) -> tuple[str, str]:
    """Return what is wrong and what would be right, in words."""
    ctx = problem.ctx if isinstance(problem, click.UsageError) else None
    usage = f"{ctx.command_path} --help" if ctx is not None else "ecsc --help"
    if isinstance(problem, UsageProblem):
        message = w(problem.template, **problem.params)
        if problem.hint:
            return message, w(problem.hint, **problem.params)
        near = close_words(str(problem.params.get("word", "")), problem.near)
        return message, _did_you_mean(near, problem.near, usage, w)
    if isinstance(problem, click.NoSuchOption):
        options = [each for each in _options(ctx) if each.startswith("--")]
        near = close_words(problem.option_name, options)
        message = w("there is no option {word}", word=problem.option_name)
        return message, _did_you_mean(near, (), usage, w)
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        name = problem.param.metavar or problem.param.human_readable_name
        return w("{word} is missing", word=name), w("see {command}", command=usage)
    if isinstance(problem, click.BadOptionUsage):
        if problem.option_name in problem.message and "does not take" in problem.message:
            return w("{word} takes no value", word=problem.option_name), w("see {command}", command=usage)
        return w("{word} needs a value", word=problem.option_name), w("see {command}", command=usage)
    if extra := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", problem.message):
        message = w("there is one word too many: {word}", word=extra[1])
        return message, w("see {command}", command=usage)
    return problem.format_message(), w("see {command}", command=usage)


def _did_you_mean(near: Iterable[str], all_words: tuple[str, ...], listing: str, w: Words) -> str:
    from ecsc.messages import enumerated

    if close := list(near):
        return w("did you mean {words}?", words=" / ".join(close))
    if all_words and len(all_words) <= 25:
        return w("it is one of {words}", words=enumerated(all_words))
    return w("see {command}", command=listing)


def _options(ctx: click.Context | None) -> list[str]:
    params = ctx.command.get_params(ctx) if ctx is not None else []
    return [name for each in params for name in (*each.opts, *each.secondary_opts)]


def report_bug(bug: Exception, language: str | None = None) -> None:
    """Print what to report about a bug of ours; the whole traceback only with `ECSC_DEBUG=1`."""
    from ecsc.cli.screen import terminal_words, write_error
    from ecsc.report.crash import crash_of

    w = terminal_words(language)
    write_error("error", w("error"), w("ecsc itself failed here; your strategy is not to blame"))
    write_error("help", "  " + w("help"), w("please report the lines below (ECSC_DEBUG=1 shows all of them)"))
    crash = crash_of(bug)
    if os.environ.get("ECSC_DEBUG", "") not in ("", "0"):
        click.echo(crash.whole, err=True, nl=False)
        return
    click.echo("\n".join("    " + line for line in crash.lines), err=True)
