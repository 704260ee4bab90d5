"""Plug-ins: rules and outputs of others do their work, and one that fails is told and takes nothing along."""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.pipeline import plugins

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")
STRATEGY = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}
people:
  lin: {name: Lin Wei}
budgets:
  year: {limit: 900万, period: 2026}
tasks:
  shop: {name: Open the shop, owner: lin, duration: 15d, cost: 300万, budget: year}
  ads: {name: Buy advertising, owner: lin, duration: 10d, cost: 20万, budget: year, after: shop}
"""
FAILING = """
from ecsc.diagnostics import At, Finding, Fix, Related, Rule, Severity, Span
from ecsc.rules import rule

class Mute:
    def __repr__(self):
        raise RuntimeError("mute")

class Silent(Exception):
    def __str__(self):
        raise RuntimeError("mute")

@rule("BAD001", "bad-rule", Severity.ERROR)
def bad(assessed, rule):
    \"\"\"Never holds.\"\"\"
    BODY

RULES = (bad,)

def render(compiled, language):
    raise OSError("no\\nink")
"""
Install = Callable[..., None]
Run = Callable[..., Result]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a plug-in as a package index would: a module, and metadata with its entry points."""
    packages = tmp_path / "site"
    packages.mkdir()
    monkeypatch.syspath_prepend(str(packages))
    modules: list[str] = []

    def put(name: str, source: str, *groups: str, where: Path = packages) -> None:
        module = f"{name}_of_test"
        modules.append(module)
        (where / f"{module}.py").write_text(source, "utf-8")
        metadata = where / f"{module}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        given = {"ecsc.rules": "RULES", "ecsc.emitters": "render"}
        lines = (f"[{group}]\n{name} = {module}:{given[group]}\n" for group in groups or given)
        (metadata / "entry_points.txt").write_text("\n".join(lines))
        plugins.load.cache_clear()

    yield put
    for module in modules:
        sys.modules.pop(module, None)
    plugins.load.cache_clear()


@pytest.fixture
def ecsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder with a strategy and the settings that name some plug-ins."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / ".git").mkdir()
    (folder / "strategy.yaml").write_text(STRATEGY, "utf-8")
    monkeypatch.chdir(folder)

    def run(names: list[str], *arguments: str) -> Result:
        (folder / "ecsc.toml").write_text(f"packs = []\nplugins = {json.dumps(names)}\n", "utf-8")
        try:
            return CliRunner().invoke(program, arguments, env={"LANG": "C.UTF-8", "COLUMNS": "200"})
        finally:
            gc.enable()

    return run


def example() -> str:
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    return str(source)


def found(result: Result) -> dict[str, Any]:
    return {one["code"]: one for one in json.loads(result.stdout)["findings"]}


def test_the_rule_of_the_guide_finds_and_is_explained(install: Install, ecsc: Run) -> None:
    install("acme", example())
    one = found(ecsc(["acme"], "check", "--format", "json"))["ACME001"]
    assert one["message"] == "Open the shop costs CNY 3,000,000, more than a million"
    assert one["range"]["start"]["line"] == 8
    assert "Dearer ones are split" in ecsc(["acme"], "explain", "ACME001").output
    assert "ACME001  warning  task-too-dear" in re.sub(" +", "  ", ecsc(["acme"], "rules").output)
    assert "ACME001" not in ecsc([], "check").output


def test_the_output_of_the_guide_is_written_with_the_others_and_alone(install: Install, ecsc: Run) -> None:
    install("acme", example())
    assert ecsc(["acme"], "build", "-o", "all").exit_code == 0
    assert Path("all/acme.txt").read_text() == "shop\nads\n"
    assert Path("all/plan.json").exists()
    assert ecsc(["acme"], "build", "-o", "one", "--emit", "acme").exit_code == 0
    assert {path.name for path in Path("one").iterdir() if not path.name.startswith(".")} == {"acme.txt"}
    assert ecsc([], "build", "--emit", "acme").exit_code == 2


def test_a_waiver_accepts_what_a_plug_in_finds(install: Install, ecsc: Run) -> None:
    install("acme", example())
    waiver = "waivers:\n  w: {rule: task-too-dear, at: tasks.shop, reason: signed, owner: lin, until: 2026-12-31}\n"
    Path("strategy.yaml").write_text(
        STRATEGY.replace("owner: lin}\npeople", "owner: lin, as_of: 2026-12-01}\npeople") + waiver
    )
    document = json.loads(ecsc(["acme"], "check", "--format", "json").stdout)
    assert [one["finding"]["code"] for one in document["waived"]] == ["ACME001"]
    assert "ECS960" not in {one["code"] for one in document["findings"]}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise ValueError('no\\nsuch thing')", "ValueError: no such thing"),
        ("yield 'not a finding'", "TypeError: 'not a finding' is no finding"),
        ("yield Finding(rule, 'x', 'here')", "TypeError: 'here' is no place in a strategy"),
        ("yield Finding(rule, 'x', Span('f', 0, 0, 'one', 1, 1, 1))", "ValidationError: Expected `int`"),
        ("yield Finding(rule, 'x', Span('f', 9, 2, 1, 1, 1, 1))", "ValueError: Span("),
        ("yield Finding(rule, 'x', At(7))", "ValidationError: Expected `str`"),
        ("yield Finding(rule, 5, At('tasks'))", "TypeError: message, label and hint are texts"),
        ("yield Finding(rule, 'x', At('tasks'), fixes=('x',))", "TypeError: 'x' is no fix"),
        ("yield Finding(rule, 'x', At('tasks'), fixes=(Fix(At('tasks'), 'y', True),))", "ValidationError: "),
        ("yield Finding(rule, 'x', At('tasks'), missing=3)", "ValidationError: Expected `array`, got `int`"),
        ("yield Finding(rule, 'x', At('tasks'), severity='error')", "TypeError: 'error' is no severity"),
        ("yield Finding(rule, 'x', At('tasks'), meant='y')", "TypeError: 'y' is no Meant"),
        ("yield Finding(rule, 'x', At('tasks'), about='y')", "TypeError: 'y' is no At"),
        ("yield Finding(rule, 'x', At('tasks'), related=('y',))", "TypeError: 'y' is no second place"),
        ("yield Finding(rule, 'x', At('tasks'), params={1: 'y'})", "TypeError: parameters stand in a dict"),
        ("yield Finding(rule, '{a}', At('tasks'), params={'a': Mute()})", "RuntimeError: mute"),
        ("yield Finding(rule, '{a}', At('tasks'), params={'a': [Mute()]})", "RuntimeError: mute"),
        (
            "yield Finding(rule, 'x', At('tasks'), related=(Related(At('tasks'), '{a}', {'a': Mute()}),))",
            "RuntimeError: mute",
        ),
        ("raise Silent", "Silent"),
        (
            "yield Finding(Rule('ECS501', 'ours', Severity.INFO, ''), 'x', At('tasks'))",
            "ValueError: 'ECS501' is no rule of this plug-in",
        ),
        ("raise SystemExit(4)", "SystemExit: 4"),
        ("return None", "TypeError"),
        ("yield from bad.search(assessed, rule)", "RecursionError"),
    ],
)
def test_a_rule_that_fails_is_a_finding_that_names_it(
    install: Install, ecsc: Run, body: str, reason: str
) -> None:
    install("acme", example(), "ecsc.rules")
    install("bad", FAILING.replace("BODY", body), "ecsc.rules")
    done = ecsc(["bad", "acme"], "check", "--format", "json")
    one = found(done)["ECS990"]
    assert done.exit_code == 1
    assert one["message"].startswith(f"the plug-in bad failed in its rule BAD001: {reason}")
    assert (one["file"], one["range"]["start"]["line"]) == ("ecsc.toml", 2)
    assert "ACME001" in found(done)  # the others are run all the same


def test_a_parameter_of_their_own_is_told_as_it_prints_itself(install: Install, ecsc: Run) -> None:
    body = "yield Finding(rule, '{a} and {b}', At('tasks'), {'a': 1, 'b': type('B', (), {'__str__': lambda b: 'B'})()})"
    install("bad", FAILING.replace("BODY", body), "ecsc.rules")
    assert found(ecsc(["bad"], "check", "--format", "json"))["BAD001"]["message"] == "1 and B"
    assert ecsc(["bad"], "build", "-o", "out").exit_code == 1  # of the error, not of a failure to tell it
    assert "ECS990" not in ecsc(["bad"], "check", "--fix").output


def test_what_cannot_be_loaded_is_a_finding(install: Install, ecsc: Run) -> None:
    install("lost", "import nothing_of_that_name\n", "ecsc.rules")
    install("ours", FAILING.replace("BAD001", "ECS001"), "ecsc.rules")
    install("none", "RULES = 5\n", "ecsc.rules")
    install("twin", FAILING.replace("BODY", "yield").replace("bad-rule", "unknown-id"), "ecsc.rules")
    done = ecsc(["lost", "ours", "none", "twin"], "check")
    assert done.exit_code == 1
    for name in ("lost", "ours", "none", "twin"):
        assert f"the plug-in {name} cannot be loaded: " in done.output
    assert "No module named 'nothing_of_that_name'" in done.output


def test_nothing_is_written_when_an_output_fails(install: Install, ecsc: Run) -> None:
    install("bad", FAILING.replace("BODY", "yield"), "ecsc.emitters")
    done = ecsc(["bad"], "build", "-o", "out")
    assert done.exit_code == 1
    assert "ECS990" in done.output
    assert "the plug-in bad failed in its output: OSError: no ink" in done.output
    assert not Path("out").exists()


def test_a_name_that_nothing_has_ends_the_run(install: Install, ecsc: Run) -> None:
    install("acme", example())
    done = ecsc(["acmee"], "check")
    assert done.exit_code == 2
    assert "ecsc.toml:2: there is no plug-in called `acmee`" in done.output
    assert "did you mean acme?" in done.output


def test_nothing_is_loaded_from_the_folder_of_a_strategy(
    install: Install, ecsc: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("acme", example(), where=Path.cwd())
    monkeypatch.syspath_prepend(str(Path.cwd()))  # as `python -m` does
    assert ecsc(["acme"], "check").exit_code == 2
    (Path.cwd() / "acme_of_test.py").write_text("raise RuntimeError('from the folder')\n")
    install("other", "import acme_of_test\nRULES = ()\n", "ecsc.rules")
    assert "No module named 'acme_of_test'" in ecsc(["other"], "check").output


def test_without_plug_ins_nothing_is_looked_for(ecsc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "installed", None)
    assert ecsc([], "check").exit_code == 0


def test_a_rule_that_fails_is_told_whatever_is_chosen(install: Install, ecsc: Run) -> None:
    install("bad", FAILING.replace("BODY", "raise ValueError('x')"), "ecsc.rules")
    assert "ECS990" in found(ecsc(["bad"], "check", "--format", "json", "--select", "BAD001"))
    assert "ECS990" in found(ecsc(["bad"], "check", "--format", "json", "--select", "ECS4"))
    written = ("--findings-baseline", "known.json", "--update-findings-baseline")
    assert ecsc(["bad"], "check", *written).exit_code == 1
    assert "ECS990" not in Path("known.json").read_text("utf-8")
    assert ecsc(["bad"], "check", "--findings-baseline", "known.json").exit_code == 1


def test_what_a_plug_in_prints_is_no_part_of_a_report(install: Install, ecsc: Run) -> None:
    install("bad", 'print("loaded")\n' + FAILING.replace("BODY", "print('at work'); return iter(())"))
    done = ecsc(["bad"], "check", "--format", "json")
    assert json.loads(done.stdout)["findings"] == []
    assert "at work" in done.stderr
