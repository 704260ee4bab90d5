"""Generated pages say what the code says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGES = (
    "rules.md",
    "rules.zh-CN.md",
    "functions.md",
    "functions.zh-CN.md",
    "language.md",
    "language.zh-CN.md",
    "handbook_coverage.md",
    "apparel_brand.svg",
)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_pages_are_known() -> None:
    assert tuple(generator().PAGES) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_page_is_fresh(page: str) -> None:
    made = generator().PAGES[page]()
    written = (ROOT / "docs" / page).read_text("utf-8")
    assert written == made, "run `python docs/generate.py`"


def test_the_list_of_rules_that_ships_is_fresh() -> None:
    written = (ROOT / "ecsc" / "catalogue" / "rules.json").read_text("utf-8")
    assert written == generator().rule_names(), "run `python docs/generate.py`"


def test_links_in_the_prose_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_architecture_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for package in sorted((ROOT / "ecsc").iterdir()):
        if package.is_dir() and (package / "__init__.py").exists():
            assert f"{package.name}/" in text, f"ARCHITECTURE.md does not draw {package.name}/"
