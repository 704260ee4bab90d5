"""What is unchanged is not checked again, and nothing that has changed is taken for unchanged."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import ecsc
from ecsc.choosing import Choices
from ecsc.messages import words
from ecsc.model.header import Baseline
from ecsc.pipeline import Organisation, StrategyInput
from ecsc.quantity import Count
from ecsc.report import FORMATS, Checked, Layout, render
from ecsc.runs import Asked, Cache, cache, check_all, shelf
from ecsc.runs.cache import FOLDER, root_of
from ecsc.runs.shelf import VARIANTS
from ecsc.runs.stamp import program_stamp
from ecsc.workspace import find_strategies
from tests.unit.runs.conftest import HEADER, WORK, Counted, Git, Put, Quiet

POLICY = "policies: {few: {name: Few, check: count(tasks) <= 9, message: M, owner: lin}}\n"


def texts(found: list[Checked]) -> list[str]:
    """Return all that can be told of what was found, in every format."""
    w = words("en")
    return ["".join(render(found, name, w, Layout(notes_in_full=True))) for name in FORMATS]


def test_what_is_unchanged_is_not_checked_again(put: Put, run: Counted) -> None:
    put("a/strategy.yaml", HEADER + "x: 1\n")
    put("b/strategy.yaml")
    first = run()
    assert run.checked == ["a", "b"]
    second = run()
    assert run.checked == []
    assert texts(first) == texts(second)
    assert "ECS110" in texts(second)[0]
    assert [one.strategy for one in second] == ["demo", "demo"]


def test_only_what_changed_is_checked_again(put: Put, run: Counted) -> None:
    put("a/strategy.yaml")
    put("b/strategy.yaml")
    run()
    put("b/strategy.yaml", HEADER + WORK.replace("5d", "6d"))
    run()
    assert run.checked == ["b"]


@pytest.mark.parametrize(
    "asked",
    [
        Asked(language="zh-CN"), Asked(as_of=dt.date(2026, 3, 1)), Asked(waivers=False),
        Asked(baseline=Baseline(file="plan.json")), Asked(baseline=Baseline()),
    ],
    ids=["language", "as_of", "waivers", "baseline", "no baseline"],
)  # fmt: skip
def test_another_question_has_another_answer(put: Put, run: Counted, asked: Asked) -> None:
    put("strategy.yaml")
    run()
    run(asked=asked)
    assert run.checked == ["."]
    run(asked=asked)
    assert run.checked == []
    run()
    assert run.checked == []  # both are kept


def test_a_scenario_is_another_question(put: Put, run: Counted) -> None:
    put("strategy.yaml", HEADER + WORK + "scenarios: {slow: {name: Slow, set: {tasks.shop.duration: 9d}}}\n")
    run()
    run(asked=Asked(scenario="slow"))
    assert run.checked == ["."]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, choices=Choices(strict=True)),
        lambda one: replace(one, organisation=Organisation(packs=("handbook",))),
        lambda one: replace(one, organisation=Organisation(files=(("p.yaml", POLICY.encode()),))),
        lambda one: replace(one, organisation=Organisation(thresholds={"source_age": Count(Decimal(3))})),
        lambda one: replace(one, files=(("other.yaml", one.files[0][1]),)),
        lambda one: replace(one, files=(*one.files, ("z.yaml", b"meta: {}\n"))),
        lambda one: replace(one, files=((one.files[0][0], one.files[0][1] + b"\n"),)),
    ],
    ids=["choices", "packs", "policies", "thresholds", "name of a file", "another file", "a byte"],
)
def test_everything_that_decides_a_result_counts(
    put: Put, run: Counted, change: Callable[[StrategyInput], StrategyInput]
) -> None:
    put("strategy.yaml")
    run()
    run(change=change)
    assert run.checked == ["."]
    run(change=change)
    assert run.checked == []


def test_the_bounds_between_files_count(put: Put, run: Counted) -> None:
    def parted(*contents: bytes) -> Any:
        files = tuple((f"{number}.yaml", content) for number, content in enumerate(contents))
        return lambda one: replace(one, files=files)

    put("strategy.yaml")
    run(change=parted(HEADER.encode() + b"meta: {}\n", b"x: 1\n"))
    run(change=parted(HEADER.encode(), b"meta: {}\nx: 1\n"))
    assert run.checked == ["."]


def test_another_program_has_other_results(put: Put, run: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    put("strategy.yaml")
    run()
    monkeypatch.setattr("ecsc.__version__", "99")
    run()
    assert run.checked == ["."]


def test_a_checkout_of_ecsc_that_is_edited_is_another_program(
    put: Put, run: Counted, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path_factory.mktemp("site") / "ecsc"
    (package / "rules").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "rules" / "money.py").write_text("LIMIT = 1\n")
    monkeypatch.setattr("ecsc.__file__", str(package / "__init__.py"))
    monkeypatch.delenv("CI", raising=False)  # there contents count, here times
    put("strategy.yaml")
    run()
    run()
    assert run.checked == []
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").touch()
    run()
    assert run.checked == []
    os.utime(package / "rules" / "money.py", ns=(1, 1))
    run()
    assert run.checked == ["."]
    (package / "rules" / "new.py").touch()
    run()
    assert run.checked == ["."]


def test_an_installed_ecsc_is_the_same_wherever_and_whenever_it_was_installed(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def installed(**record: str) -> bytes:
        site = tmp_path_factory.mktemp("site")
        (site / "ecsc").mkdir()
        (site / "ecsc/__init__.py").touch()
        info = site / f"ecsc-{ecsc.__version__}.dist-info"
        info.mkdir()
        lines = {
            "ecsc/a.py": "sha256=A,1",
            "ecsc/__pycache__/a.pyc": f"{site},",
            "../bin/ecsc": f"{site},",
            **record,
        }
        (info / "RECORD").write_text("".join(f"{name},{told}\n" for name, told in lines.items()))
        monkeypatch.setattr("ecsc.__file__", str(site / "ecsc/__init__.py"))
        return program_stamp()

    assert installed() == installed()
    assert installed() != installed(**{"ecsc/a.py": "sha256=B,1"})


def test_in_ci_a_checkout_counts_by_content(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def checkout(text: str) -> bytes:
        package = tmp_path_factory.mktemp("checkout") / "ecsc"
        (package / "rules").mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "rules/money.py").write_text(text)
        monkeypatch.setattr("ecsc.__file__", str(package / "__init__.py"))
        return program_stamp()

    monkeypatch.delenv("CI", raising=False)
    assert checkout("LIMIT = 1") != checkout("LIMIT = 1")
    monkeypatch.setenv("CI", "true")
    assert checkout("LIMIT = 1") == checkout("LIMIT = 1")
    assert checkout("LIMIT = 1") != checkout("LIMIT = 2")


@pytest.mark.parametrize("shared", [False, True])
def test_a_pipeline_may_carry_it_to_another_place(
    tmp_path: Path, run: Counted, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    for place in ("one", "two"):
        home = tmp_path / place / "shop"
        (home / "a").mkdir(parents=True)
        (home / ".git").mkdir()
        (home / "ecsc.toml").write_text("policies = ['policies']\n")
        (home / "policies").mkdir()
        (home / "policies/few.yaml").write_text(POLICY)
        (home / "a/strategy.yaml").write_text(HEADER + WORK)
        monkeypatch.chdir(home)
        if shared:
            monkeypatch.setenv("ECSC_CACHE_DIR", str(tmp_path / "cache"))
        elif place == "two":
            shutil.copytree(tmp_path / "one/shop" / FOLDER, home / FOLDER)
        run()
        assert run.checked == (["a"] if place == "one" else [])


def test_repositories_may_share_a_folder(
    tmp_path: Path, run: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECSC_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SHELVES", 1)
    for again in (False, True):
        for place in ("shop", "store"):
            home = tmp_path / place
            (home / ".git").mkdir(parents=True, exist_ok=True)
            (home / f"of_{place}").mkdir(exist_ok=True)
            (home / f"of_{place}/strategy.yaml").write_text(HEADER + WORK)
            monkeypatch.chdir(home)
            run()
            assert run.checked == ([] if again else [f"of_{place}"])


def test_the_last_ones_are_kept_of_too_many(put: Put, run: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SHELVES", 1)
    monkeypatch.setattr(shelf, "MOST", 3)
    for name in "abcde":
        put(f"{name}/strategy.yaml")
        run(name)
    run("c", "d", "e")
    assert run.checked == []
    run("b")
    assert run.checked == ["b"]


def test_a_new_release_of_a_library_is_another_program(
    put: Put, run: Counted, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path_factory.mktemp("site")
    (site / "holidays-0.90.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    put("strategy.yaml")
    run()
    (site / "holidays-0.90.dist-info").rename(site / "holidays-0.91.dist-info")
    run()
    assert run.checked == ["."]


TABLED = HEADER + "people: {lin: {name: Lin}}\ntables: {products: 'goods*.csv'}\n"
GOODS = "id,name,list_price\ndress,Dress,299\n"


def test_tables_count_by_content_and_by_name(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml", TABLED)
    put("goods.csv", GOODS)
    run()
    run()
    assert run.checked == []
    put("goods.csv", GOODS.replace("299", "x9"))
    assert "goods.csv" in texts(run())[0]
    assert run.checked == ["."]
    assert texts(run()) == texts(run())
    assert run.checked == []
    put("goods_2.csv", GOODS.replace("dress", "shirt"))
    run()
    assert run.checked == ["."]
    (here / "goods.csv").unlink()
    run()
    assert run.checked == ["."]


def test_a_strategy_that_names_no_table_does_not_care_for_them(put: Put, run: Counted) -> None:
    put("strategy.yaml")
    put("goods.csv", GOODS)
    run()
    put("goods.csv", GOODS + "shirt,Shirt,99\n")
    run()
    assert run.checked == []


def test_a_baseline_file_counts_and_so_does_its_absence(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml", HEADER.replace("owner: lin", "owner: lin, baseline: {file: plan.json}") + WORK)
    run()
    run()
    assert run.checked == []
    put("plan.json", "{}")
    run()
    assert run.checked == ["."]
    run()
    assert run.checked == []
    (here / "plan.json").unlink()
    run()
    assert run.checked == ["."]


def test_a_revision_counts_by_the_commit_that_it_is(put: Put, run: Counted, git: Git) -> None:
    put("strategy.yaml", HEADER.replace("owner: lin", "owner: lin, baseline: {revision: start}") + WORK)
    run()
    run()
    assert run.checked == ["."]  # there is no such revision: it may come, and nothing here would tell
    git("add", "-A")
    git("commit", "-q", "-m", "1")
    git("tag", "start")
    run()
    run()
    assert run.checked == []
    git("commit", "-q", "--allow-empty", "-m", "2")
    git("tag", "-f", "start")
    from ecsc.runs.observed import forget_commits

    forget_commits()
    run()
    assert run.checked == ["."]


def test_what_plugins_look_at_is_not_kept(put: Put, run: Counted) -> None:
    put("strategy.yaml")
    plugged = Organisation(plugins=("ours",))
    run(change=lambda one: replace(one, organisation=plugged))
    run(change=lambda one: replace(one, organisation=plugged))
    assert run.checked == ["."]


def test_it_lies_in_the_root_of_the_repository_and_git_does_not_see_it(
    put: Put, run: Counted, git: Git, here: Path
) -> None:
    put("teams/shop/strategy.yaml")
    git("add", "-A")
    git("commit", "-q", "-m", "1")
    run("teams/shop")
    assert git("status", "--porcelain") == ""
    assert (
        (here / FOLDER / "CACHEDIR.TAG")
        .read_bytes()
        .startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    )
    os.chdir(here / "teams")
    run("shop")
    run("shop")
    assert run.checked == []
    assert not (here / "teams" / FOLDER).exists()


def test_without_a_repository_it_lies_beside_the_settings(put: Put, here: Path) -> None:
    put("a/ecsc.toml", "")
    put("a/b/strategy.yaml")
    assert root_of(("a/b",)) == str(here / "a")
    assert root_of(("a/b/strategy.yaml",)) == str(here / "a")
    put("c/strategy.yaml")
    assert root_of(("c",)) == str(here)


def test_the_environment_names_another_folder(
    put: Put, run: Counted, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECSC_CACHE_DIR", "elsewhere/cache")
    put("one/strategy.yaml")
    run("one")
    run("one")
    assert run.checked == []
    assert (here / "elsewhere/cache/CACHEDIR.TAG").exists()
    assert not (here / FOLDER).exists()


def test_the_finder_does_not_look_into_it(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml")
    run()
    put(f"{FOLDER}/strategy.yaml")
    assert len(run()) == 1


def test_a_place_that_cannot_be_written_has_no_cache(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml", HEADER + "x: 1\n")
    put(FOLDER, "a file where the folder should be")
    first = run()
    assert texts(first) == texts(run())
    assert run.checked == ["."]


def test_it_does_not_grow_without_bound(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml")
    days = [dt.date(2026, 1, day) for day in range(1, VARIANTS + 10)]
    for day in days:
        run(asked=Asked(as_of=day))
    for day in (days[-1], days[-VARIANTS]):
        run(asked=Asked(as_of=day))
        assert run.checked == []
    run(asked=Asked(as_of=days[-VARIANTS - 1]))
    assert run.checked == ["."]
    assert len(list((here / FOLDER).iterdir())) == 3  # one shelf, and what says that this is a cache


def test_strategies_that_are_gone_are_dropped(
    put: Put, run: Counted, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "SHELVES", 1)
    for name in "abcdef":
        put(f"brand_{name}/strategy.yaml")
    run()
    shutil.rmtree(here / "brand_b")
    put("brand_a/strategy.yaml", HEADER)
    run()
    content = (here / FOLDER / "00.results").read_bytes()
    assert (b"brand_b" in content, b"brand_c" in content) == (False, True)
    put("brand_g/strategy.yaml")
    run("brand_g")
    run("brand_a")
    assert run.checked == []  # what a run does not look at stays


def test_what_was_left_half_written_is_swept_away(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml")
    run()
    old, new = here / FOLDER / "00.results.77.new", here / FOLDER / "00.results.78.new"
    for path in (old, new):
        path.touch()
    os.utime(old, (1, 1))
    put("strategy.yaml", HEADER)
    run()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_name_that_is_no_text_is_not_kept(put: Put, run: Counted, here: Path) -> None:
    name = os.fsdecode(b"\xff\xfe")
    put(f"{name}/strategy.yaml")
    put("b/strategy.yaml")
    run()
    run()
    assert run.checked == [name]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"ecsc cache 1\n", b"\x00" * 300, b"ecsc cache 2\n" + b"x" * 99]
)
def test_a_foreign_file_is_a_miss(put: Put, run: Counted, here: Path, content: bytes) -> None:
    put("strategy.yaml")
    run()
    for path in (here / FOLDER).glob("*.results"):
        path.write_bytes(content)
    run()
    assert run.checked == ["."]
    run()
    assert run.checked == []


def test_a_shelf_that_is_a_folder_is_a_miss(put: Put, run: Counted, here: Path) -> None:
    put("strategy.yaml")
    run()
    path = next((here / FOLDER).glob("*.results"))
    path.unlink()
    path.mkdir()
    run()
    assert run.checked == ["."]


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 100_000), bit=st.integers(0, 7), cut=st.booleans())
def test_any_flipped_bit_and_any_cut_is_a_miss(at: int, bit: int, cut: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / ".git").mkdir()
        (home / "strategy.yaml").write_text(HEADER + "x: 1\n")
        strategies = find_strategies((folder,))[0]

        def found() -> list[Checked]:
            return list(check_all(strategies, Asked(), Quiet(), cache=Cache(Asked(), (folder,))))

        first = texts(found())
        path = next((home / FOLDER).glob("*.results"))
        content = bytearray(path.read_bytes())
        at %= len(content)
        if cut:
            del content[at:]
        else:
            content[at] ^= 1 << bit
        path.write_bytes(bytes(content))
        assert Cache(Asked(), (folder,)).get(strategies[0]) is None
        assert texts(found()) == first


def test_two_processes_at_once_do_each_other_no_harm(put: Put, here: Path) -> None:
    for number in range(12):
        put(f"s{number:02}/strategy.yaml", HEADER + f"x{number}: 1\n" + WORK)
    program = (sys.executable, "-m", "ecsc.cli", "check", "--format", "json")
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    for _ in range(3):
        both = [
            subprocess.Popen(
                (*program, *paths), cwd=here, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for paths in ((), ("s03", "s04"), ())
        ]
        said = [process.communicate()[0] for process in both]
        assert said[0] == said[2]
        assert [process.returncode for process in both] == [1, 1, 1]
    alone = subprocess.run(
        (*program, "--no-cache"), cwd=here, env=environment, capture_output=True, check=False
    )
    assert alone.stdout == said[0]
    assert not list((here / FOLDER).glob("*.new"))
