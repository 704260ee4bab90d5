"""`ecsc completion`: let the shell complete commands, options and rule names."""

from __future__ import annotations

import click

from ecsc.cli.choices import Word

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=Word(SHELLS), metavar=f"[{'|'.join(SHELLS)}]")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    For bash: `ecsc completion bash > ~/.local/share/bash-completion/completions/ecsc`.
    """
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        # Not `kind.source`, which starts a shell to ask for its version.
        script = ShellComplete.source(kind(ctx.find_root().command, {}, "ecsc", "_ECSC_COMPLETE"))
        click.echo(script)
