"""What `ecsc explain` was asked for: a rule, or a part of a strategy by its section, id and field."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from ecsc.cli.compiling import compiled
from ecsc.cli.failure import Exit, UsageProblem, close_words
from ecsc.cli.inputs import inputs
from ecsc.cli.progress import Progress
from ecsc.cli.screen import is_unicode, write
from ecsc.diagnostics import At, PathStep
from ecsc.diagnostics.near import close_matches
from ecsc.emit.derived import derived, figures_of
from ecsc.emit.reference import Described, meant, reference
from ecsc.emit.reference_text import reference_document, reference_text
from ecsc.emit.understood import Understood, entry_schema, listed, understood
from ecsc.emit.understood_text import understood_document, understood_text
from ecsc.messages import Words
from ecsc.model import SECTIONS
from ecsc.model.readers import identifier
from ecsc.pipeline import Result
from ecsc.report import render
from ecsc.report.layout import Layout
from ecsc.runs import checked, outside

HEADER = "strategy"
FEW = 12
"""So many entries are all named where none is like the one that was asked for."""

INSIDE = {"budgets": "lines"}
"""The field of a section's entries that a dotted path may pass over: `budgets.marketing.taobao`."""


def path_and_parts(arguments: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the path among `arguments`, the current folder where none is given, and what is asked about in it."""
    if not arguments:
        return ".", ()
    first, *rest = arguments
    is_section = first in SECTIONS or first == HEADER
    if rest and (first == "-" or (Path(first).exists() and not is_section)):
        return first, tuple(dict.fromkeys(rest))
    if not rest and Path(first).exists() and not is_section:
        raise UsageProblem(
            "{word} is where a strategy lies: name a part of it too",
            {"word": first},
            hint="write it after the path, as in goals.revenue_h1 or service",
        )
    return ".", tuple(dict.fromkeys(arguments))


def explained(path: str, parts: Sequence[str], rules: Iterable[str], w: Words, layout: Layout) -> Explained:
    """Return how the one strategy in `path` that has all of `parts` is understood.

    What no strategy there has and the language knows, a section or a field, is described instead. `rules` are names
    that a mistyped part may have been meant for. Raises `UsageProblem`. Where nothing can be read, what is wrong is
    printed and the run ends as one with findings.
    """
    strategies, findings = inputs((path,))
    results = list(compiled(strategies, None, Progress(w), plan=False))
    known = [one for one in results if one.assessed is not None and one.locator is not None]
    here = [part for part in parts if any(_address(one, part) is not None for one in known)]
    described = {
        part: found for part in parts if part not in here and (found := reference(_steps(part))) is not None
    }
    asked = [part for part in parts if part not in described]
    result = None
    if asked:
        if not known:
            everything = [*outside(findings, w), *(checked(one, w) for one in results)]
            write(render(everything, "text", w, layout, ascii_only=not is_unicode(sys.stdout)), layout)
            raise click.exceptions.Exit(Exit.FINDINGS)
        result = _one_with(known, asked, path, rules)
    told = [_part(result, part, described.get(part), w) for part in parts]
    return Explained(result, [one for part in told for one in part])


def _one_with(known: Sequence[Result], parts: Sequence[str], path: str, rules: Iterable[str]) -> Result:
    """Return the one strategy that has all of `parts`. Raises `UsageProblem`."""
    found = [one for one in known if all(_address(one, part) is not None for part in parts)]
    if len(found) > 1:
        told = {"word": path, "n": len(found), "id": parts[0]}
        raise UsageProblem("{word} holds {n} strategies with {id}", told, hint="name the folder of one")
    if not found:
        missing = next(
            (part for part in parts if all(_address(one, part) is None for one in known)), parts[0]
        )
        raise _not_there(known, missing, rules)
    return found[0]


def _steps(part: str) -> list[str]:
    return [identifier(step) for step in part.strip().strip(".").split(".")]


def _part(
    result: Result | None, part: str, described: Described | None, w: Words
) -> Iterable[Understood | Described]:
    if described is not None:
        return (described,)
    return tuple(_about(result, part, w)) if result is not None else ()


class Explained:
    """Parts of one strategy, as they are understood, and parts of the language, ready to be printed."""

    def __init__(self, result: Result | None, parts: list[Understood | Described]) -> None:
        self.result, self.parts = result, parts

    def lines(self, w: Words) -> Iterator[tuple[int, str]]:
        """Yield lines with their depth."""
        for number, one in enumerate(self.parts):
            if number:
                yield 0, ""
            yield from understood_text(one, w) if isinstance(one, Understood) else reference_text(one, w)
        if self.result is not None and self.result.assessed is not None:
            for section in dict.fromkeys(one.section for one in self._understood if one.whole):
                yield from derived(self.result.assessed, section, w)

    def document(self, w: Words) -> dict[str, Any]:
        """Return the same for programs."""
        found = understood_document(
            self._understood, self.result.name if self.result is not None else None, w
        )
        described = [reference_document(one, w) for one in self.parts if isinstance(one, Described)]
        return found | ({"described": described} if described else {})

    @property
    def _understood(self) -> list[Understood]:
        return [one for one in self.parts if isinstance(one, Understood)]


def _about(result: Result, part: str, w: Words) -> Iterator[Understood]:
    """Yield what a part holds: one entry, or every entry of a section."""
    at = _address(result, part)
    if at is None or result.assessed is None or result.locator is None:
        return
    linked = result.assessed.linked
    known = figures_of(result.assessed, at.section, w)
    whole = at.section != HEADER and not SECTIONS[at.section].single and not at.id
    if whole and len(_ids(result, at.section)) > FEW:
        one = listed(linked, result.locator, at.section)
        yield msgspec.structs.replace(one, section=at.section, whole=True)
        return
    places = [At(at.section, entry) for entry in _ids(result, at.section)] if whole else [at]
    for place in places:
        try:
            one = understood(linked, result.locator, result.sources, place, w)
            told = known.get(place.id, ()) if not at.path else ()
            yield msgspec.structs.replace(
                one, section=at.section, whole=not at.path and at.id == "", figures=tuple(told)
            )
        except KeyError as unknown:
            fields = [name for name in entry_schema(at.section)["properties"] if name != "meta"]
            raise UsageProblem(
                "{section} has no field {word}", {"section": at.section, "word": unknown.args[0]}, near=fields
            ) from None


def _ids(result: Result, section: str) -> list[str]:
    strategy = result.assessed.linked.strategy if result.assessed is not None else None
    if strategy is None:
        return []
    lost = sorted(entry for home, entry in strategy.lost if home == section and entry)
    here = [entry for entry in strategy.section(section) if _is_written(result, section, entry)]
    return [*here, *lost]


def _is_written(result: Result, section: str, entry: str) -> bool:
    """Return whether files define an entry; stages that a launch makes are in no file."""
    return result.locator is not None and result.locator.written(section, entry) is not None


def _address(result: Result, part: str) -> At | None:
    """Return the place that a dotted name leads to: a section, an entry, a field; None for none here.

    The section may be left out where one entry alone has the id.
    """
    steps = _steps(part)
    section = ".".join(steps[:2]) if ".".join(steps[:2]) in SECTIONS else steps[0]
    if section == HEADER:
        return At(HEADER, path=_path(section, steps[1:]))
    if section not in SECTIONS:
        homes = [name for name in SECTIONS if steps[0] in _ids(result, name)]
        if not homes and meant(section) != section:
            return _address(result, ".".join([meant(section), *steps[1:]]))
        return At(homes[0], steps[0], _path(homes[0], steps[1:])) if len(homes) == 1 else None
    rest = steps[section.count(".") + 1 :]
    if SECTIONS[section].single:
        defined = result.assessed is not None and result.assessed.linked.strategy.section(section)
        return At(section, path=_path(section, rest)) if defined or _lost(result, section) else None
    if not rest:
        return At(section) if _ids(result, section) else None
    return At(section, rest[0], _path(section, rest[1:])) if rest[0] in _ids(result, section) else None


def _lost(result: Result, section: str) -> bool:
    return result.assessed is not None and (section, "") in result.assessed.linked.strategy.lost


def _path(section: str, steps: Sequence[str]) -> tuple[PathStep, ...]:
    """Return the steps inside an entry: list items are counted from 1 by whoever asks."""
    inner = INSIDE.get(section)
    found: list[PathStep] = []
    for step in steps:
        if inner is not None and found[-1:] != [inner] and step not in entry_schema(section)["properties"]:
            found.append(inner)
        found.append(int(step) - 1 if step.isdecimal() and int(step) else step)
    return tuple(found)


def _not_there(results: Sequence[Result], part: str, rules: Iterable[str]) -> UsageProblem:
    """Return what is wrong with a part that no strategy has, with what may have been meant."""
    told = {"word": part}
    near = _near(results, part)
    close = close_matches(part, near) or close_words(part, [*near, *rules])
    if not close and "." in part and len(near) <= FEW:
        close = near
    if close:
        return UsageProblem("there is no {word} here", told | {"close": close}, hint="did you mean {close}?")
    return UsageProblem(
        "there is no {word} here", told, hint="name a rule, a section, or an entry as goals.sales"
    )


def _near(results: Iterable[Result], part: str) -> list[str]:
    """Return the names that a part which is not there may have been meant for: of its depth, and of its section."""
    section, _, _ = part.partition(".")
    sections = [HEADER, *(name for one in results for name in SECTIONS if name in one.counts)]
    if "." not in part:
        entries = (entry for one in results for name in one.counts for entry in _ids(one, name))
        return list(dict.fromkeys([*sections, *entries]))
    near = [section] if section in sections else sections
    names = [f"{name}.{entry}" for one in results for name in near for entry in _ids(one, name)]
    known = reference([section])
    names += [f"{section}.{field.name}" for field in known.fields] if known is not None else []
    return list(dict.fromkeys(names))
