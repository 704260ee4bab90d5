"""A baseline is read from the strategy's folder alone, and written over nothing but a baseline."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ecsc.pipeline import NotThereError
from ecsc.source.baseline_file import BaselineDates, bytes_of
from ecsc.workspace.beside import file_beside
from ecsc.workspace.keeping import keep
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.whole import HALF, write_whole

CONTENT = bytes_of(BaselineDates("demo", "", None, None, {}, {}))
OTHER = bytes_of(BaselineDates("demo", "x", None, None, {}, {}))


def test_a_file_beside_the_strategy_is_read(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "基线.json").write_bytes(CONTENT)
    assert file_beside(str(tmp_path))("plans/基线.json") == CONTENT
    assert file_beside(str(tmp_path))("./plans/基线.json") == CONTENT


@pytest.mark.parametrize(
    "name",
    ["../x.json", "/etc/passwd", "~/x.json", "a/../../x.json", "C:/x.json", "a\\x.json", "x\0.json", "x\n.json",
     "", ".", "folder", "none.json", "folder/none.json", "file.json/x", "out.json", "loop.json", "pipe.json",
     "x" * 10_000, "\ud800.json", "file:///etc/passwd"],
    ids=range(20),
)  # fmt: skip
def test_everything_else_is_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "folder").mkdir(parents=True)
    (home / "file.json").write_bytes(CONTENT)
    (tmp_path / "x.json").write_bytes(CONTENT)
    (home / "out.json").symlink_to(tmp_path / "x.json")
    (home / "loop.json").symlink_to(home / "loop.json")
    os.mkfifo(home / "pipe.json")
    with pytest.raises(NotThereError) as caught:
        file_beside(str(home))(name)
    assert caught.value.reason.format(**caught.value.params)
    assert caught.value.hint


def test_it_is_written_whole_and_only_when_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "new" / "baseline.json"
    assert keep(str(path), CONTENT)
    assert not keep(str(path), CONTENT)
    assert keep(str(path), OTHER)
    assert path.read_bytes() == OTHER
    assert [one.name for one in path.parent.iterdir()] == ["baseline.json"]


def test_what_a_killed_run_left_is_swept_and_what_another_is_writing_is_not(tmp_path: Path) -> None:
    for name in ("old", "young"):
        (tmp_path / f"{HALF}{name}").write_bytes(b"half")
    os.utime(tmp_path / f"{HALF}old", (1e9, 1e9))
    assert keep(str(tmp_path / "b.json"), CONTENT)
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"{HALF}young", "b.json"]


def test_several_write_one_file_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has a half of its own: nobody moves or deletes that of another, and the last one stays."""
    path, replace, others = tmp_path / "b.json", Path.replace, [b"second", b"third"]

    def meanwhile(half: Path, target: Path) -> Path:
        if others:
            write_whole(path, others.pop())
        return replace(half, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    write_whole(path, b"first")
    assert path.read_bytes() == b"first"
    assert not others
    assert [one.name for one in tmp_path.iterdir()] == ["b.json"]


def test_nothing_is_left_of_what_cannot_be_moved_into_place(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("old", [b"", b"{}", b"my notes", b'{"ecsc_baseline": "x"}'])
def test_a_file_that_is_no_baseline_is_overwritten_by_force_alone(old: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(old)
    with pytest.raises(PublishError):
        keep(str(path), CONTENT)
    assert path.read_bytes() == old
    assert keep(str(path), CONTENT, force=True)
    assert path.read_bytes() == CONTENT


def test_a_link_or_a_folder_is_not_overwritten_even_by_force(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(CONTENT)
    (tmp_path / "link.json").symlink_to(tmp_path / "target")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    for name in ("link.json", "folder.json", "pipe.json", "x\0", "target/inside.json"):
        with pytest.raises(PublishError):
            keep(str(tmp_path / name), OTHER, force=True)
    assert (tmp_path / "target").read_bytes() == CONTENT
