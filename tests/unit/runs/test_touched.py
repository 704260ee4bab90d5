"""Which strategies a change touches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ecsc.pipeline import NotThereError
from ecsc.runs.touched import touched
from ecsc.workspace import find_strategies
from tests.unit.runs.conftest import HEADER, WORK, Git, Put

GOODS = "id,name,list_price\ndress,Dress,299\n"
ODD = ("a b", "策略", 'quote"s', "new\nline", "tab\there", "it's", "ü")


@pytest.fixture
def repository(put: Put, git: Git) -> Git:
    """Three strategies, committed on main, and a branch that comes from there."""
    put("ecsc.toml", 'policies = ["policies/"]\nexclude = ["drafts/"]\n')
    put(
        "policies/few.yaml",
        "policies: {few: {name: Few, check: count(tasks) <= 9, message: M, owner: lin}}\n",
    )
    for name in "abc":
        put(f"{name}/strategy.yaml")
    put("b/goods.csv", GOODS)
    put("b/more/extra.yaml", "meta: {}\n")
    put("README.md", "read me")
    git("add", "-A")
    git("commit", "-q", "-m", "1")
    git("switch", "-q", "-c", "work")
    return git


def names(revision: str = "main", *paths: str) -> list[str]:
    return [one.folder for one in touched(find_strategies(paths or (".",))[0], revision)]


def test_nothing_is_touched_where_nothing_changed(repository: Git) -> None:
    assert names() == []


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "a strategy": (lambda at: (at / "a/strategy.yaml").write_text(HEADER), ["a"]),
    "a file below it": (lambda at: (at / "b/more/extra.yaml").write_text("meta: {x: 1}\n"), ["b"]),
    "a new file": (lambda at: (at / "c/new.yaml").write_text("meta: {}\n"), ["c"]),
    "a file that is gone": (lambda at: (at / "b/more/extra.yaml").unlink(), ["b"]),
    "a folder that is gone": (lambda at: shutil.rmtree(at / "b/more"), ["b"]),
    "a table": (lambda at: (at / "b/goods.csv").write_text("id\n"), ["b"]),
    "a table that is gone": (lambda at: (at / "b/goods.csv").unlink(), ["b"]),
    "a new table": (lambda at: (at / "c/goods.csv").write_text(GOODS), ["c"]),
    "a policy": (lambda at: (at / "policies/few.yaml").write_text("policies: {}\n"), ["a", "b", "c"]),
    "settings": (lambda at: (at / "ecsc.toml").write_text("packs = []\n"), ["a", "b", "c"]),
    "settings of one": (lambda at: (at / "a/ecsc.toml").write_text("packs = []\n"), ["a"]),
    "settings of all gone": (lambda at: (at / "ecsc.toml").unlink(), ["a", "b", "c", "policies"]),
    "a project file of others": (lambda at: (at / "pyproject.toml").write_text("[project]\n"), []),
    "a project file of ours": (lambda at: (at / "pyproject.toml").write_text("[tool.ecsc]\n"), ["a", "b", "c"]),
    "another file": (lambda at: (at / "README.md").write_text("x"), []),
    "a strategy that is gone": (lambda at: shutil.rmtree(at / "c"), []),
    "a strategy that moved": (lambda at: (at / "c").rename(at / "d"), ["d"]),
    "a draft that nobody reads": (lambda at: _put(at / "a/drafts/x.yaml"), []),
    "only its time": (lambda at: os.utime(at / "a/strategy.yaml", (1, 1)), []),
    "only its line ends": (
        lambda at: (at / "a/strategy.yaml").write_bytes((HEADER + WORK).replace("\n", "\r\n").encode()), [],
    ),
    "a header that is gone": (lambda at: (at / "a/strategy.yaml").write_text(WORK), []),
}  # fmt: skip


def _put(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("meta: {}\n")


@pytest.mark.parametrize("staged", ["in the working tree", "staged", "committed", "ignored"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_touches(repository: Git, here: Path, change: str, staged: str) -> None:
    make, expected = CHANGES[change]
    make(here)
    if staged == "ignored":
        (here / ".git/info/exclude").write_text("*\n")
    elif staged != "in the working tree":
        repository("add", "-A")
    if staged == "committed":
        repository("commit", "-q", "--allow-empty", "-m", "2")
    found = [name for name in names() if name != "policies"]
    assert found == [name for name in expected if name != "policies"]


def test_what_happened_on_the_other_branch_does_not_count(repository: Git, put: Put) -> None:
    repository("switch", "-q", "main")
    put("a/strategy.yaml", HEADER)
    repository("commit", "-q", "-a", "-m", "on main")
    repository("switch", "-q", "work")
    put("b/strategy.yaml", HEADER)
    repository("commit", "-q", "-a", "-m", "on work")
    assert names() == ["b"]
    assert names("HEAD") == []


@pytest.mark.parametrize("odd", ODD)
def test_any_name_of_a_file_will_do(repository: Git, put: Put, odd: str) -> None:
    put(f"{odd}/{odd}.yaml")
    put(f"{odd}/{odd}.csv", GOODS)
    repository("add", "-A")
    repository("commit", "-q", "-m", odd)
    assert names("HEAD") == []
    assert names() == [odd]
    put(f"{odd}/{odd}.csv", GOODS + "x,X,1\n")
    assert names("HEAD") == [odd]


def test_a_table_that_is_gone_under_any_name(repository: Git, put: Put, here: Path) -> None:
    for odd in ODD:
        put(f"a/{odd}.csv", GOODS)
    repository("add", "-A")
    repository("commit", "-q", "-m", "2")
    for odd in ODD:
        (here / f"a/{odd}.csv").unlink()
        assert names("HEAD") == ["a"]
        put(f"a/{odd}.csv", GOODS)
    assert names("HEAD") == []


def test_the_file_that_is_the_baseline_counts_and_no_other_one(repository: Git, put: Put, here: Path) -> None:
    put("a/strategy.yaml", HEADER.replace("owner: lin", "owner: lin, baseline: {file: plan.json}") + WORK)
    put("a/plan.json", "{}")
    put("a/notes.json", "{}")
    repository("add", "-A")
    repository("commit", "-q", "-m", "2")
    assert names("HEAD") == []
    put("a/notes.json", "{ }")
    assert names("HEAD") == []
    put("a/plan.json", "{ }")
    assert names("HEAD") == ["a"]
    (here / "a/plan.json").unlink()
    assert names("HEAD") == ["a"]


def test_the_baseline_of_findings_that_the_settings_name_counts(
    repository: Git, put: Put, here: Path
) -> None:
    put("c/ecsc.toml", 'findings-baseline = "known.json"\n')
    put("c/known.json", '{"ecsc_findings": 1, "entries": []}')
    repository("add", "-A")
    repository("commit", "-q", "-m", "2")
    assert names("HEAD") == []
    put("c/known.json", '{"ecsc_findings": 1, "entries": [{"strategy": "c", "finding": "ECS630 tasks.x"}]}')
    assert names("HEAD") == ["c"]
    (here / "c/known.json").unlink()
    assert names("HEAD") == ["c"]


def test_a_file_that_the_command_names_touches_all(repository: Git, put: Put) -> None:
    put("plan.json", "{}")
    found = find_strategies((".",))[0]
    assert [one.folder for one in touched(found, "main", ("plan.json",))] == ["a", "b", "c"]
    assert touched(found, "main", ("README.md",)) == ()


def test_a_single_file_does_not_care_for_its_neighbours(repository: Git, put: Put, here: Path) -> None:
    (here / "b/more/extra.yaml").unlink()
    assert names("main", "b/strategy.yaml") == []
    (here / "b/goods.csv").unlink()
    assert names("main", "b/strategy.yaml") == ["b"]


def test_results_that_are_gone_touch_nothing(repository: Git, put: Put, here: Path) -> None:
    put("a/plan/.ecsc-manifest.json", "{}")
    put("a/plan/work.csv", GOODS)
    put("a/.hidden/x.yaml", "meta: {}\n")
    repository("add", "-A")
    repository("commit", "-q", "-m", "2")
    shutil.rmtree(here / "a/plan")
    shutil.rmtree(here / "a/.hidden")
    assert names("HEAD") == []


def test_results_of_one_strategy_say_nothing_of_another(repository: Git, put: Put, here: Path) -> None:
    put("a/plan/.ecsc-manifest.json", "{}")
    put("b/plan/more.yaml", "meta: {}\n")
    repository("add", "-A")
    repository("commit", "-q", "-m", "2")
    shutil.rmtree(here / "b/plan")
    assert names("HEAD") == ["b"]


def test_links_count_by_where_they_lead_and_what_is_there(repository: Git, put: Put, here: Path) -> None:
    put("a/.data/one.yaml", "meta: {}\n")
    put("a/.data/two.yaml", "meta: {}\n")
    (here / "a/linked.yaml").symlink_to(".data/one.yaml")
    repository("add", "-A")
    repository("commit", "-q", "-m", "2")
    assert names("HEAD") == []
    put("a/.data/one.yaml", "meta: {x: 1}\n")
    assert names("HEAD") == ["a"]
    put("a/.data/one.yaml", "meta: {}\n")
    (here / "a/linked.yaml").unlink()
    (here / "a/linked.yaml").symlink_to(".data/two.yaml")
    assert names("HEAD") == ["a"]
    (here / "a/linked.yaml").unlink()
    (here / "a/linked.yaml").write_text("meta: {}\n")
    assert names("HEAD") == ["a"]


def test_a_repository_in_a_repository_has_a_history_of_its_own(repository: Git, put: Put, here: Path) -> None:
    put("inner/d/strategy.yaml")
    inner = here / "inner"
    repository("init", "-q", "-b", "main", cwd=inner)
    repository("add", "-A", cwd=inner)
    repository("commit", "-q", "-m", "1", cwd=inner)
    put("a/strategy.yaml", HEADER)
    assert names() == ["a"]
    put("inner/d/strategy.yaml", HEADER)
    assert names() == ["a", "inner/d"]


def test_no_filter_of_the_repository_runs(repository: Git, put: Put, here: Path) -> None:
    repository("config", "filter.bad.clean", f"touch {here / 'ran'}; cat")
    put(".gitattributes", "*.yaml filter=bad\n")
    put("a/strategy.yaml", HEADER)
    assert names() == ["a"]
    assert not (here / "ran").exists()


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "the repository has no revision {word}"), ("", "{word} does not name one commit for good"),
        ("--all", "{word} does not name one commit for good"), ("a b", "{word} does not name one commit for good"),
        ("main@{yesterday}", "{word} does not name one commit for good"),
        ("HEAD~9", "the repository has no revision {word}"),
    ],
)  # fmt: skip
def test_a_revision_that_is_none(repository: Git, revision: str, said: str) -> None:
    with pytest.raises(NotThereError) as told:
        names(revision)
    assert told.value.reason == said


def test_no_repository(put: Put) -> None:
    put("a/strategy.yaml")
    with pytest.raises(NotThereError) as told:
        names()
    assert told.value.reason.startswith("there is no git repository around {folder}")


def test_before_the_first_commit_all_is_new(put: Put, git: Git) -> None:
    put("a/strategy.yaml")
    assert names("HEAD") == ["a"]
    with pytest.raises(NotThereError) as told:
        names("main")
    assert told.value.reason == "the repository has no revision {word}"


def test_lines_of_work_without_a_common_commit(repository: Git) -> None:
    repository("switch", "-q", "--orphan", "other")
    repository("commit", "-q", "--allow-empty", "-m", "o")
    repository("switch", "-q", "work")
    with pytest.raises(NotThereError) as told:
        names("other")
    assert told.value.reason == "{word} and HEAD have no common commit"


@pytest.mark.parametrize("revision", ["origin/main", "nowhere"])
def test_a_shallow_clone_says_what_to_fetch(
    repository: Git,
    put: Put,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    revision: str,
) -> None:
    for number in range(3):
        put("a/strategy.yaml", HEADER + f"# {number}\n")
        repository("commit", "-q", "-a", "-m", str(number))
    repository("switch", "-q", "main")
    repository("commit", "-q", "--allow-empty", "-m", "m")
    clone = tmp_path_factory.mktemp("clone")
    url = (Path.cwd()).as_uri()
    repository("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "work", url, str(clone))
    monkeypatch.chdir(clone)
    with pytest.raises(NotThereError) as told:
        names(revision)
    assert "fetch-depth: 0" in told.value.hint
