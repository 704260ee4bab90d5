"""The command line: `ecsc` and its commands, a file each.

In: arguments. Out: text on the terminal and an exit code: 0 clean, 1 findings, 2 wrong usage, 3 a bug of
ours, 130 interrupted. A command parses its arguments, calls one function and prints. May import everything;
each command and all it needs is imported when it runs, so `ecsc --help` imports click alone.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line on the process's arguments and exit."""
    try:
        from ecsc.cli.program import program

        code = int(program(prog_name="ecsc", standalone_mode=False))
    except KeyboardInterrupt:  # while the program itself was being loaded, or left
        code = 130
    if os.environ.get("ECSC_DEBUG") or sys.gettrace() or sys.getprofile():
        sys.exit(code)
    # All files are closed and all output is flushed by now. Taking modules and a strategy apart object by
    # object before the system takes the memory back would cost a fifth of a short run.
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    os._exit(code)
