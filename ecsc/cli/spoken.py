"""In which words a command answers: as it was told, else as the settings say, else as the terminal does."""

from __future__ import annotations

from ecsc.cli.screen import terminal_words
from ecsc.messages import Words
from ecsc.workspace.settings import settings_near
from ecsc.workspace.toml import SettingsError


def words_at(language: str | None, path: str = ".") -> Words:
    """Return the words of `language`, else of the settings in force at a path, else those of the terminal.

    Settings that cannot be read say nothing here: whoever needs them tells what is wrong.
    """
    return terminal_words(language if language is not None else _in_settings(path))


def _in_settings(path: str) -> str | None:
    try:
        return settings_near("." if path == "-" else path).lang
    except (SettingsError, OSError):
        return None
