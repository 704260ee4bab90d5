"""What options take: a day, a language, one of a few words, and suggestions when it is none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from ecsc.cli.failure import UsageProblem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Word(click.ParamType):  # type: ignore[type-arg] # generic only in the newest click
    """One of a few words, in any case; `words` may be a function where listing them costs an import."""

    name = "word"

    def __init__(self, words: Iterable[str] | Callable[[], Iterable[str]], *, many: bool = False) -> None:
        self._words = words
        self._many = many

    def words(self) -> tuple[str, ...]:
        """Return the words to choose from."""
        return tuple(self._words() if callable(self._words) else self._words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        """Return the words as the help shows them, when that costs nothing."""
        del param, ctx
        return None if callable(self._words) else f"[{'|'.join(self.words())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word as it is listed; with `many`, the list of words that commas part."""
        if not isinstance(value, str):
            return value
        if self._many:
            return [self._one(part.strip(), param, ctx) for part in value.split(",") if part.strip()]
        return self._one(value, param, ctx)

    def _one(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words = self.words()
        for word in words:
            if word.casefold() == value.casefold():
                return word
        option = param.opts[-1] if param is not None and param.opts[-1].startswith("-") else ""
        template = "{option} takes no {word}" if option else "{word} is not known here"
        raise UsageProblem(template, {"word": value, "option": option}, near=words, ctx=ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the words that begin as what was typed."""
        del ctx, param
        from click.shell_completion import CompletionItem

        start = incomplete.casefold()
        return [CompletionItem(word) for word in self.words() if word.casefold().startswith(start)]


class Whole(click.ParamType):  # type: ignore[type-arg] # as above
    """A whole number from `low` to `high`, both in."""

    name = "integer"

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number, in whatever digits it is written."""
        if not isinstance(value, str):
            return value
        plain = value.strip()
        if plain.isdecimal() and len(plain) <= len(str(self._high)) and self._low <= int(plain) <= self._high:
            return int(plain)
        told = {
            "word": value, "option": param.opts[-1] if param is not None else "",
            "low": self._low, "high": self._high,
        }  # fmt: skip
        raise UsageProblem("{option}: {word} is no whole number from {low} to {high}", told, ctx=ctx)


class Day(click.ParamType):  # type: ignore[type-arg] # as above
    """A day as strategies write it: `2026-03-31`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the date."""
        if not isinstance(value, str):
            return value
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            told = {"word": value, "option": param.opts[-1] if param is not None else ""}
            raise UsageProblem("{option}: {word} is not a day", told, hint="write it as 2026-03-31", ctx=ctx)
        return day


class Language(Word):
    """A language of the product; `zh`, `zh_CN` and `zh-Hans` are Chinese too."""

    name = "language"

    def __init__(self) -> None:
        super().__init__(("en", "zh-CN"))

    def _one(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from ecsc.messages import language_of

        if value.replace("_", "-").split("-")[0].casefold() in ("en", "zh", "cmn"):
            return language_of(value)
        return super()._one(value, param, ctx)


class Share(click.ParamType):  # type: ignore[type-arg] # as above
    """A share of the work, as `2/5`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return its number, from 1, and of how many it is one."""
        if not isinstance(value, str):
            return value
        number, slash, count = value.partition("/")
        parts = [
            int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
            for part in (number, count)
        ]
        if not slash or not 1 <= parts[0] <= parts[1]:
            told = {"word": value, "option": param.opts[-1] if param is not None else ""}
            raise UsageProblem(
                "{option}: {word} is no share", told, hint="write the second of five as 2/5", ctx=ctx
            )
        return tuple(parts)


LANGUAGE = click.option("--lang", type=Language(), help="Language of the output.")
COLOR = click.option(
    "--color", type=Word(("auto", "always", "never")), default="auto", show_default=True, help="Colours."
)
AS_OF = click.option("--as-of", type=Day(), metavar="DATE", help="The day to take for today, as 2026-03-31.")
SCENARIO = click.option("--scenario", metavar="ID", help="With the changes of this scenario of the strategy.")
NO_WAIVERS = click.option(
    "--no-waivers", "waivers", flag_value=False, default=True, help="Waive nothing: every finding counts."
)
JOBS = click.option(
    "--jobs",
    type=Whole(1, 256),
    metavar="N",
    help="How many processes may work, by default one a core.",
)
NO_CACHE = click.option(
    "--no-cache",
    "cache",
    flag_value=False,
    default=True,
    help="Check what is unchanged too, and keep nothing.",
)
CHANGED_SINCE = click.option(
    "--changed-since", metavar="REV", help="Only strategies that differ from where this branch left REV."
)
SHARD = click.option(
    "--shard", type=Share(), metavar="K/N", help="Only the K-th of N shares of the strategies."
)
WATCH = click.option("--watch", is_flag=True, help="Check again after every change, until Ctrl-C.")
RUNS = click.option(
    "--runs", type=Whole(100, 1_000_000), metavar="N", help="How many times a simulation is played."
)
SEED = click.option("--seed", type=Whole(0, 2**32 - 1), metavar="N", help="Where its random numbers start.")
BASELINE_FILE = click.option(
    "--baseline-file", metavar="FILE", help="Measure against this file that `ecsc baseline` wrote."
)
BASELINE_REV = click.option(
    "--baseline-rev", metavar="REV", help="Measure against the strategy as it stood at this git revision."
)


def CHOOSING(command: Callable[..., Any]) -> Callable[..., Any]:  # noqa: N802 - stands among the options above
    """Add the options that choose which findings count, and where a run fails."""
    for option in reversed(_CHOOSING):
        command = option(command)
    return command


_CHOOSING = (
    click.option(
        "--select", multiple=True, metavar="RULES",
        help="Only these rules: codes, the start of codes (ECS5), names; with commas, or given again.",
    ),
    click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules, named likewise."),
    click.option(
        "--fail-on", type=Word(("error", "warning", "info")),
        help="The least serious finding that makes the exit code 1; error, unless `ecsc.toml` says.",
    ),
    click.option("--strict/--no-strict", default=None, help="What cannot be decided is an error."),
    click.option(
        "--findings-baseline", metavar="FILE", help="Findings that this file knows do not count, only new ones."
    ),
    click.option(
        "--update-findings-baseline", is_flag=True, help="Write that file anew, with what is found now."
    ),
    click.option(
        "--no-ignores", "ignores", flag_value=False, default=True,
        help="Neither comments nor the baseline of findings set anything aside.",
    ),
    click.option("--statistics", is_flag=True, help="Only how often each rule was broken."),
)  # fmt: skip
