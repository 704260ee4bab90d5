"""The parts of the gate: where the schemas lie, how values are spelled in hints, what is suggested."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from ecsc.source.shape.gate import bundle, schema_folder
from ecsc.source.shape.schema_files import FILES, find_schemas, schema_at
from ecsc.source.shape.spelled import clipped, examples, spelled
from ecsc.source.shape.suggest import MOST, homes, near_fields, near_words, same_word
from ecsc.source.shape.wrong_keys import id_from


def lay(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / FILES[0]).write_text("{}", encoding="utf-8")
    return folder


def test_installed_schemas_win_over_those_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "ecsc"
    lay(package.parent / "schemas")
    assert find_schemas(str(package)) == str(package.parent / "schemas")
    lay(package / "schemas")
    assert find_schemas(str(package)) == str(package / "schemas")


def test_a_stray_folder_called_schemas_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="install ecsc again"):
        find_schemas(str(tmp_path / "ecsc"))


def test_the_schemas_of_this_checkout_are_found_and_whole() -> None:
    assert {path.name for path in Path(schema_folder()).glob("*.schema.json")} >= set(FILES)


def test_a_sound_file_needs_no_slow_library() -> None:
    code = (
        "import sys\n"
        "from ecsc.source import read_document\n"
        "from ecsc.source.shape.gate import check_shape\n"
        "assert check_shape(read_document('a', b'tasks: {a: {owner: lin}}')[0]) == ((), frozenset())\n"
        "assert not {'jsonschema', 'difflib', 'ecsc.source.shape.explain'} & set(sys.modules)\n"
        "assert check_shape(read_document('a', b'tasks: {a: {ownr: lin}}')[0])[0]\n"
        "assert 'jsonschema' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_schema_at_a_path() -> None:
    at = schema_at(("promotions", "p", "offer", "tiers", 0, "at"))
    assert at is not None
    assert at["x-ecsc-kind"] == "money"
    assert at["title"] == "Reached at"  # the words of the field, not of the kind
    deep = schema_at(("budgets", "m", "lines", "a", "lines", "b", "limit"))
    assert deep is not None
    assert deep["x-ecsc-kind"] == "money"
    assert schema_at(("tasks", "a", "nothing", "here")) is None
    assert schema_at(()) is bundle()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10d", "10d"), ("2026-01-01..2026-06-30", "2026-01-01..2026-06-30"), ("1", '"1"'), ("true", '"true"'),
        ("", '""'), ("a: b", '"a: b"'), ("a, b", '"a, b"'), ('say "x"', "'say \"x\"'"), ("- a", '"- a"'),
        (True, "true"), (None, ""), (Decimal("1.50"), "1.50"), (["a", 1], "[a, 1]"), ({"a": ["b"]}, "{a: [b]}"),
        ("a\nb", '"a\\nb"'), ("5折", "5折"), ("#a", '"#a"'), ("a #b", '"a #b"'), ("*.cost", '"*.cost"'),
    ],
)  # fmt: skip
def test_values_are_spelled_as_an_author_would(value: object, text: str) -> None:
    assert spelled(value) == text


def test_long_things_are_cut() -> None:
    assert len(clipped("x" * 500)) < 80
    (shown,) = examples([{f"field_{number}": "value" for number in range(20)}])
    assert shown.count("field_") == 3


def test_suggestions_are_few_and_the_closest_comes_first() -> None:
    task = schema_at(("tasks", "a"))
    assert task is not None
    assert near_fields("ownr", task)[0] == "owner"
    assert near_fields("qqqqqq", task) == ()
    assert same_word("Not Before", task) == ("not_before",)
    assert same_word("ｄｕｅ", task) == ("due",)
    assert len(near_words("a", [f"a{number}" for number in range(10)])) <= MOST
    assert near_words("dur", ["duration", "name"]) == ("duration",)
    assert homes("criterion") == ("milestones",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shop-design", "shop_design"),
        ("618 大促", "p618_大促"),
        ("１号", "p1号"),
        ("!!", "entry_1"),
        ("a.b c", "a_b_c"),
    ],
)
def test_an_id_is_made_of_any_text(text: str, expected: str) -> None:
    assert id_from(text) == expected
