"""`ecsc.toml` is found, held to strictly, and decides which files are a strategy's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ecsc.catalogue import PACKS
from ecsc.pipeline import StrategyInput
from ecsc.quantity import parse_amount
from ecsc.workspace import SettingsError, find_strategies, find_strategy_of_text
from ecsc.workspace.settings import DEFAULTS, settings_above

HEADER = "ecsc: 1\nstrategy: {id: a, name: A, period: 2026, currency: CNY}\n"
POLICY = "policies:\n  small: {for_each: tasks, check: duration <= 20 days}\n"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()  # whatever lies above the folder of the test is not in force


def put(name: str, text: str | bytes = "tasks: {}\n") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def the_one(path: str = ".") -> StrategyInput:
    (one,), findings = find_strategies([path])
    assert findings == ()
    return one


def names(path: str = ".") -> list[str]:
    return [name for name, _ in the_one(path).files]


def refusal(text: str | bytes, file: str = "ecsc.toml") -> tuple[str, int, str, str]:
    put("a/strategy.yaml", HEADER)
    put(file, text)
    with pytest.raises(SettingsError) as caught:
        find_strategies(["a"])
    error = caught.value
    return (
        error.place.file,
        error.place.line,
        error.reason.format(**error.params),
        error.hint.format(**error.params),
    )


def test_without_a_file_nothing_is_left_out_and_nothing_shared() -> None:
    put("a/strategy.yaml", HEADER)
    assert settings_above("a") is DEFAULTS
    assert the_one("a").organisation.packs == ()


def test_the_nearest_file_upwards_is_in_force() -> None:
    put("a/b/strategy.yaml", HEADER)
    put("ecsc.toml", 'packs = ["china_retail"]\n')
    assert the_one("a").organisation.packs == ("china_retail",)
    put("a/b/ecsc.toml", 'packs = ["eu_retail"]\n')
    assert the_one("a/b").organisation.packs == ("eu_retail",)
    assert the_one("a").organisation.packs == ("eu_retail",), "found on the way down too"
    assert the_one("a/b/strategy.yaml").organisation.packs == ("eu_retail",)


def test_the_root_of_the_repository_ends_the_search() -> None:
    put("ecsc.toml", "packs = []\n")
    put("inner/.git/HEAD", "")
    put("inner/strategy.yaml", HEADER)
    assert settings_above("inner") is DEFAULTS


def test_whoever_has_a_settings_file_is_held_to_the_handbook() -> None:
    put("strategy.yaml", HEADER)
    put("ecsc.toml", "# nothing yet\n")
    assert the_one().organisation.packs == PACKS[:1]


def test_pyproject_serves_too_and_ecsc_toml_wins() -> None:
    put("strategy.yaml", HEADER)
    put("pyproject.toml", '[project]\nname = "ecsc-strategies"\n')
    assert settings_above(".") is DEFAULTS
    put("pyproject.toml", '[project]\nname = "shop"\n\n[tool.ecsc]\npacks = ["eu_retail"]\n')
    found = settings_above(".")
    assert (found.file, found.packs, found.origins["packs"]) == ("pyproject.toml", ("eu_retail",), 5)
    put("ecsc.toml", "packs = []\n")
    assert settings_above(".").packs == ()


def test_thresholds_are_read_as_those_of_a_strategy() -> None:
    put("ecsc.toml", '[thresholds]\nsource_age = "18 months"\nbackup_suppliers = 1\nflat_split = "2.5%"\n')
    found = settings_above(".")
    assert found.thresholds == {
        "source_age": parse_amount("18 months", "CNY"),
        "backup_suppliers": parse_amount("1", "CNY"),
        "flat_split": parse_amount("2.5%", "CNY"),
    }
    assert found.origins["thresholds.flat_split"] == 4


@pytest.mark.parametrize(
    ("text", "line", "said", "right"),
    [
        ('packs = []\nexcluded = ["x"]\n', 2, "no setting called `excluded`", "did you mean exclude?"),
        ("zzz = 1\n", 1, "no setting called `zzz`", "exclude, policies, packs, plugins, thresholds, select"),
        ('"排除" = ["x"]\n', 1, "no setting called `排除`", "it is one of"),
        ('packs = ["eu-retail"]\n', 1, "no pack called `eu-retail`", "did you mean eu_retail?"),
        ('packs = "handbook"\n', 1, "list of texts", '["handbook", "china_retail"]'),
        ("exclude = [1]\n", 1, "list of texts", "drafts/"),
        ("exclude = true\n", 1, "list of texts", "drafts/"),
        ('exclude = ["!"]\n', 1, "cannot be read", ".gitignore"),
        ("thresholds = 3\n", 1, "is a table", "[thresholds]"),
        ('[thresholds]\n\nsources_age = "1 month"\n', 3, "called `sources_age`", "did you mean source_age?"),
        ("[thresholds]\nsource_age = 18\n", 2, "cannot be compared with 18", '"12 months"'),
        ("[thresholds]\nsource_age = true\n", 2, "no quantity", '"12 months"'),
        ("[thresholds]\nsource_age = 2026-01-01\n", 2, "no quantity", '"12 months"'),
        ('thresholds.source_age = "soon"\n', 1, "cannot be read: soon", '"12 months"'),
        ('policies = ["../x"]\n', 1, "`../x` does not lie below", "policies/"),
        ('policies = ["/etc"]\n', 1, "`/etc` does not lie below", "policies/"),
        ('policies = ["."]\n', 1, "`.` does not lie below", "policies/"),
        ('policies = ["a\\u0000b"]\n', 1, "does not lie below", "policies/"),
        ('policies = ["nothing/"]\n', 1, "no policy file at `nothing/`", ".yaml"),
        ("policies:\n  - policies/\n", 1, "no TOML", "name = value"),
        ('packs = [\n"handbook",\n', 2, "no TOML", "name = value"),
        ("a = " + "[" * 5000 + "]" * 5000, 1, "no TOML", "name = value"),
        (b"# \xd6\xd0\xce\xc4\n", 1, "not saved as UTF-8", "UTF-8"),
        (b"packs = []\n\xff\xfe", 2, "not saved as UTF-8", "UTF-8"),
        (b" " * 1_000_001, 1, "larger than a megabyte", "mend"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_remedy(
    text: str | bytes, line: int, said: str, right: str
) -> None:
    file, at, reason, hint = refusal(text)
    assert (file, at) == ("ecsc.toml", line)
    assert said in reason
    assert right in hint


def test_in_pyproject_the_lines_are_its_own() -> None:
    text = '[project]\nname = "x"\npacks = 1\n\n[tool.ecsc]\nexclude = []\npackz = []\n'
    assert refusal(text, "pyproject.toml")[:2] == ("pyproject.toml", 7)
    assert "is no table" in refusal("[tool]\necsc = 3\n", "pyproject.toml")[2]


def test_a_byte_order_mark_and_chinese_are_read() -> None:
    put("a/strategy.yaml", HEADER)
    put("a/草稿/old.yaml")
    put("ecsc.toml", b"\xef\xbb\xbf" + 'exclude = ["草稿/"] # 不检查\n'.encode())
    assert names("a") == ["a/strategy.yaml"]


def test_a_folder_called_ecsc_toml_is_refused() -> None:
    put("strategy.yaml", HEADER)
    Path("ecsc.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        find_strategies(["."])


@needs_links
def test_a_link_to_itself_is_refused_and_one_that_leads_out_is_no_policy() -> None:
    put("strategy.yaml", HEADER)
    Path("ecsc.toml").symlink_to("ecsc.toml")
    with pytest.raises(SettingsError, match="cannot be read"):
        find_strategies(["."])
    Path("ecsc.toml").unlink()
    put("outside/p.yaml", POLICY)
    put("house/strategy.yaml", HEADER)
    put("house/policies/own.yaml", POLICY)
    Path("house/policies/other.yaml").symlink_to(Path("outside/p.yaml").resolve())
    Path("house/policies/again.yaml").symlink_to("own.yaml")
    put("house/ecsc.toml", 'policies = ["policies/"]\n')
    (one,), _ = find_strategies(["house"])
    assert [name for name, _ in one.organisation.files] == ["house/policies/own.yaml"]
    assert [name for name, _ in one.files] == ["house/strategy.yaml"]
    put("linked/strategy.yaml", HEADER)
    Path("linked/policies").symlink_to(Path("outside").resolve())
    put("linked/ecsc.toml", 'policies = ["policies/"]\n')
    with pytest.raises(SettingsError, match="does not lie below"):
        find_strategies(["linked"])


def test_patterns_are_those_of_gitignore() -> None:
    for name in (
        "strategy.yaml",
        "old_tasks.yaml",
        "tasks.yaml",
        "drafts/x.yaml",
        "q1/drafts/y.yaml",
        "q1/keep.yaml",
    ):
        put(f"a/{name}", HEADER if name == "strategy.yaml" else "tasks: {}\n")
    put("ecsc.toml", 'exclude = ["drafts/", "old_*.yaml", "/a/q1/*", "!/a/q1/keep.yaml"]\n')
    assert names("a") == ["a/q1/keep.yaml", "a/strategy.yaml", "a/tasks.yaml"]
    assert names("a/strategy.yaml") == ["a/strategy.yaml"]


def test_what_is_excluded_is_no_table_either() -> None:
    put("strategy.yaml", HEADER)
    put("old/products.csv", "id\n")
    put("products.csv", "id\n")
    put("ecsc.toml", 'exclude = ["old/"]\n')
    assert list(the_one().tables) == ["products.csv"]


def test_a_policy_file_in_a_strategy_is_not_read_as_a_part_of_it() -> None:
    put("strategy.yaml", HEADER)
    put("policies/b.yaml", POLICY)
    put("policies/a.yml", POLICY)
    put("policies/deep/c.yaml", POLICY)
    put("policies/.hidden.yaml", POLICY)
    put("more.yaml", POLICY)
    put("ecsc.toml", 'policies = ["policies/", "more.yaml", "policies/b.yaml"]\n')
    one = the_one()
    shared = [name for name, _ in one.organisation.files]
    assert shared == ["policies/a.yml", "policies/b.yaml", "policies/deep/c.yaml", "more.yaml"]
    assert [name for name, _ in one.files if ".hidden" not in name] == ["strategy.yaml"]


def test_an_editor_checks_the_policy_file_it_has_open() -> None:
    put("strategy.yaml", HEADER)
    put("policies/a.yaml", POLICY)
    put("ecsc.toml", 'policies = ["policies/"]\n')
    (one,), _ = find_strategy_of_text(b"policies: {}\n", "policies/a.yaml")
    assert one.organisation.files == (("policies/a.yaml", b"policies: {}\n"),)
    assert [name for name, _ in one.files] == ["strategy.yaml"]


@pytest.mark.parametrize("path", ["policies/a.yaml", "policies", "./policies/"])
def test_a_policy_file_is_checked_with_the_strategies_that_share_it(path: str) -> None:
    put("x/strategy.yaml", HEADER)
    put("y/strategy.yaml", HEADER)
    put("policies/a.yaml", POLICY)
    put("ecsc.toml", 'policies = ["policies/"]\n')
    found, findings = find_strategies([path])
    assert findings == ()
    assert [one.folder for one in found] == ["x", "y"]
    (one,), _ = find_strategy_of_text(b"policies: {}\n", "policies/a.yaml")
    assert (one.folder, one.organisation.files) == ("x", (("policies/a.yaml", b"policies: {}\n"),))


def test_policies_that_nobody_shares_are_no_strategy() -> None:
    put("policies/a.yaml", POLICY)
    put("ecsc.toml", 'policies = ["policies/"]\n')
    for path in (".", "policies", "policies/a.yaml"):
        assert [one.rule.code for one in find_strategies([path])[1]] == ["ECS003"]


def test_what_is_excluded_is_no_policy_file_either() -> None:
    put("strategy.yaml", HEADER)
    put("policies/drafts/new.yaml", POLICY)
    put("policies/a.yaml", POLICY)
    put("ecsc.toml", 'policies = ["policies/"]\nexclude = ["drafts/"]\n')
    one = the_one()
    assert [name for name, _ in one.organisation.files] == ["policies/a.yaml"]
    assert [name for name, _ in one.files] == ["strategy.yaml"]
