"""The group `ecsc`: which commands there are, each loaded when it is asked for."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, TypeVar

import click

from ecsc import __version__
from ecsc.cli.failure import Exit, UsageProblem, complain, report_bug
from ecsc.cli.language import asked_tag, is_chinese, language_tag

AnyCommand = TypeVar("AnyCommand", bound=click.Command)

COMMANDS: dict[str, str] = {
    "init": "Start a strategy from a template.",
    "check": "Check strategies and show what is wrong.",
    "fmt": "Bring the layout of YAML files into one shape.",
    "build": "Compile a strategy into its plan, charts and lists.",
    "serve": "Show the page in a browser, anew with every change.",
    "why": "Show why a task or milestone comes when it comes.",
    "impact": "Show what moves when a task starts later or takes longer.",
    "price": "Show what an order costs: each offer used, and why the others are not.",
    "offers": "Show how low every price can get, and what is left of it.",
    "scenarios": "Compare the plan with each of its scenarios.",
    "level": "Propose a schedule with which nobody is overloaded.",
    "baseline": "Keep the dates of a plan, to measure progress against.",
    "progress": "Show how the work stands.",
    "simulate": "Simulate when the work is finished and how likely goals are.",
    "explain": "Show the manual of a rule, or what a part of a strategy is understood to say.",
    "rules": "List all rules.",
    "config": "Show the settings in force, and where each comes from.",
    "policies": "List the policies that a strategy is held to.",
    "functions": "Show the functions of formulas.",
    "metrics": "Show the standard metrics.",
    "schema": "Print the JSON schema, for editors.",
    "completion": "Print the completion script of a shell.",
}
"""Command name to what it does in a line; the command itself is `command` in the module of its name."""


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a system says when a disk behind standard output takes no more."""


class Program(click.Group):
    """A group whose commands are modules, and which tells every failure in the same way."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the commands in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module; None when there is none of that name.

        It writes its help in the language that the root context names as its `obj`.
        """
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ecsc.cli.{cmd_name}_command").command
        return _told(command, ctx.obj)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` name; say which one may be meant when there is none."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise UsageProblem("there is no command {word}", {"word": args[0]}, near=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit with the code; return the code instead when not `standalone_mode`."""
        extra.pop("windows_expand_args", None)
        name = prog_name or "ecsc"
        code = _completion(self, name, complete_var or "_ECSC_COMPLETE")
        if code is None:
            code = _run(self, list(sys.argv[1:] if args is None else args), name, extra)
        code = _flushed(code)
        if standalone_mode:
            sys.exit(code)
        return code


def _told(command: AnyCommand, tag: object) -> AnyCommand:
    """Return a command whose help is written in the language of `tag`; English is what it is written in."""
    if not isinstance(tag, str) or not is_chinese(tag):
        return command
    from ecsc.cli.help_words import in_words
    from ecsc.messages import words

    return in_words(command, words(tag))


def _completion(group: Program, name: str, variable: str) -> int | None:
    """Answer the shell's completion script, which asks through `variable`; None when nobody asks."""
    instruction = os.environ.get(variable)
    if not instruction:
        return None
    from click.shell_completion import shell_complete

    try:
        return shell_complete(group, {}, name, variable, instruction)
    except Exception:
        if os.environ.get("ECSC_DEBUG"):
            raise
        return Exit.BUG  # in silence: whatever is printed now lands in the line that somebody types


def _run(group: Program, args: list[str], name: str, extra: dict[str, Any]) -> int:
    """Run the command and return its exit code, with whatever went wrong said on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal or pipe that is not UTF-8 shows \u4e2d; it must never stop the run.
            stream.reconfigure(errors="backslashreplace")
    tag = language_tag(args)
    try:
        with _told(group, tag).make_context(name, args, obj=tag, **extra) as ctx:
            ctx.command.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as problem:
        complain(problem, asked_tag(args))
        return problem.code if isinstance(problem, UsageProblem) else Exit.USAGE
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _muted()
    except OSError as problem:
        if problem.filename is not None or problem.errno not in FULL:
            report_bug(problem, tag)
            return Exit.BUG
        return _full(problem)
    except Exception as bug:
        report_bug(bug, tag)
        return Exit.BUG
    return Exit.CLEAN


def _flushed(code: int) -> int:
    """Send what is still buffered; a reader that has gone away is no failure to talk about."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return _muted()
    except OSError as problem:
        return _full(problem)
    return code


def _full(problem: OSError) -> int:
    """Say that standard output takes no more, as on a full disk behind a redirection."""
    _muted()
    complain(click.ClickException(problem.strerror or str(problem)))
    return Exit.USAGE


def _muted() -> int:
    """Point standard output nowhere, so that Python does not try again at exit; return the shell's code."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.BROKEN_PIPE


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="ecsc", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Strategy as code: check e-commerce strategies and compile them into plans.

    Start with `ecsc init my-strategy`, look with `ecsc check my-strategy`, and make the
    plan with `ecsc build my-strategy`.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(Exit.USAGE)
