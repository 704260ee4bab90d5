"""What `ecsc.toml` says about findings is held to strictly, and reaches the strategies that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecsc.choosing import Choices, Layer, Selecting
from ecsc.diagnostics import Severity
from ecsc.workspace import SettingsError, find_strategies, find_strategy_of_text
from ecsc.workspace.settings import settings_above

HEADER = "ecsc: 1\nstrategy: {id: a, name: A, period: 2026, currency: CNY}\n"


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    put("a/strategy.yaml", HEADER)


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def choices(path: str = "a") -> Choices:
    (one,), findings = find_strategies([path])
    assert findings == ()
    return one.choices


def refusal(text: str) -> tuple[str, int, str, str]:
    put("ecsc.toml", text)
    with pytest.raises(SettingsError) as caught:
        find_strategies(["a"])
    error = caught.value
    told = error.params
    return error.place.file, error.place.line, error.reason.format(**told), error.hint.format(**told)


def test_nothing_is_chosen_without_settings() -> None:
    assert choices() == Choices()
    put("ecsc.toml", "")
    assert choices() == Choices()


def test_every_setting_reaches_the_strategy() -> None:
    put(
        "ecsc.toml",
        'select = ["ALL"]\nignore = ["ECS4", "owner-missing"]\nfail-on = "Warning"\nstrict = true\nlang = "zh"\n'
        'format = "json"\nfindings-baseline = "f.json"\n[severity]\nunfunded = "error"\nECS016 = "warning"\n'
        '[per-path."a/*.yaml"]\nignore = ["ECS6"]\n',
    )
    put("f.json", '{"ecsc_findings": 1, "entries": [{"strategy": "a", "finding": "ECS501 x"}]}')
    found = choices()
    assert found.settings == Layer(
        ("",), ("ECS4", "ECS630"), {"ECS505": Severity.ERROR, "ECS016": Severity.WARNING}
    )
    assert [(one.pattern, one.layer, one.files) for one in found.per_path] == [
        ("a/*.yaml", Layer(ignore=("ECS6",)), ("a/strategy.yaml",))
    ]
    assert (found.fail_on, found.strict, found.known) == (Severity.WARNING, True, {"a": ("ECS501 x",)})
    settings = settings_above("a")
    assert (settings.lang, settings.format) == ("zh-CN", "json")
    assert settings.origins["per-path.a/*.yaml.ignore"] == 12


def test_a_project_file_serves_too() -> None:
    put("pyproject.toml", '[tool.ecsc]\nignore = ["ECS4"]\n[tool.ecsc.per-path."a/**"]\nignore = ["ECS5"]\n')
    found = choices()
    assert found.settings.ignore == ("ECS4",)
    assert found.per_path[0].files == ("a/strategy.yaml",)


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("a/**", True), ("a/", True), ("a", True), ("*.yaml", True), ("strategy.yaml", True), ("/strategy.yaml", False),
        ("b/**", False), ("**/*.csv", False), ("草稿/**", False), ("a/[st]*.yaml", True),
    ],
)  # fmt: skip
def test_patterns_count_from_the_folder_of_the_settings(
    pattern: str, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("ecsc.toml", f'[per-path."{pattern}"]\nignore = ["ECS5"]\n')
    assert bool(choices().per_path[0].files) is fits
    assert settings_above("a").origins[f"per-path.{pattern}.ignore"] == 2
    monkeypatch.chdir("a")
    found = choices(".")
    assert bool(found.per_path[0].files) is fits
    assert Selecting(found).is_on("ECS501", "strategy.yaml") is not fits


def test_tables_and_policy_files_and_texts_that_are_not_saved_fit_too() -> None:
    put("a/products.csv", "id,name\nx,X\n")
    put("policies/p.yaml", "policies:\n  p: {check: 1 = 1}\n")
    put("ecsc.toml", 'policies = ["policies/"]\n[per-path."*"]\nignore = ["ECS5"]\n')
    assert choices().per_path[0].files == ("a/products.csv", "a/strategy.yaml", "policies/p.yaml")
    (one,), _ = find_strategy_of_text(b"tasks: {}\n", "a/new.yaml")
    assert "a/new.yaml" in one.choices.per_path[0].files
    assert "a/strategy.yaml" in choices("a/strategy.yaml").per_path[0].files


@pytest.mark.parametrize(
    ("text", "line", "said", "right"),
    [
        ('ignored = ["ECS5"]\n', 1, "no setting called `ignored`", "did you mean ignore?"),
        ("fail_on = 1\n", 1, "no setting called `fail_on`", "did you mean fail-on"),
        ('ignore = "ECS5"\n', 1, "list of texts", 'ignore = ["ECS5", "owner-missing"]'),
        ("select = [5]\n", 1, "list of texts", "select = ["),
        ("select = []\n", 1, "selects nothing", "leave it out"),
        ('ignore = ["owner-mising"]\n', 1, "no rule `owner-mising`", "owner-missing"),
        ('ignore = [\n  "ECS5",\n  "ECS5011",\n]\n', 3, "no rule `ECS5011`", "ECS501"),
        ('ignore = ["预算"]\n', 1, "no rule `预算`", "`ecsc rules`"),
        ('ignore = ["not-compiled-yet"]\n', 1, "a rule no more", "take it out"),
        ('ignore = ["ECS4",\n "unknown-id"]\n', 2, "an error of `unknown-id` stays", "mend"),
        ('[severity]\n\nECS201 = "warning"\n', 3, "an error of `ECS201` stays", "mend"),
        ('severity = "info"\n', 1, "is a table", "[severity]"),
        ('[severity]\nECS501 = "off"\n', 2, "cannot be off here", 'ignore = ["ECS501"]'),
        ('[severity]\nECS501 = "warn"\n', 2, "`warn` is no value", "did you mean warning?"),
        ("[severity]\nECS501 = 1\n", 2, "one of error, warning, info", "ECS501"),
        ('[severity]\nowner-mising = "info"\n', 2, "no rule `owner-mising`", "owner-missing"),
        ('fail-on = "never"\n', 1, "`never` is no value", "error, warning, info"),
        ("fail-on = true\n", 1, "one of error", "fail-on"),
        ('strict = "yes"\n', 1, "true or false", "strict = true"),
        ("strict = 1\n", 1, "true or false", "strict = true"),
        ('lang = "fr"\n', 1, "`fr` is no value", "en, zh-CN"),
        ("lang = 1\n", 1, "one of en, zh-CN", "lang"),
        ('format = "xml"\n', 1, "`xml` is no value", "text"),
        ('findings-baseline = ""\n', 1, "path of a file", "findings.json"),
        ('findings-baseline = "../f.json"\n', 1, "no file below", "beside the settings"),
        ('findings-baseline = "a"\n', 1, "no file below", "beside the settings"),
        ('findings-baseline = "a\\u0000b"\n', 1, "no file below", "beside the settings"),
        ("per-path = 1\n", 1, "is a table", '[per-path."drafts/**"]'),
        ('[per-path]\n"a/**" = 1\n', 2, "`a/**` is a table", "ignore"),
        ('[per-path."a/**"]\nignores = []\n', 2, "`ignores` for paths", "did you mean ignore?"),
        ('[per-path."a/**"]\nignore = ["xx"]\n', 2, "no rule `xx`", "`ecsc rules`"),
        ('[per-path]\n"a/**" = {ignore = ["xx"]}\n', 2, "no rule `xx`", "`ecsc rules`"),
        ('[per-path.""]\nignore = ["ECS5"]\n', 1, "cannot be read", ".gitignore"),
        ('[per-path."#x"]\nignore = ["ECS5"]\n', 1, "cannot be read", ".gitignore"),
        ('[per-path."!"]\nignore = ["ECS5"]\n', 1, "cannot be read", ".gitignore"),
        ('[per-path."a/**".severity]\nECS201 = "info"\n', 2, "an error of `ECS201` stays", "mend"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_remedy(text: str, line: int, said: str, right: str) -> None:
    file, at, reason, hint = refusal(text)
    assert (file, at) == ("ecsc.toml", line)
    assert said in reason
    assert right in hint


def test_a_damaged_baseline_is_told_with_its_own_line() -> None:
    put("f.json", '{"ecsc_findings": 1, "entries": [\n<<<<<<< ours\n]}')
    file, line, reason, _ = refusal('findings-baseline = "f.json"\n')
    assert (file, line) == ("f.json", 2)
    assert "no JSON" in reason


def test_a_baseline_that_is_not_there_knows_nothing() -> None:
    put("ecsc.toml", 'findings-baseline = "f.json"\n')
    assert choices().known == {}
