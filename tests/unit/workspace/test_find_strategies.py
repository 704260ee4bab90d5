"""Which files make a strategy."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from ecsc.diagnostics import Finding, Span
from ecsc.workspace import PathError, find_strategies, find_strategy_of_text
from ecsc.workspace.header import has_header

HEADER = "ecsc: 1\nstrategy:\n  id: a\n"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def file_of(finding: Finding) -> str:
    assert isinstance(finding.at, Span)
    return finding.at.file


def put(name: str, text: str | bytes = "tasks: {}\n") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def found(*paths: str) -> dict[str, list[str]]:
    strategies, findings = find_strategies(paths)
    assert findings == ()
    return {one.folder: [name for name, _ in one.files] for one in strategies}


def trouble(*paths: str) -> list[tuple[str, str]]:
    return [(finding.rule.name, file_of(finding)) for finding in find_strategies(paths)[1]]


def test_a_folder_is_one_strategy_of_all_its_yaml() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/b.yml")
    put("launch/A.YAML")
    put("launch/deep/er/c.yaml")
    put("launch/readme.md")
    assert found("launch") == {
        "launch": ["launch/A.YAML", "launch/b.yml", "launch/deep/er/c.yaml", "launch/strategy.yaml"]
    }
    assert found("launch/") == found("launch") == found(str(Path("launch").resolve()))


def test_names_are_relative_to_the_working_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    put("launch/strategy.yaml", HEADER)
    monkeypatch.chdir("launch")
    assert found(".") == {".": ["strategy.yaml"]}
    Path("inner").mkdir()
    monkeypatch.chdir("inner")
    assert found("..") == {"..": ["../strategy.yaml"]}


def test_a_repository_gives_all_its_strategies() -> None:
    put("docker-compose.yaml", "services: {}\n")
    put("teams/apparel/strategy.yaml", HEADER)
    put("teams/apparel/more/tasks.yaml")
    put("teams/food/plan.yaml", HEADER)
    assert found(".") == {
        "teams/apparel": ["teams/apparel/more/tasks.yaml", "teams/apparel/strategy.yaml"],
        "teams/food": ["teams/food/plan.yaml"],
    }


def test_a_header_further_down_is_outside_its_parent() -> None:
    put("strategy.yaml", HEADER)
    put("people.yaml")
    put("trial/strategy.yaml", HEADER)
    put("trial/x/tasks.yaml")
    put("other/tasks.yaml")
    assert found(".") == {
        ".": ["other/tasks.yaml", "people.yaml", "strategy.yaml"],
        "trial": ["trial/strategy.yaml", "trial/x/tasks.yaml"],
    }


def test_hidden_folders_dist_and_published_ones_are_left_out() -> None:
    put("strategy.yaml", HEADER)
    for name in (".git/a.yaml", "dist/b.yaml", "deep/dist/c.yaml", ".hidden/strategy.yaml"):
        put(name, HEADER)
    put("out/notes.yaml", "x: 1\n")
    put("out/.ecsc-manifest.json", "{}")
    assert found(".") == {".": ["strategy.yaml"]}
    assert found("dist") == {"dist": ["dist/b.yaml"]}


def test_hidden_files_are_settings_of_other_programs() -> None:
    put("strategy.yaml", HEADER)
    put("elsewhere/rules.yaml", "x: 1\n")
    put(".pre-commit-config.yaml", "repos: []\n")
    put("work/.gitlab-ci.yml", "check: {script: ecsc check}\n")
    Path(".linked.yaml").symlink_to("elsewhere/rules.yaml")
    Path("elsewhere/.ecsc-manifest.json").write_text("{}", "utf-8")
    assert found(".") == {".": ["strategy.yaml"]}
    assert found(".pre-commit-config.yaml") == {".": ["strategy.yaml"]}


def test_a_strategy_that_was_published_into_its_own_folder_is_still_one() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/.ecsc-manifest.json", "{}")
    assert found(".") == {"launch": ["launch/strategy.yaml"]}


def test_a_single_file_with_header_stands_alone() -> None:
    put("cases/a.yaml", HEADER)
    put("cases/b.yaml", HEADER)
    assert found("cases/a.yaml") == {"cases": ["cases/a.yaml"]}
    strategies, _ = find_strategies(["cases/a.yaml", "cases/b.yaml", "cases/a.yaml"])
    assert [one.files[0][0] for one in strategies] == ["cases/a.yaml", "cases/b.yaml"]


def test_a_single_file_without_header_belongs_to_the_strategy_around_it() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/deep/tasks.yaml")
    assert found("launch/deep/tasks.yaml") == {"launch": ["launch/deep/tasks.yaml", "launch/strategy.yaml"]}
    put("launch/second.yaml", HEADER)  # now it is not clear which one is meant
    assert found("launch/deep/tasks.yaml") == {"launch/deep": ["launch/deep/tasks.yaml"]}


def test_a_folder_of_a_strategy_belongs_to_it_as_its_files_do(monkeypatch: pytest.MonkeyPatch) -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/deep/tasks.yaml")
    put("launch/texts/readme.md")
    put("launch/.hidden/x.yaml")
    assert found("launch/deep") == found("launch/deep/tasks.yaml") == found("launch")
    assert trouble("launch/texts") == [("folder-without-strategy", "launch/texts")]
    assert trouble("launch/.hidden") == [("folder-without-strategy", "launch/.hidden")]
    monkeypatch.chdir("launch/deep")
    assert trouble(".") == [("folder-without-strategy", ".")], "no repository says that what is above is ours"
    Path("../../.git").mkdir()
    assert found(".") == found("tasks.yaml") == {"..": ["../deep/tasks.yaml", "../strategy.yaml"]}
    (unsaved,) = find_strategy_of_text(b"tasks: {}", "tasks.yaml")[0]
    assert [name for name, _ in unsaved.files] == ["../strategy.yaml", "tasks.yaml"]


def test_named_twice_is_found_once() -> None:
    put("launch/strategy.yaml", HEADER)
    assert len(find_strategies([".", "launch", "./launch/"])[0]) == 1


def test_nothing_there() -> None:
    Path("empty").mkdir()
    put("other/tasks.yaml")
    assert trouble("empty") == [("folder-without-strategy", "empty")]
    assert trouble("other") == [("folder-without-strategy", "other")]
    for path in ("nope", "other/tasks.yaml/x", "a\0b", ""):
        with pytest.raises(PathError):
            find_strategies([path])


def test_tables_are_read_on_demand_and_never_from_outside() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/products.csv", "id\n1\n")
    put("launch/actuals/a.CSV", "x\n")
    put("launch/.secret/p.csv", "x\n")
    put("outside.csv", "x\n")
    for path in ("launch", "launch/strategy.yaml"):
        (one,), _ = find_strategies([path])
        assert sorted(one.tables) == ["actuals/a.CSV", "products.csv"]
        assert one.tables["products.csv"]() == b"id\n1\n"
    Path("launch/products.csv").unlink()
    with pytest.raises(OSError, match="products"):
        one.tables["products.csv"]()


@needs_links
def test_links_never_leave_the_strategy() -> None:
    put("launch/strategy.yaml", HEADER)
    put("secret/people.yaml")
    put("secret/prices.csv")
    Path("launch/people.yaml").symlink_to("../secret/people.yaml")
    Path("launch/prices.csv").symlink_to("../secret/prices.csv")
    Path("launch/shared").symlink_to("../secret")
    Path("launch/again.yaml").symlink_to("strategy.yaml")
    (one,), findings = find_strategies(["launch"])
    assert [name for name, _ in one.files] == ["launch/strategy.yaml"]
    assert dict(one.tables) == {}
    assert sorted(file_of(finding) for finding in findings) == [
        "launch/people.yaml", "launch/prices.csv", "launch/shared",
    ]  # fmt: skip


@needs_links
def test_a_mounted_configuration_is_read_through_its_links() -> None:
    put("launch/..2026/strategy.yaml", HEADER)
    Path("launch/..data").symlink_to("..2026")
    Path("launch/strategy.yaml").symlink_to("..data/strategy.yaml")
    assert found("launch") == {"launch": ["launch/strategy.yaml"]}


@needs_links
def test_a_linked_strategy_folder_that_is_named_is_followed() -> None:
    put("real/strategy.yaml", HEADER)
    Path("alias").symlink_to("real")
    assert found("alias") == {"alias": ["alias/strategy.yaml"]}


@needs_links
def test_loops_are_told_and_not_walked() -> None:
    put("launch/strategy.yaml", HEADER)
    Path("launch/a").mkdir()
    Path("launch/a/up").symlink_to("..")
    Path("launch/me.yaml").symlink_to("me.yaml")
    assert trouble("launch") == [("symlink-loop", "launch/me.yaml"), ("symlink-loop", "launch/a/up")]
    assert trouble("launch/me.yaml") == [("symlink-loop", "launch/me.yaml")]


def test_a_folder_named_like_a_file() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/tasks.yaml/more.yaml")
    (one,), findings = find_strategies(["launch"])
    assert [finding.rule.name for finding in findings] == ["directory-named-yaml"]
    assert len(one.files) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/tasks.yaml")
    Path("launch/tasks.yaml").chmod(0)
    assert trouble("launch") == [("unreadable-file", "launch/tasks.yaml")]


def test_a_file_that_vanishes_or_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/tasks.yaml")
    real = open

    def failing(path: Any, *args: Any) -> Any:
        if str(path).endswith("tasks.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path, *args)

    monkeypatch.setattr("builtins.open", failing)
    assert trouble("launch") == [("unreadable-file", "launch/tasks.yaml")]


@needs_links
def test_a_pipe_named_like_a_file_is_not_waited_for() -> None:
    put("launch/strategy.yaml", HEADER)
    os.mkfifo("launch/tasks.yaml")
    assert trouble("launch") == [("unreadable-file", "launch/tasks.yaml")]


def test_problems_outside_a_strategy_are_nobodys_business() -> None:
    put("launch/strategy.yaml", HEADER)
    Path("other.yaml").mkdir()
    assert found(".") == {"launch": ["launch/strategy.yaml"]}


@needs_links
def test_names_that_are_no_text() -> None:
    put("launch/strategy.yaml", HEADER)
    Path("launch/\udcff.yaml").write_bytes(b"tasks: {}\n")
    (one,), _ = find_strategies(["launch"])
    assert one.files[1][0] == "launch/\udcff.yaml"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"strategy:\n", True),
        (b"\xef\xbb\xbfstrategy:\n", True),
        (b"# note\r\n\r\nstrategy :\r\n", True),
        (b"ecsc: 1\rstrategy:\r", True),
        (b'"strategy": {}', True),
        (b"'strategy': {}", True),
        ("strategy：\n".encode(), True),
        ("策略:\n  id: a\n".encode(), True),
        ("策略：\n".encode("gb18030"), True),
        (b"Strategy:\n", True),
        ("ecsc: 1\nstrategy:\n".encode("utf-16"), True),
        ("ecsc: 1\nstrategy:\n".encode("utf-16-le"), True),
        ("# 春季\nstrategy:\n".encode("utf-16-be"), True),
        (b"a: \x00\nstrategy:\n", True),
        ("tasks:\n".encode("utf-16-le"), False),
        (b'{"ecsc": 1, "strategy": {"id": "a"}}', True),
        (b"---\n  ecsc: 1\n  strategy:\n    id: a\n", True),
        (b"", False),
        (b"strategy\n", False),
        (b"my_strategy:\n", False),
        (b"strategy_x:\n", False),
        (b"tasks:\n  strategy:\n    name: x\n", False),
        (b"tasks:\n  a: {description: |\n strategy: }\n", False),
        (b"# strategy:\n", False),
        (b"\x00\xff\xfe", False),
    ],
)
def test_what_a_header_looks_like(content: bytes, expected: bool) -> None:
    assert has_header(content) is expected


def test_a_huge_file_without_header_is_told_at_once() -> None:
    assert has_header(b"tasks:\n" + b"  a: {x: 1}\n" * 500_000) is False
    assert has_header(b" " * 3_000_000) is False
    assert has_header(b"\n" * 3_000_000 + b"  ") is False


def test_standard_input_alone() -> None:
    (one,), findings = find_strategy_of_text(HEADER.encode())
    assert findings == ()
    assert one.files == (("<stdin>", HEADER.encode()),)


def test_standard_input_in_place_of_a_file() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/tasks.yaml", "tasks: {old: {}}\n")
    put("launch/products.csv", "id\n")
    (one,), _ = find_strategy_of_text(b"tasks: {new: {}}\n", "launch/tasks.yaml")
    assert one.files == (
        ("launch/strategy.yaml", HEADER.encode()),
        ("launch/tasks.yaml", b"tasks: {new: {}}\n"),
    )
    assert list(one.tables) == ["products.csv"]
    (fresh,), _ = find_strategy_of_text(b"tasks: {new: {}}\n", "launch/new.yaml")
    assert [name for name, _ in fresh.files] == [
        "launch/new.yaml",
        "launch/strategy.yaml",
        "launch/tasks.yaml",
    ]
    (alone,), _ = find_strategy_of_text(HEADER.encode(), "nowhere/x.yaml")
    assert [name for name, _ in alone.files] == ["nowhere/x.yaml"]


BLANKS = [b"", b" \n\n", b"\xef\xbb\xbf", b"# only a note", b"---\n# a\n\n", "\ufeff\n".encode("utf-16-le")]


@pytest.mark.parametrize("content", BLANKS)
def test_an_empty_text_is_no_strategy_wherever_it_stands(content: bytes) -> None:
    """A folder of empty files, such a file by name and empty standard input are told alike."""
    Path("launch").mkdir()
    Path("launch/strategy.yaml").write_bytes(content)
    found = [find_strategies(["launch"]), find_strategies(["launch/strategy.yaml"])]
    found.append(find_strategy_of_text(content))
    for strategies, findings in found:
        assert strategies == ()
        assert [(finding.rule.code, finding.level.value) for finding in findings] == [("ECS003", "error")]


@pytest.mark.parametrize("content", [b"x", b"# a\nx: 1", b"tasks:\n", b"--- x", b"---x\n"])
def test_what_is_not_empty_is_read(content: bytes) -> None:
    strategies, findings = find_strategy_of_text(content)
    assert len(strategies) == 1
    assert findings == ()


def test_an_empty_file_of_a_strategy_belongs_to_it() -> None:
    put("launch/strategy.yaml", HEADER)
    put("launch/tasks.yaml", "")
    (one,), findings = find_strategies(["launch/tasks.yaml"])
    assert [name for name, _ in one.files] == ["launch/strategy.yaml", "launch/tasks.yaml"]
    assert findings == ()


@pytest.mark.parametrize("name", ["node_modules", "venv", ".venv", "__pycache__", "site-packages"])
def test_folders_of_other_programs_are_not_walked_into(name: str) -> None:
    put("strategy.yaml", HEADER)
    put(f"{name}/pkg/strategy.yaml", HEADER)
    put(f"{name}/products.csv", "id\n")
    (one,), _ = find_strategies(["."])
    assert [file for file, _ in one.files] == ["strategy.yaml"]
    assert list(one.tables) == []
    assert len(find_strategies([name])[0]) == 1  # what is named is read


@pytest.mark.parametrize(
    ("content", "code"), [(bytes(range(128, 256)), "ECS007"), (b"", "ECS003"), (b"x: 1\n", "ECS003")]
)
def test_a_folder_without_a_strategy_says_what_is_wrong_with_its_only_file(content: bytes, code: str) -> None:
    Path("launch").mkdir()
    Path("launch/strategy.yaml").write_bytes(content)
    strategies, findings = find_strategies(["launch"])
    assert strategies == ()
    assert [finding.rule.code for finding in findings] == [code]
    assert isinstance(findings[0].at, Span)
    assert findings[0].at.file == ("launch" if content == b"x: 1\n" else "launch/strategy.yaml")


@pytest.mark.parametrize("key", ["strategi", "Stratgey", "startegy"])
def test_a_misspelt_header_is_told_where_it_stands(key: str) -> None:
    put("launch/a.yaml", HEADER.replace("strategy:", f"{key}:"))
    put("launch/b.yaml", "tasks: {}\n")
    strategies, (finding,) = find_strategies(["launch"])
    assert strategies == ()
    assert isinstance(finding.at, Span)
    assert (finding.at.file, finding.at.line, finding.params["key"]) == ("launch/a.yaml", 2, key)


NO_HEADER = [
    HEADER.replace("strategy:", "stratgy:"),
    HEADER.replace("strategy:", "startegy:"),
    HEADER.replace("strategy:", "# strategy:"),
    HEADER.replace("strategy:", "stratgy:").replace("ecsc:", "ecsc："),
    HEADER.replace("strategy:", "stratgy:").replace("\n", "\r\n"),
]


@pytest.mark.parametrize(
    "text", [*NO_HEADER, NO_HEADER[0].encode("utf-16"), b"\xef\xbb\xbf" + NO_HEADER[0].encode()]
)
@pytest.mark.parametrize("name", ["strategy.yaml", "plan.yaml"])
def test_a_damaged_header_is_told_beside_other_strategies(name: str, text: str | bytes) -> None:
    put("eu/good/strategy.yaml", HEADER)
    put(f"eu/s00/{name}", text)
    put("eu/s00/parts/tasks.yaml", "ecsc: 1\ntasks: {}\n")
    strategies, findings = find_strategies(["."])
    assert [one.folder for one in strategies] == ["eu/good"]
    assert [file_of(one).split("/")[:2] for one in findings] == [["eu", "s00"]]
    assert findings == find_strategies(["eu/s00"])[1] == find_strategies(["eu", ".", "eu/s00"])[1]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8", b"\x80\x81", b"", b"x: 1\n", b"a: [\n"])
def test_a_file_with_the_name_of_a_header_is_missed_whatever_is_in_it(content: bytes) -> None:
    put("good/strategy.yaml", HEADER)
    put("bad/Strategy.YML", content)
    assert trouble(".") == trouble("bad")
    assert len(trouble(".")) == 1


def test_each_folder_that_should_have_a_header_is_told() -> None:
    put("good/strategy.yaml", HEADER)
    put("eu/strategy.yaml", NO_HEADER[0])
    put("eu/s00/strategy.yaml", NO_HEADER[0])
    put("eu/s00/more/x.yaml", "ecsc: 1\n")
    expected = [("folder-without-strategy", f"{name}/strategy.yaml") for name in ("eu", "eu/s00")]
    assert trouble(".") == expected
    Path("good/strategy.yaml").unlink()
    assert trouble(".") == expected


def test_yaml_of_other_programs_results_and_what_settings_leave_out_are_no_lost_strategies() -> None:
    put("good/strategy.yaml", HEADER)
    put("ecsc.toml", 'exclude = ["broken/"]\n')
    put("teams/ecsc.toml", 'policies = ["policies/"]\n')
    put("teams/policies/ecsc.toml", "")
    put("teams/policies/few.yaml", "ecsc: 1\npolicies: {}\n")
    put("broken/strategy.yaml", NO_HEADER[0])
    put("k8s/deploy.yaml", "spec:\n  strategy: {type: Recreate}\n  ecsc: 1\n")
    put("k8s/broken.yaml", "a: [\n")
    put(".github/strategy.yaml", NO_HEADER[0])
    put("out/deep/strategy.yaml", NO_HEADER[0])
    put("out/.ecsc-manifest.json", "{}")
    assert trouble(".") == []


def test_a_header_further_up_owns_what_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    put("strategy.yaml", HEADER)
    put("parts/strategy.yaml", NO_HEADER[0])
    put("parts/trial/strategy.yaml", HEADER)
    assert trouble(".") == trouble("parts") == []
    Path(".git").mkdir()
    monkeypatch.chdir("parts")
    assert trouble(".") == []


@needs_links
def test_a_header_file_that_leads_nowhere_is_told() -> None:
    put("good/strategy.yaml", HEADER)
    put("bad/x.yaml")
    Path("bad/strategy.yaml").symlink_to("gone.yaml")
    assert trouble(".") == [("unreadable-file", "bad/strategy.yaml")]


def test_a_file_that_cannot_be_read_does_not_hide_why_there_is_no_strategy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import builtins

    put("good/strategy.yaml", HEADER)
    put("bad/strategy.yaml", NO_HEADER[0])
    put("bad/other.yaml")
    real = builtins.open

    def refuse(name: Any, *more: Any, **named: Any) -> Any:
        if str(name).endswith("other.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "open", refuse)
    assert trouble(".") == [("folder-without-strategy", "bad/strategy.yaml")]
