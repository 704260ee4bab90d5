"""Makes the generated pages of the documentation: `python docs/generate.py`; a test proves them fresh."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from docs.handbook_coverage import coverage_page, rows_of_sections  # noqa: E402  (the checkout, not an installed ecsc)
from docs.schema_pages import MADE, description, entry_schema, resolve, root, section_schema  # noqa: E402
from ecsc.catalogue import standard_metrics  # noqa: E402
from ecsc.catalogue.retail_days import CoreDay, retail_events, retail_sources  # noqa: E402
from ecsc.emit import emit  # noqa: E402
from ecsc.expr import FUNCTIONS  # noqa: E402
from ecsc.messages import Words, words  # noqa: E402
from ecsc.model import SECTIONS  # noqa: E402
from ecsc.pipeline import compile_strategy  # noqa: E402
from ecsc.report.manuals import manual_of  # noqa: E402
from ecsc.rules import catalogue  # noqa: E402
from ecsc.workspace import find_strategies  # noqa: E402

BANDS = {
    "0": "Reading files", "1": "Shape", "2": "References", "3": "Formulas", "4": "Goals and targets", "5": "Money",
    "6": "Schedule", "7": "Measurement",
    "8": "Offers and prices", "9": "Risk, law and policies",
}  # fmt: skip
BANDS_IN_CHINESE = {
    "0": "读取文件", "1": "写法", "2": "引用", "3": "公式", "4": "目标与目标值", "5": "资金", "6": "日程", "7": "衡量",
    "8": "优惠与价格", "9": "风险、法律与政策",
}  # fmt: skip
UNIONS = {
    "purposes": "goals, objectives, targets",
    "people": "people, teams",
    "work": "tasks, milestones, phases",
    "openings": "promotions, launches",
    "evidence": "market.findings, market.sources, experiments",
}
CHAPTERS = {
    "market": "Market", "goals": "Goals", "resources": "Resources", "offer": "Offer", "reach": "Reach",
    "operations": "Operations", "execution": "Execution", "learning": "Learning", "risk": "Risk",
    "governance": "Governance",
}  # fmt: skip
"""The chapters in the order of the table of sections; each is a schema file and a module of the model."""


def rules_page() -> str:
    """Return every rule with its manual, by band."""
    return _rules_page(
        "Rules", "`ecsc explain CODE` prints each of these in the terminal.", BANDS, words("en")
    )


def rules_page_in_chinese() -> str:
    """Return the same page in Chinese; names, codes and severities stay as programs print them."""
    intro = "`ecsc explain CODE --lang zh-CN` 在终端里显示其中任何一条。"
    return _rules_page("规则", intro, BANDS_IN_CHINESE, words("zh-CN"))


def _rules_page(title: str, intro: str, bands: Mapping[str, str], w: Words) -> str:
    lines = [MADE, "", f"# {title}", "", intro, ""]
    band = ""
    for rule in catalogue():
        if rule.code[3] != band:
            band = rule.code[3]
            lines += [f"## {bands[band]} (ECS{band}xx)", ""]
        lines += [f"### {rule.code} {rule.name}", "", f"*{rule.severity.value}*", "", manual_of(rule, w), ""]
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
        "each entry in one; a single section merges by its top keys. The rows are those of the",
        "[handbook coverage](handbook_coverage.md).", "",
    ]  # fmt: skip
    lines += _table_of_sections()
    lines += [
        "",
        "Every entry also takes `meta:` and keys that start with `x-`, which ecsc leaves alone.",
        "",
    ]
    lines += ["## strategy", "", *_fields(resolve(root()["properties"]["strategy"], "header")[0], "header")]
    for section in SECTIONS.values():
        entry, chapter = entry_schema(section.name)
        lines += [f"## {section.name}", "", description(section_schema(section.name)[0]), ""]
        lines += _fields(entry, chapter)
    lines += [*_standard_metrics(), "", *_retail_days()]
    return "\n".join(lines).rstrip() + "\n"


def _table_of_sections() -> Iterator[str]:
    """Yield the table of all sections, by chapter, with the handbook's rows that stand in each."""
    rows = rows_of_sections()
    yield "| Section | Form | Ids unique among | Merges over files | What it holds | Handbook rows |"
    yield "|---|---|---|---|---|---|"
    yield "| **Header** | | | | | |"
    what = "What the strategy is called, when it runs, how its time is counted"
    yield f"| `strategy` | single | – | by top key | {what} | {rows['strategy']} |"
    yield "| `tables` | single | – | by top key | CSV files beside the strategy that fill a section | – |"
    for chapter, title in CHAPTERS.items():
        yield f"| **{title}** | | | | | |"
        for section in SECTIONS.values():
            if section.chapter != chapter:
                continue
            union = "–" if section.single else UNIONS.get(section.union, section.name)
            form = "single" if section.single else "map, or a table" if section.table else "map"
            merges = "by top key" if section.single else "by entry"
            first = description(section_schema(section.name)[0]).split(". ")[0].rstrip(".")
            yield f"| `{section.name}` | {form} | {union} | {merges} | {first} | {rows[section.name]} |"


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
        found, home = resolve(field, chapter)
        enum = found.get("enum")
        words = f" One of {', '.join(f'`{word}`' for word in enum)}." if enum else ""
        text = (description(found) + words).replace("|", "\\|")
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
        found, home = resolve(part, chapter)
        yield from _nested(found, home, depth - 1)
    for key in ("items", "additionalProperties"):
        part = schema.get(key)
        if isinstance(part, Mapping):
            found, home = resolve(part, chapter)
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
    "rules.zh-CN.md": rules_page_in_chinese,
    "functions.md": functions_page,
    "language.md": language_page,
    "handbook_coverage.md": coverage_page,
    "apparel_brand.svg": gantt_picture,
}


def rule_names() -> str:
    """Return the code, name and severity of every rule, a line each: what settings and comments are held against."""
    lines = (f'"{rule.code}": ["{rule.name}", "{rule.severity.value}"]' for rule in catalogue())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write every page, and the list of rules that ships."""
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), "utf-8", newline="\n")
    (ROOT / "ecsc" / "catalogue" / "rules.json").write_text(rule_names(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
