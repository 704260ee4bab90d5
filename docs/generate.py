"""Makes the generated pages of the documentation: `python docs/generate.py`; a test proves them fresh."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from docs.handbook_coverage import coverage_page  # noqa: E402  (the checkout, not an installed ecsc)
from docs.language_page import LanguagePage  # noqa: E402
from docs.schema_pages import MADE  # noqa: E402
from ecsc.emit import emit  # noqa: E402
from ecsc.expr import FUNCTIONS  # noqa: E402
from ecsc.messages import Words, words  # noqa: E402
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
    intro = "What formulas, criteria, triggers and policies can call."
    return _functions_page("Functions", intro, "Example: ", words("en"))


def functions_page_in_chinese() -> str:
    """Return the same page in Chinese."""
    return _functions_page(
        "函数", "公式、达标标准、触发条件和政策里可以调用的函数。", "示例：", words("zh-CN")
    )


def _functions_page(title: str, intro: str, example: str, w: Words) -> str:
    lines = [MADE, "", f"# {title}", "", intro, ""]
    for function in FUNCTIONS:
        lines += [f"## {function.name}", "", f"`{function.signature}`", "", w(function.doc), ""]
        lines += [f"{example}`{function.example}`", ""]
    return "\n".join(lines).rstrip() + "\n"


def language_page() -> str:
    """Return the reference of the language."""
    return LanguagePage(words("en")).text()


def language_page_in_chinese() -> str:
    """Return the same page in Chinese; names of fields stay as they are written."""
    return LanguagePage(words("zh-CN")).text()


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
    "functions.zh-CN.md": functions_page_in_chinese,
    "language.md": language_page,
    "language.zh-CN.md": language_page_in_chinese,
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
