"""How many of forty planted mistakes each tool finds, with the line: `python -m bench.mistakes`.

Prints the page `docs/mistakes.md`, which is published by hand: it holds times, so it is never the same twice.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeAlias

import msgspec
from msgspec import Struct

from bench.processes import ecsc, tool

PLANTED = Path(__file__).with_name("planted")
NEAR = 1
"""Lines a finding may lie beside the place and still lead to it: a reader of YAML often fails one line later."""

RELAXED = "{extends: relaxed, rules: {line-length: disable}}"
"""yamllint's own configuration for those who do not mind style; a long line is no mistake."""

Said: TypeAlias = tuple[str, frozenset[int]]
"""One finding: what stays the same of it when lines are moved, and the lines it points at."""


class Mistake(Struct, frozen=True):
    """One change of the strategy; see `planted/README.md`."""

    title: str
    kind: str
    old: str
    new: str
    also: tuple[str, ...]
    why: str


class Planted(Struct, frozen=True):
    """A mistake as it stands in a file: its text and the lines at which it is fair to point."""

    mistake: Mistake
    text: str
    lines: frozenset[int]


class Outcome(Struct, frozen=True):
    """What a tool made of one mistake: whether it said anything new, whether at a fair line, in how many seconds."""

    found: bool
    placed: bool
    seconds: float


def planted() -> Iterator[Planted]:
    """Yield the forty mistakes."""
    base = (PLANTED / "strategy.yaml").read_text("utf-8")
    for mistake in msgspec.json.decode((PLANTED / "mistakes.json").read_bytes(), type=tuple[Mistake, ...]):
        if base.count(mistake.old) != 1:
            raise ValueError(f"{mistake.title}: its text must stand once in the strategy")
        new = mistake.new.replace("§", "")
        text = base.replace(mistake.old, new)
        at = mistake.new.find("§")
        if at < 0:
            pairs = zip(mistake.old, new, strict=False)
            at = next((number for number, (one, other) in enumerate(pairs) if one != other), len(new))
        places = [base.index(mistake.old) + at, *(text.index(each) + len(each) for each in mistake.also)]
        yield Planted(mistake, text, frozenset(text.count("\n", 0, place) + 1 for place in places))


def of_ecsc(file: Path) -> Iterator[Said]:
    """Yield what `ecsc check` says; a related place is pointed at too."""
    found = json.loads(_printed(ecsc("check", "--format", "json", "--no-cache", file)))["findings"]
    for one in found:
        places = [one, *one["related"]]
        lines = frozenset(place["range"]["start"]["line"] for place in places if place["range"])
        yield f"{one['identity']} {one['message']}", lines


def of_yamllint(file: Path) -> Iterator[Said]:
    """Yield what `yamllint` says of anything but style; the line's text stands for its number."""
    text = file.read_text("utf-8").splitlines()
    for row in _printed((tool("yamllint") or "", "-d", RELAXED, "-f", "parsable", str(file))).splitlines():
        number, _, message = row.removeprefix(f"{file}:").split(":", 2)
        yield f"{message} {text[int(number) - 1]}", frozenset({int(number)})


def of_check_jsonschema(file: Path) -> Iterator[Said]:
    """Yield what `check-jsonschema` says with the schema of the language; it names paths, and no lines."""
    schema = file.with_name("schema.json")
    argv = (tool("check-jsonschema") or "", "--schemafile", str(schema), "-o", "JSON", str(file))
    document = json.loads(_printed(argv))
    for one in document.get("errors", []):
        yield f"{one['path']} {one['message']}", frozenset()
    if document.get("parse_errors"):
        yield "cannot be parsed", frozenset()


TOOLS: Mapping[str, Callable[[Path], Iterator[Said]]] = {
    "ecsc": of_ecsc, "check-jsonschema": of_check_jsonschema, "yamllint": of_yamllint,
}  # fmt: skip


def outcomes(say: Callable[[Path], Iterator[Said]], folder: Path) -> list[Outcome]:
    """Return what a tool makes of each mistake, in order; what it says of the strategy itself does not count."""
    file = folder / "strategy.yaml"
    file.write_text((PLANTED / "strategy.yaml").read_text("utf-8"), "utf-8")
    before = {said for said, _ in say(file)}
    made: list[Outcome] = []
    for one in planted():
        file.write_text(one.text, "utf-8")
        start = time.perf_counter()
        said = list(say(file))
        seconds = time.perf_counter() - start
        new = [lines for what, lines in said if what not in before]
        fair = {line + by for line in one.lines for by in range(-NEAR, NEAR + 1)}
        made.append(Outcome(bool(new), any(lines & fair for lines in new), seconds))
    return made


INTRODUCTION = """# Forty planted mistakes

A good strategy of 250 lines, and forty copies of it with one mistake each, as people make them in a hurry. They were
planted by somebody who had read [the language](language.md) and none of the rules; what was found changed neither the
mistakes nor the rules. The last eight were planted in the belief that no tool can find them.

A mistake is *found* when a tool says something that it does not say of the good strategy, and found *with the line*
when that, or a place it is explained with, is at most one line from where a colleague would point. check-jsonschema was
given the schema that `ecsc schema` prints; it names paths, not lines. yamllint is not asked for style. Times are those
of the whole process, for one file. `python -m bench.mistakes` measures again.
"""


def page() -> str:
    """Return the page: how many each tool finds, and which."""
    with TemporaryDirectory(prefix="ecsc-bench-") as name:
        folder = Path(name)
        (folder / "schema.json").write_text(_printed(ecsc("schema")), "utf-8")
        found = {
            title: outcomes(say, folder) for title, say in TOOLS.items() if title == "ecsc" or tool(title)
        }
    seconds = (f"{median(one.seconds for one in each):.2f}" for each in found.values())
    lines = [
        INTRODUCTION,
        "| | " + " | ".join(found) + " |",
        "|---|" + "---:|" * len(found),
        _counts("found, of 40", found, lambda one: one.found),
        _counts("with the line", found, lambda one: one.placed),
        "| seconds a file | " + " | ".join(seconds) + " |",
        "",
        "| | mistake | " + " | ".join(found) + " |",
        "|---|---|" + "---|" * len(found),
    ]
    for number, one in enumerate(planted()):
        marks = " | ".join(_mark(each[number]) for each in found.values())
        title = one.mistake.title.replace("|", "\\|")
        lines.append(f"| {number + 1} | {title} ({one.mistake.kind}) | {marks} |")
    return "\n".join(lines) + "\n"


def _counts(title: str, found: Mapping[str, list[Outcome]], counts: Callable[[Outcome], bool]) -> str:
    return f"| {title} | " + " | ".join(str(sum(map(counts, each))) for each in found.values()) + " |"


def _mark(outcome: Outcome) -> str:
    return "line" if outcome.placed else "found" if outcome.found else "–"


def _printed(argv: tuple[str, ...]) -> str:
    """Return what a tool printed; those that find something end with 1."""
    done = subprocess.run(argv, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, argv, done.stdout, done.stderr)
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    print(page(), end="")
