"""The house stands: imports only go down, no cycles, and rooms stay small. `TYPE_CHECKING` imports count."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from ecsc.emit import EMITTERS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "ecsc"

FLOORS: dict[str, int] = {
    "ecsc": 0,
    "ecsc.quantity": 0,
    "ecsc.messages": 0,
    "ecsc.diagnostics": 0,
    "ecsc.catalogue": 1,
    "ecsc.source": 1,
    "ecsc.canonical": 2,
    "ecsc.expr": 2,
    "ecsc.model": 2,
    "ecsc.link": 3,
    "ecsc.schedule": 4,
    "ecsc.targets": 4,
    "ecsc.trials": 4,
    "ecsc.simulate": 4,
    "ecsc.stock": 4,
    "ecsc.appraisal": 4,
    "ecsc.offers": 4,
    "ecsc.assess": 5,
    "ecsc.plan": 5,
    "ecsc.rules": 6,
    "ecsc.compiled": 7,
    "ecsc.choosing": 8,
    "ecsc.diff": 8,
    "ecsc.emit": 8,
    "ecsc.fixing": 8,
    "ecsc.report": 8,
    "ecsc.locating": 8,
    "ecsc.pipeline": 9,
    "ecsc.runs": 10,
    "ecsc.serving": 10,
    "ecsc.workspace": 10,
    "ecsc.cli": 11,
}

DRAWN = {
    ("ecsc.diagnostics", "ecsc.quantity"),
    ("ecsc.diagnostics", "ecsc.messages"),
    ("ecsc.messages", "ecsc.quantity"),
    ("ecsc.plan", "ecsc.assess"),
    ("ecsc.runs", "ecsc.workspace"),
    ("ecsc.simulate", "ecsc.schedule"),
    ("ecsc.simulate", "ecsc.targets"),
}
"""Arrows between packages of one floor; there are no others."""

MADE_OF = {("ecsc.emit.pdf", "ecsc.emit.page")}
"""Outputs that are another one in another form."""

FREE_OF_THE_MODEL = (
    "ecsc.schedule",
    "ecsc.trials",
    "ecsc.stock",
    "ecsc.appraisal",
    "ecsc.offers",
    "ecsc.expr",
    "ecsc.quantity",
)
"""Solvers that know no strategy: they may import `quantity` and, for the language, `diagnostics`."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "data", "info", "misc"}
LONGEST_ROOM = 300


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name: str) -> Iterator[str]:
    """Yield every ecsc module that `name` imports, wherever in the file the import stands."""
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "ecsc")
        elif (
            isinstance(node, ast.ImportFrom)
            and node.level == 0
            and (node.module or "").split(".")[0] == "ecsc"
        ):
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in MODULES else module


def package_of(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2])


def test_no_import_is_relative() -> None:
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), f"{name} imports relatively"


def test_every_package_has_a_floor() -> None:
    assert {package_of(name) for name in MODULES} <= set(FLOORS)


def test_imports_only_go_down() -> None:
    climbing = []
    for name in MODULES:
        here = package_of(name)
        for target in imports(name):
            there = package_of(target)
            if there in (here, "ecsc"):
                continue
            if FLOORS[there] > FLOORS[here] or (FLOORS[there] == FLOORS[here] and (here, there) not in DRAWN):
                climbing.append(f"{name} -> {target}")
    assert climbing == []


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name in MODULES:
        for target in imports(name):
            # A package's own face imports its rooms; a room that imports the face would be a circle.
            if target != name:
                graph.add_edge(name, target)
    circles = [sorted(found) for found in nx.strongly_connected_components(graph) if len(found) > 1]
    assert circles == []


def test_solvers_know_no_strategy() -> None:
    for name in MODULES:
        if package_of(name) in FREE_OF_THE_MODEL:
            allowed = {package_of(name), "ecsc", "ecsc.quantity", "ecsc.diagnostics", "ecsc.messages"}
            assert {package_of(target) for target in imports(name)} <= allowed, name


def test_the_simulation_knows_no_strategy() -> None:
    allowed = {f"ecsc.{name}" for name in ("simulate", "schedule", "targets", "expr", "quantity")}
    for name in MODULES:
        if package_of(name) == "ecsc.simulate":
            assert {package_of(target) for target in imports(name)} <= allowed, name


def test_only_source_and_cli_free_modules_read_yaml() -> None:
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(one.split(".")[0] == "yaml" for one in names):
                # The gathering for translators reads the shipped packs; it is no part of a run.
                assert package_of(name) == "ecsc.source" or name == "ecsc.messages.gather_manuals", name


def test_no_room_is_called_a_drawer() -> None:
    for name in MODULES:
        assert not FORBIDDEN_NAMES & set(name.split(".")), name


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_room_is_taken_in_at_once(name: str) -> None:
    lines = MODULES[name].read_text("utf-8").count("\n")
    prose = (
        name.endswith((".rules", ".findings")) or ".rules." in name or ".rules_" in name or "_rules" in name
    )
    assert lines <= (2 * LONGEST_ROOM if prose else LONGEST_ROOM + 40), f"{name} has {lines} lines"


def test_every_package_says_what_it_is() -> None:
    for name, path in MODULES.items():
        if path.name == "__init__.py" and name != "ecsc":
            doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            assert len(doc) > 80, f"{name} opens without its paragraph"


def test_heavy_libraries_are_imported_when_they_are_needed() -> None:
    heavy = {
        "networkx",
        "lark",
        "jsonschema",
        "jinja2",
        "holidays",
        "babel",
        "numpy",
        "ortools",
        "watchfiles",
        "weasyprint",
        "tinycss2",
        "cssselect2",
        "xlsxwriter",
    }
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text("utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found = {one.split(".")[0] for one in names} & heavy
            assert not found, f"{name} imports {found} before anybody asked for it"


def test_outputs_know_nothing_of_each_other() -> None:
    outputs = set(EMITTERS.values())

    def output_of(module: str) -> str | None:
        return next((one for one in outputs if module == one or module.startswith(f"{one}.")), None)

    for name in MODULES:
        for target in imports(name):
            there = output_of(target)
            drawn = (output_of(name), there) in MADE_OF
            outside = drawn or name == "ecsc.emit.registry" or package_of(name) != "ecsc.emit"
            assert outside or there in (None, output_of(name)), f"{name} imports {target}"
