"""What is installed works as the checkout does: the wheel holds every file that the program reads."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ecsc.source.shape.schema_files import FILES, find_schemas

ROOT = Path(__file__).parents[1]
DATA = (".j2", ".lark", ".json", ".mo", ".yaml", ".csv", ".css", ".js")
"""Endings of what the program reads when it runs, besides its own code."""

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("hatchling", "pip")),
    reason="building the wheel needs pip and hatchling: pip install -e '.[dev]'",
)


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program without the checkout on its path, with only what it is given of the machine."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    fixed = {"PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "LANG": "C", "HOME": str(cwd), "PIP_NO_INPUT": "1"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=kept | fixed | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(folder))
    run(*pip, "wheel", *options, str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; what it depends on comes from the running environment."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir")
    options = ("--no-deps", "--no-index", "--no-compile", "--quiet", "--target", str(folder))
    run(*pip, "install", *options, str(wheel), cwd=folder)
    return folder


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    wanted = {f"ecsc/schemas/{name}" for name in (*FILES, "plan.schema.json")}
    wanted |= {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ecsc").rglob("*")
        if path.suffix in (*DATA, ".py") and path.is_file()
    }
    for ending in (".j2", ".lark", ".json", ".mo", ".yaml"):
        assert any(name.endswith(ending) for name in wanted), ending
    assert sorted(wanted - inside) == []


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ecsc"}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_starter_is_checked_and_built_from_the_wheel(
    installed: Path, tmp_path: Path, language: str
) -> None:
    def ecsc(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "ecsc.cli", *arguments, cwd=tmp_path, PYTHONPATH=str(installed))

    where = "import ecsc; print(ecsc.__file__)"
    origin = run(sys.executable, "-c", where, cwd=tmp_path, PYTHONPATH=str(installed)).stdout
    assert Path(origin.strip()).is_relative_to(installed)
    starter = installed / "ecsc" / "workspace" / "starter_files" / language / "brand_launch"
    for file in starter.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    ecsc("check", ".")
    ecsc("build", ".", "-o", "made", "--lang", language)
    made = {file.name for file in (tmp_path / "made").iterdir()}
    assert {"plan.json", "gantt.svg", "checklist.md", "kpi_targets.csv"} <= made
    assert "ECS201" in ecsc("explain", "ECS201").stdout


def test_the_schemas_are_found_installed_and_in_the_checkout(installed: Path) -> None:
    assert Path(find_schemas(str(installed / "ecsc"))) == installed / "ecsc" / "schemas"
    assert Path(find_schemas(str(ROOT / "ecsc"))) == ROOT / "schemas"
    for name in FILES:
        assert (installed / "ecsc" / "schemas" / name).read_bytes() == (ROOT / "schemas" / name).read_bytes()
