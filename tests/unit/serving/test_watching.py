"""Changes of files: what counts, many told once, and folders that go and come back."""

from __future__ import annotations

import queue
import shutil
import threading
import time
from pathlib import Path

import pytest

from ecsc.serving import changes
from ecsc.serving.watching import is_watched

pytest.importorskip("watchfiles")


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("strategy.yaml", True), ("tables/sku.csv", True), (".", True), ("../other", True),
        (".git/index", False), (".strategy.yaml.swp", False), ("a/.b/c.yaml", False),
        ("strategy.yaml~", False), ("node_modules/x/y.yaml", False),
    ],
)  # fmt: skip
def test_what_counts(path: str, counts: bool) -> None:
    assert is_watched(path) is counts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "plan"
    made.mkdir()
    (made / "a.yaml").write_text("a: 1\n")
    (tmp_path / "ecsc.toml").write_text("")
    return made


@pytest.fixture
def told(folder: Path) -> queue.Queue[float]:
    """What is told, from the moment at which the system watches; its thread ends with the tests."""
    found: queue.Queue[float] = queue.Queue()

    def follow() -> None:
        for _ in changes((str(folder),), lambda: (str(folder.parent / "ecsc.toml"),)):
            found.put(time.monotonic())

    threading.Thread(target=follow, daemon=True).start()
    found.get(timeout=10)  # what may have changed before it was watched
    return found


def emptied(told: queue.Queue[float], quiet: float = 0.7) -> int:
    """Return how many are told until nothing is for `quiet` seconds."""
    count = 0
    while True:
        try:
            told.get(timeout=quiet)
        except queue.Empty:
            return count
        count += 1


def test_a_saved_file(folder: Path, told: queue.Queue[float]) -> None:
    (folder / "a.yaml").write_text("a: 2\n")
    told.get(timeout=5)


def test_a_file_that_an_editor_replaces(folder: Path, told: queue.Queue[float]) -> None:
    for number in range(2):
        (folder / ".a.yaml.tmp").write_text(f"a: {number}\n")
        (folder / ".a.yaml.tmp").replace(folder / "a.yaml")
        told.get(timeout=5)
        emptied(told)


def test_a_new_folder_and_what_is_saved_in_it(folder: Path, told: queue.Queue[float]) -> None:
    (folder / "new").mkdir()
    told.get(timeout=5)
    emptied(told)
    (folder / "new" / "b.yaml").write_text("b: 1\n")
    told.get(timeout=5)


def test_many_saves_are_told_a_few_times(folder: Path, told: queue.Queue[float]) -> None:
    for number in range(40):
        (folder / "a.yaml").write_text(f"a: {number}\n")
        time.sleep(0.02)
    assert 1 <= emptied(told) <= 20


def test_settings_above_the_folder(folder: Path, told: queue.Queue[float]) -> None:
    (folder.parent / "ecsc.toml").write_text("exclude = []\n")
    told.get(timeout=5)


def test_a_folder_that_goes_and_comes_back(folder: Path, told: queue.Queue[float]) -> None:
    shutil.rmtree(folder)
    told.get(timeout=5)
    emptied(told, 1.5)
    folder.mkdir()
    (folder / "a.yaml").write_text("a: 3\n")
    told.get(timeout=5)
    emptied(told, 1.5)
    (folder / "a.yaml").write_text("a: 4\n")
    told.get(timeout=5)
