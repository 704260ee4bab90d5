"""The page that shows where each row of the handbook stands: its fields, its checks, and where they are shown.

Fields come from `x-ecsc-rows` in the schema, decisions from its descriptions, levels from the rules; what no file
can know (what a row is about, what the handbook asks to be checked, and how strictly) is in `handbook_rows.json`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from docs.schema_pages import MADE, ROOT, description, places
from ecsc.diagnostics import Rule
from ecsc.model import SECTIONS
from ecsc.rules import catalogue

LEVELS = {"E": "error", "W": "warning", "I": "info"}
AMBIGUITIES = "Ambiguities"
LATER = {
    "offers": "comes with the checks of offers and prices",
    "outputs": "comes with the outputs that show it",
}
"""What a check that is not there yet waits for."""


@cache
def chapters() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return the handbook's rows by chapter: what each is about, and what it asks to be checked."""
    loaded: dict[str, dict[str, dict[str, Any]]] = json.loads(
        (ROOT / "docs" / "handbook_rows.json").read_text("utf-8")
    )
    return loaded


def rows() -> dict[str, Mapping[str, Any]]:
    """Return every row by its id."""
    return {name: row for chapter in chapters().values() for name, row in chapter.items()}


def checks_of(name: str) -> Sequence[Mapping[str, Any]]:
    """Return what is to be checked for a row; a row may say that it is like another one."""
    row = rows()[name]
    found: Sequence[Mapping[str, Any]] = (
        rows()[row["like"]]["checks"] if "like" in row else row.get("checks", ())
    )
    return found


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """Return for each row the places in a strategy that carry it, as dotted paths."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, schema in places():
        for row in schema.get("x-ecsc-rows", ()):
            if path not in found[row]:
                found[row].append(path)
    return {row: tuple(paths) for row, paths in found.items()}


def decisions(name: str) -> list[tuple[str, str]]:
    """Return where an ambiguity is decided and the sentences that do: those that hold words of the row's decision."""
    words: Sequence[str] = rows()[name]["decision"]
    found: list[tuple[str, str]] = []
    for path, schema in places():
        if name in schema.get("x-ecsc-rows", ()):
            sentences = [
                one
                for one in re.split(r"(?<=\.) ", description(schema))
                if any(word in one for word in words)
            ]
            found.extend((path, sentence) for sentence in sentences)
    return list(dict.fromkeys(found))


def rows_of_sections() -> dict[str, str]:
    """Return for each section the rows that stand in it, runs of neighbours drawn together, without ambiguities."""
    found: dict[str, list[str]] = {name: [] for name in ("strategy", *SECTIONS)}
    order = [name for name in rows() if not name.startswith("A-")]
    for name in order:
        for path in fields().get(name, ()):
            steps = path.split(".")
            inner = ".".join(steps[:2])
            section = inner if inner in SECTIONS else steps[0]
            if section in found and name not in found[section]:
                found[section].append(name)
    return {section: _runs(names, order) or "–" for section, names in found.items()}


def _runs(names: Sequence[str], order: Sequence[str]) -> str:
    runs: list[list[str]] = []
    for name in names:
        before = order[order.index(name) - 1]
        if runs and runs[-1][-1] == before and before[0] == name[0]:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    return {rule.code: rule for rule in catalogue()}


@cache
def shown_in(code: str) -> tuple[str, ...]:
    """Return the test files, besides the manual, that show a rule: cases with findings, without one unit tests."""
    for pattern in ("cases/*/*.out", "unit/**/test_*.py"):
        found = [file for file in sorted((ROOT / "tests").glob(pattern)) if code in _contents(file)]
        if found:
            shown = [file.with_suffix(".yaml") if file.suffix == ".out" else file for file in found]
            return tuple(file.relative_to(ROOT).as_posix() for file in shown)
    return ()


@cache
def _contents(file: Path) -> str:
    return file.read_text("utf-8")


def coverage_page() -> str:
    """Return the page: the rows by chapter, the ambiguities with their decisions, the rules with their cases."""
    lines = [
        MADE, "", "# Handbook coverage", "",
        "Each row of the handbook, with the fields that say it and the checks it asks for. The level before a check",
        "is the handbook's: error, warning, or info for what is computed and shown; the level behind a rule is ours.",
        "In a path `*` stands for an id.", "",
    ]  # fmt: skip
    for chapter, held in chapters().items():
        if chapter == AMBIGUITIES:
            continue
        lines += [f"## {chapter}", "", "| Row | About | Fields | Checks |", "|---|---|---|---|"]
        lines += [_row(name, row) for name, row in held.items()]
        lines.append("")
    lines += [f"## {AMBIGUITIES}", "", "What the handbook leaves open, and how the language decides it.", ""]
    lines += ["| Row | Question | Field | Decision |", "|---|---|---|---|"]
    for name in chapters()[AMBIGUITIES]:
        for path, sentence in decisions(name):
            lines.append(f"| {name} | {_cell(rows()[name]['about'])} | `{path}` | {_cell(sentence)} |")
    lines += ["", "## Where the rules are shown", ""]
    lines += [
        "Each manual has an example on which its rule fires and one on which it is silent; a test runs both."
    ]
    lines += ["", "| Rule | Level | Also in |", "|---|---|---|"]
    lines += [_shown(rules()[code]) for code in sorted(_named())]
    return "\n".join(lines).rstrip() + "\n"


def _named() -> set[str]:
    return {code for name in rows() for check in checks_of(name) for code in check.get("rules", ())}


def _row(name: str, row: Mapping[str, Any]) -> str:
    found = ", ".join(f"`{path}`" for path in fields().get(name, ())) or "–"
    checks = [f"as {row['like']}"] if "like" in row else [_check(check) for check in checks_of(name)]
    return f"| {name} | {_cell(row['about'])} | {found} | {'<br>'.join(checks) or '–'} |"


def _check(check: Mapping[str, Any]) -> str:
    """Return one check in a line: its level, what it asks, who answers."""
    answers = [f"{_link(rules()[code])} {rules()[code].severity.value}" for code in check.get("rules", ())]
    answers += [_output(one) for one in check.get("outputs", ())]
    if "later" in check:
        answers.append(LATER[check["later"]])
    answer = ", ".join(answers)
    if "reason" in check:
        answer = f"{answer} ({check['reason']})" if answer else check["reason"]
    return _cell(f"{LEVELS[check['level']]}: {check['asks']} → {answer}")


def _output(one: str) -> str:
    plan, _, path = one.partition(":")
    return f"`plan.json` `{path}`" if path else f"`{plan}`"


def _link(rule: Rule) -> str:
    return f"[{rule.code}](rules.md#{rule.code.lower()}-{rule.name})"


def _shown(rule: Rule) -> str:
    files = shown_in(rule.code)
    return f"| {_link(rule)} {rule.name} | {rule.severity.value} | {_files(files)} |"


def _files(files: Iterable[str]) -> str:
    return ", ".join(f"[{Path(file).stem}](../{file})" for file in files) or "–"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def unknown_outputs(names: Iterable[str], commands: Iterable[str], outputs: Iterable[str]) -> Iterator[str]:
    """Yield what is named as an output and is no output, no command and no path of the plan."""
    known = {*commands, *outputs}
    for name in names:
        plan, _, path = name.partition(":")
        if not (_in_plan(path) if plan == "plan" and path else name in known):
            yield name


@cache
def _plan_schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "schemas" / "plan.schema.json").read_text("utf-8"))
    return loaded


def _in_plan(path: str) -> bool:
    here: list[Any] = [_plan_schema()]
    for step in path.split("."):
        here = [found for one in here for found in _properties(one, step)]
    return bool(here)


def _properties(schema: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the schemas of a property, through references, lists and alternatives."""
    if "$ref" in schema:
        yield from _properties(_plan_schema()["$defs"][str(schema["$ref"]).rpartition("/")[2]], name)
    if name in schema.get("properties", {}):
        yield schema["properties"][name]
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _properties(part, name)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            yield from _properties(schema[key], name)
