"""In which language the terminal speaks. Nothing is imported for it: `ecsc --help` asks it too."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def language_tag(args: Sequence[str] = ()) -> str:
    """Return the tag that was asked for: by `--lang` among `args`, else by the machine; `en` where nothing says it.

    The machine's is that of `LC_ALL`, `LC_MESSAGES`, `LANG` (POSIX), of Windows the language of its own texts.
    """
    if asked := asked_tag(args):
        return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if from_machine := os.environ.get(variable):
            return from_machine
    return _windows_language() if sys.platform == "win32" else "en"


def asked_tag(args: Sequence[str]) -> str | None:
    """Return what `--lang` among `args` asks for, None without."""
    for number, word in enumerate(args):
        if word == "--":
            break
        option, equals, value = word.partition("=")
        if option == "--lang":
            asked = value if equals else "".join(args[number + 1 : number + 2])
            if asked:
                return asked
    return None


def is_chinese(tag: str) -> bool:
    """Return whether a tag names Chinese in any script or region, as `language_of` reads it."""
    return tag.strip().replace("_", "-").split("-", 1)[0].split(".", 1)[0].lower() in ("zh", "cmn")


def _windows_language() -> str:
    """Return the language of Windows' own texts; it sets none of the variables of POSIX."""
    if sys.platform != "win32":
        return "en"
    import ctypes

    chinese = 0x04  # the primary language of a LANGID stands in its low ten bits
    return "zh-CN" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == chinese else "en"
