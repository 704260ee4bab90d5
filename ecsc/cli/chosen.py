"""What the command line and the settings choose together: rules, where a run fails, language, format, baseline."""

# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ecsc.choosing import Choices, Layer, UnknownRuleError, selector_of, stays
from ecsc.cli.failure import UsageProblem
from ecsc.cli.inputs import wrong_settings
from ecsc.diagnostics import Severity
from ecsc.pipeline import StrategyInput
from ecsc.workspace import SettingsError
from ecsc.workspace.settings import Settings, organisation_of, settings_near


def settings_at(paths: Sequence[str], stdin_filename: str | None = None) -> Settings:
    """Return the settings in force at the first of the paths, the current folder without any."""
    first = (stdin_filename or ".") if "-" in paths else next(iter(paths), ".")
    try:
        return settings_near(first, is_file=True if stdin_filename is not None else None)
    except SettingsError as problem:
        raise wrong_settings(problem) from None


def command_layer(select: Iterable[str], ignore: Iterable[str], settings: Settings) -> Layer:
    """Return what the options `--select` and `--ignore` say. Raises `UsageProblem` for what is no rule."""
    chosen = [_selector("--select", word, settings) for word in _words("--select", select)]
    ignored = []
    for word in _words("--ignore", ignore):
        selector = _selector("--ignore", word, settings)
        if stays(selector):
            told = {"word": word}
            hint = "mend what the error tells: what it is about is not in the plan"
            raise UsageProblem("--ignore: an error of {word} stays whatever is chosen", told, hint=hint)
        ignored.append(selector)
    return Layer(tuple(chosen) or None, tuple(ignored))


def _words(option: str, given: Iterable[str]) -> list[str]:
    given = tuple(given)
    words = [word for part in given for word in re.split(r"[\s,，、]+", part) if word]
    if given and not words:
        raise UsageProblem("{option} names no rule", {"option": option}, hint="write it as {option} ECS5")
    return words


def _selector(option: str, word: str, settings: Settings) -> str:
    try:
        try:
            return selector_of(word)
        except UnknownRuleError:
            if not settings.plugins:
                raise
            from ecsc.pipeline.plugins import plugin_rules

            return selector_of(word, plugin_rules(organisation_of(settings)))
    except UnknownRuleError as problem:
        told = {"option": option, "word": word, "near": " / ".join(problem.near)}
        template = (
            "{option}: {word} is a rule no more" if problem.gone else "{option}: there is no rule {word}"
        )
        hint = (
            "did you mean {near}?"
            if problem.near
            else "`ecsc rules` lists the rules; ECS5 means all from ECS500 on"
        )
        raise UsageProblem(template, told, hint=hint) from None


def with_command(
    strategies: Iterable[StrategyInput],
    layer: Layer,
    *,
    fail_on: str | None = None,
    strict: bool | None = None,
    ignores: bool = True,
    baseline: str | None = None,
    collect: bool = False,
) -> tuple[StrategyInput, ...]:
    """Return the strategies with what the command chooses in place of what the settings do.

    Without `ignores` neither comments nor a baseline of findings set anything aside; `baseline` is the file of one,
    which `collect` writes anew and so need not be there. Raises `UsageProblem`.
    """
    from ecsc.workspace.chosen import known_of_strategy, read_known

    known = None
    if baseline is not None:
        try:
            known = read_known(baseline, needed=not collect)
        except SettingsError as problem:
            raise wrong_settings(problem) from None

    def under(given: StrategyInput) -> Choices:
        choices = given.choices
        found = replace(
            choices,
            command=layer,
            fail_on=choices.fail_on if fail_on is None else Severity(fail_on),
            strict=choices.strict if strict is None else strict,
            known=choices.known if known is None else known_of_strategy(known, given),
            collect=collect,
        )
        return found if ignores else replace(found, comments=False, known={}, collect=False)

    given = tuple(strategies)
    if known is not None:
        return tuple(replace(one, choices=under(one)) for one in given)
    made = {id(one.choices): one for one in given}  # many strategies share their settings
    chosen = {key: under(one) for key, one in made.items()}
    return tuple(replace(one, choices=chosen[id(one.choices)]) for one in given)
