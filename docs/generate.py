"""Makes the generated pages of the documentation: `python docs/generate.py`; a test proves them fresh."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from ecsc.catalogue import standard_metrics  # noqa: E402
from ecsc.catalogue.retail_days import CoreDay, retail_events, retail_sources  # noqa: E402
from ecsc.emit import emit  # noqa: E402  (the checkout, not an installed ecsc)
from ecsc.expr import FUNCTIONS  # noqa: E402
from ecsc.model import SECTIONS  # noqa: E402
from ecsc.pipeline import compile_strategy  # noqa: E402
from ecsc.rules import catalogue  # noqa: E402
from ecsc.workspace import find_strategies  # noqa: E402

BANDS = {
    "0": "Reading files", "1": "Shape", "2": "References", "3": "Formulas", "4": "Goals and targets", "5": "Money",
    "6": "Schedule", "7": "Measurement",
    "8": "Offers and prices", "9": "Risk, law and policies",
}  # fmt: skip
UNIONS = {
    "purposes": "goals, objectives, targets",
    "people": "people, teams",
    "work": "tasks, milestones, phases",
    "openings": "promotions, launches",
    "evidence": "market.findings, market.sources, experiments",
}
MADE = "<!-- Made by docs/generate.py. Edit its sources, not this page. -->"


def rules_page() -> str:
    """Return every rule with its manual, by band."""
    lines = [MADE, "", "# Rules", "", "`ecsc explain CODE` prints each of these in the terminal.", ""]
    band = ""
    for rule in catalogue():
        if rule.code[3] != band:
            band = rule.code[3]
            lines += [f"## {BANDS[band]} (ECS{band}xx)", ""]
        lines += [f"### {rule.code} {rule.name}", "", f"*{rule.severity.value}*", "", rule.manual.strip(), ""]
    return "\n".join(lines).rstrip() + "\n"


def functions_page() -> str:
    """Return every function of the expression language with its signature and an example."""
    lines = [MADE, "", "# Functions", "", "What formulas, criteria, triggers and policies can call.", ""]
    for function in FUNCTIONS:
        lines += [f"## {function.name}", "", f"`{function.signature}`", "", function.doc, ""]
        lines += [f"Example: `{function.example}`", ""]
    return "\n".join(lines).rstrip() + "\n"


def language_page() -> str:
    """Return the sections of the language: the table of them all, then the fields of each."""
    lines = [
        MADE, "", "# The language", "",
        "A strategy is a folder of YAML files; each may hold any of these sections, and files are split as you",
        "like. In a section that is a map, entries stand under their id. A map's entries may be spread over files,",
        "each entry in one; a single section merges by its top keys.", "",
        "| Section | Form | Ids unique among | Merges over files | What it holds |", "|---|---|---|---|---|",
        "| `strategy` | single | – | by top key | What the strategy is called, when it runs, how its time is counted |",
        "| `tables` | single | – | by top key | CSV files beside the strategy that fill a section |",
    ]  # fmt: skip
    for section in SECTIONS.values():
        union = "–" if section.single else UNIONS.get(section.union, section.name)
        form = "single" if section.single else "map, or a table" if section.table else "map"
        merges = "by top key" if section.single else "by entry"
        first = _text(_section(section.name)[0]).split(". ")[0].rstrip(".")
        lines.append(f"| `{section.name}` | {form} | {union} | {merges} | {first} |")
    lines += [
        "",
        "Every entry also takes `meta:` and keys that start with `x-`, which ecsc leaves alone.",
        "",
    ]
    lines += ["## strategy", "", *_fields(_schema("header", "strategy"), "header")]
    for section in SECTIONS.values():
        entry, chapter = _entry(section.name)
        lines += [f"## {section.name}", "", _text(_section(section.name)[0]), ""]
        lines += _fields(entry, chapter)
    lines += [*_standard_metrics(), "", *_retail_days()]
    return "\n".join(lines).rstrip() + "\n"


def _standard_metrics() -> Iterator[str]:
    yield "## Standard metrics"
    yield ""
    yield "`standard:` takes over a shipped definition; any field written beside it overrides it."
    yield ""
    yield "| Name | Unit | Put together by | Better | Formula | What it is | Mind |"
    yield "|---|---|---|---|---|---|---|"
    for name, metric in standard_metrics().items():
        formula = f"`{metric['formula']}`" if "formula" in metric else "measured"
        yield (
            f"| `{name}` | {metric['unit']} | {metric['aggregation']} | {metric['direction']} | {formula} "
            f"| {metric['definition']['en']} ({metric['name']['zh-CN']}) "
            f"| {metric['traps']['en']} |"
        )


def _retail_days() -> Iterator[str]:
    yield "## Retail days"
    yield ""
    yield "The plan shows the retail days of the strategy's country. `strategy.calendar.retail_days` leaves one out"
    yield "(`none`), shows one of another country (`known`), moves it or adds your own (its days). The day an event is"
    yield "named for is fixed; the window around it is announced anew each year. Where a year's window is not known"
    yield "the usual one stands, marked as provisional."
    yield ""
    yield "| Id | Name | Shown in | Day | Usual window | Windows known |"
    yield "|---|---|---|---|---|---|"
    for name, event in retail_events().items():
        usual = "the day itself"
        if event.usual is not None:
            around = (f"{event.usual.before} days before", f"{event.usual.after} days after")
            usual = " to ".join(around).replace("0 days before", "the day").replace("0 days after", "the day")
            usual = usual.replace("the day to the day", "the day, where nothing is announced")
            usual = re.sub(r"-(\d+) days after", r"\1 days before", usual).replace("1 days", "1 day")
        known = ", ".join(f"{window.first} to {window.last}" for window in event.windows)
        spelled = "; ".join(dict.fromkeys((event.name["en"], event.name["zh-CN"], *event.aliases)))
        yield f"| `{name}` | {spelled} | {', '.join(event.countries)} | {_core(event.core)} | {usual} | {known} |"
    yield ""
    yield "Where the known windows are from:"
    yield ""
    for source in retail_sources():
        yield f"- {source}."


def _core(core: CoreDay) -> str:
    if core.lunar:
        return {
            "spring_festival": "first day of the first lunar month",
            "qixi": "seventh day of the seventh lunar month",
            "mid_autumn": "fifteenth day of the eighth lunar month",
        }[core.lunar]
    months = ("March", "June", "September", "November", "December")
    month = dict(zip((3, 6, 9, 11, 12), months, strict=True))[core.month]
    if not core.nth:
        return f"{core.day} {month}"
    after = {1: "Friday", 4: "Monday"}[core.plus]
    return f"{after} after the fourth Thursday of {month}"


@cache
def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def _root() -> dict[str, Any]:
    return _load("strategy")


def _resolve(schema: Mapping[str, Any], chapter: str) -> tuple[Mapping[str, Any], str]:
    """Follow a relative `$ref`; return the schema it leads to and the file that holds it."""
    while "$ref" in schema:
        file, _, pointer = str(schema["$ref"]).partition("#")
        chapter = file.removesuffix(".schema.json") or chapter
        node: Any = _load(chapter)
        for step in pointer.strip("/").split("/"):
            node = node[step] if step else node
        schema = {**node, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema, chapter


def _schema(chapter: str, name: str) -> Mapping[str, Any]:
    return _resolve(_root()["properties"][name], chapter)[0]


def _section(name: str) -> tuple[Mapping[str, Any], str]:
    """Return the schema of a section, of one inside another too, and the file that holds it."""
    outer, _, inner = name.partition(".")
    schema, chapter = _resolve(_root()["properties"][outer], "strategy")
    return _resolve(schema["properties"][inner], chapter) if inner else (schema, chapter)


def _entry(section: str) -> tuple[Mapping[str, Any], str]:
    schema, chapter = _section(section)
    if SECTIONS[section].single:
        own = {key: part for key, part in schema["properties"].items() if f"{section}.{key}" not in SECTIONS}
        return {**schema, "properties": own}, chapter
    return _resolve(schema["additionalProperties"], chapter)


def _text(schema: Mapping[str, Any]) -> str:
    return str(schema.get("description", "")).replace("\n", " ").strip()


def _fields(schema: Mapping[str, Any], chapter: str) -> Iterator[str]:
    yield "| Field | What it says | Example |"
    yield "|---|---|---|"
    yield from _rows(schema, chapter, "", frozenset())
    yield ""


def _rows(schema: Mapping[str, Any], chapter: str, prefix: str, inside: frozenset[str]) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, field in schema.get("properties", {}).items():
        if name == "meta":
            continue
        found, home = _resolve(field, chapter)
        enum = found.get("enum")
        words = f" One of {', '.join(f'`{word}`' for word in enum)}." if enum else ""
        text = (_text(found) + words).replace("|", "\\|")
        mark = " (required)" if name in required else ""
        yield f"| `{prefix}{name}`{mark} | {text} | {_example(found)} |"
        for inner, at in _nested(found, home):
            title = str(inner.get("title"))
            if title not in inside and inner.get("properties"):
                yield from _rows(inner, at, f"{prefix}{name}.", inside | {title})


def _nested(
    schema: Mapping[str, Any], chapter: str, depth: int = 3
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the object schemas inside a field: itself, its alternatives, the items of its list or map."""
    if schema.get("properties"):
        yield schema, chapter
    if not depth:
        return
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found, home = _resolve(part, chapter)
        yield from _nested(found, home, depth - 1)
    for key in ("items", "additionalProperties"):
        part = schema.get(key)
        if isinstance(part, Mapping):
            found, home = _resolve(part, chapter)
            yield from _nested(found, home, depth - 1)


def _example(schema: Mapping[str, Any]) -> str:
    examples = schema.get("examples", ())
    if not examples:
        return ""
    first = examples[0]
    text = first if isinstance(first, str) else json.dumps(first, ensure_ascii=False)
    return f"`{text}`".replace("|", "\\|")


def gantt_picture() -> str:
    """Return the Gantt chart of the example, as the README shows it."""
    (given,), _ = find_strategies([str(ROOT / "examples" / "apparel_brand")])
    compiled = compile_strategy(given).compiled
    if compiled is None:
        raise SystemExit("the example does not compile")
    (chart,) = emit(compiled, "zh-CN", ["gantt"])
    return chart.content.decode()


PAGES = {
    "rules.md": rules_page,
    "functions.md": functions_page,
    "language.md": language_page,
    "apparel_brand.svg": gantt_picture,
}


def main() -> None:
    """Write every page that has changed."""
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
