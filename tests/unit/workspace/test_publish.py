"""Published folders: whole files, nothing foreign touched, whatever breaks on the way."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from ecsc.emit import Artifact
from ecsc.workspace.manifest import PublishError
from ecsc.workspace.publish import publish

MANIFEST = ".ecsc-manifest.json"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def files(**contents: str) -> tuple[Artifact, ...]:
    return tuple(Artifact(name.replace("_", "."), text.encode()) for name, text in contents.items())


def state(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir()) if path.name != MANIFEST}


def test_first_and_second_time(tmp_path: Path) -> None:
    out = tmp_path / "a" / "dist"
    done = publish(files(plan_json="1", gantt_svg="2"), str(out), "hash1")
    assert (done.written, done.unchanged, done.deleted) == (("plan.json", "gantt.svg"), (), ())
    manifest = json.loads((out / MANIFEST).read_text())
    assert manifest["source"] == "hash1"
    assert list(manifest["files"]) == ["gantt.svg", "plan.json"]
    assert (
        manifest["files"]["plan.json"] == "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    )
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    done = publish(files(plan_json="1", gantt_svg="2"), out, "hash1")
    assert (done.written, done.unchanged) == ((), ("plan.json", "gantt.svg"))
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_what_is_no_longer_built_goes_and_only_that(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text("mine")
    publish(files(plan_json="1", old_svg="2", edited_md="3"), tmp_path, "h1")
    (tmp_path / "edited.md").write_text("3, with my notes")
    done = publish(files(plan_json="1b"), tmp_path, "h2")
    assert (done.written, done.deleted) == (("plan.json",), ("old.svg",))
    assert state(tmp_path) == {"edited.md": "3, with my notes", "plan.json": "1b", "readme.md": "mine"}


def test_a_partial_build_keeps_the_rest_of_the_same_sources(tmp_path: Path) -> None:
    publish(files(plan_json="1", gantt_svg="2"), tmp_path, "h1")
    publish(files(kpi_csv="3"), tmp_path, "h1", partial=True)
    assert set(state(tmp_path)) == {"plan.json", "gantt.svg", "kpi.csv"}
    publish(files(kpi_csv="4"), tmp_path, "h2", partial=True)
    assert state(tmp_path) == {"kpi.csv": "4"}


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("mine")
    with pytest.raises(PublishError) as caught:
        publish(files(a_txt="1", plan_json="2"), tmp_path, "h")
    assert caught.value.params == {"path": str(tmp_path / "plan.json")}
    assert state(tmp_path) == {"plan.json": "mine"}
    publish(files(a_txt="1", plan_json="2"), tmp_path, "h", force=True)
    assert state(tmp_path) == {"a.txt": "1", "plan.json": "2"}


def test_an_identical_file_of_somebody_else_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("1")
    assert publish(files(plan_json="1"), tmp_path, "h").unchanged == ("plan.json",)


@pytest.mark.parametrize("force", [False, True])
def test_folders_and_links_are_never_written_to(tmp_path: Path, force: bool) -> None:
    out = tmp_path / "out"
    (out / "plan.json").mkdir(parents=True)
    with pytest.raises(PublishError, match="folder"):
        publish(files(plan_json="1"), out, "h", force=force)
    if sys.platform != "win32":
        (tmp_path / "precious").write_text("precious")
        (out / "gantt.svg").symlink_to("../precious")
        (out / "dead.svg").symlink_to("nowhere")
        for name in ("gantt_svg", "dead_svg"):
            with pytest.raises(PublishError, match="link"):
                publish(files(**{name: "1"}), out, "h", force=force)
        assert (tmp_path / "precious").read_text() == "precious"
    assert not (out / MANIFEST).exists()


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "/etc/x", "..", ".", "", MANIFEST, "a\\b", "c:x", "a\nb", "a\0b"]
)
def test_a_name_that_is_a_path_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError):
        publish((Artifact("ok.txt", b"1"), Artifact(name, b"1")), tmp_path / "out", "h")
    assert not (tmp_path / "out").exists()


def test_a_forged_manifest_owns_nothing_outside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "victim").write_text("1")
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    forged = {"source": "h", "files": {"../victim": digest, str(tmp_path / "victim"): digest}, "version": 1}
    (out / MANIFEST).write_text(json.dumps(forged))
    publish(files(plan_json="1"), out, "h2")
    assert (tmp_path / "victim").read_text() == "1"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"source": 1, "files": {}}', "\xff"])
def test_a_broken_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(PublishError, match="not a list of files"):
        publish(files(plan_json="1"), tmp_path, "h")
    assert state(tmp_path) == {}


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("x")
    with pytest.raises(PublishError):
        publish(files(plan_json="1"), tmp_path / "dist", "h")
    with pytest.raises(PublishError):
        publish(files(plan_json="1"), tmp_path / "dist" / "deeper", "h")


class Crash(BaseException):
    """The process is killed: nothing below handles it, and no cleaning up happens after it."""


OLD = {"a_txt": "old a", "b_txt": "old b", "gone_txt": "old"}
NEW = {"a_txt": "new a", "b_txt": "new b", "c_txt": "new c"}


def _operations(monkeypatch: pytest.MonkeyPatch, failing: int | None, error: BaseException) -> list[str]:
    """Count every operation that changes the disk; let the one numbered `failing` raise."""
    log: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*args: Any, **kwargs: Any) -> Any:
            log.append(name)
            if failing is not None and (
                len(log) == failing + 1 or (isinstance(error, Crash) and len(log) > failing)
            ):
                raise error
            return real(*args, **kwargs)

        return operation

    for name in ("replace", "unlink", "open"):
        real = getattr(Path, name)
        if name == "open":

            def opened(path: Path, mode: str = "r", *args: Any, real: Any = real, **kwargs: Any) -> Any:
                if "x" not in mode:
                    return real(path, mode, *args, **kwargs)
                return counted("open", real)(path, mode, *args, **kwargs)

            monkeypatch.setattr(Path, name, opened)
        else:
            monkeypatch.setattr(Path, name, counted(name, real))
    monkeypatch.setattr(os, "fsync", counted("fsync", os.fsync))
    return log


@pytest.mark.parametrize("first", [True, False], ids=["new folder", "old folder"])
@pytest.mark.parametrize("kind", ["killed", "full"])
def test_after_any_failure_every_file_is_old_or_new_and_the_next_run_succeeds(
    tmp_path: Path, kind: str, first: bool
) -> None:
    error: BaseException = Crash() if kind == "killed" else OSError(errno.ENOSPC, "No space left on device")
    step = 0
    while True:
        out = tmp_path / f"{step}"
        if not first:
            publish(files(**OLD), out, "h1")
        with pytest.MonkeyPatch.context() as patch:
            log = _operations(patch, step, error)
            try:
                publish(files(**NEW), out, "h2")
            except Crash:
                assert kind == "killed"
            except PublishError:
                assert kind == "full"
            done = len(log) <= step
        for path in out.iterdir():
            if not path.name.startswith(".ecsc"):
                key = path.name.replace(".", "_")
                assert path.read_text() in {OLD.get(key, "new " + key[0]), NEW.get(key, "old")}
        manifest = out / MANIFEST
        if manifest.exists():
            assert json.loads(manifest.read_text())["source"] in ("h1", "h2")
        # The sources have moved on meanwhile, and still nothing has to be forced or cleaned by hand.
        publish(files(a_txt="newer a", b_txt="newer b"), out, "h3")
        left = set(state(out))
        assert left == {"a.txt", "b.txt"}, (step, left)
        assert not [path for path in out.iterdir() if path.name.startswith(".ecsc-new")]
        if done:
            break
        step += 1
    assert step > 8


def test_a_user_file_that_a_killed_run_did_not_reach_is_not_claimed(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _operations(patch, 3, Crash())
        with pytest.raises(Crash):
            publish(files(a_txt="1", b_txt="2"), tmp_path, "h")
    (tmp_path / "b.txt").write_text("mine")
    with pytest.raises(PublishError):
        publish(files(b_txt="2"), tmp_path, "h")
    assert (tmp_path / "b.txt").read_text() == "mine"


def test_several_runs_build_into_one_folder_at_once(tmp_path: Path) -> None:
    failed: list[Exception] = []

    def build(letter: str) -> None:
        try:
            for number in range(15):
                publish(files(plan_json=letter * (50_000 + number), gantt_svg=letter), tmp_path, letter)
        except Exception as problem:
            failed.append(problem)

    runs = [Thread(target=build, args=(letter,)) for letter in "abc"]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert failed == []
    assert len(set(state(tmp_path)["plan.json"])) == 1
    assert {path.name for path in tmp_path.iterdir()} == {MANIFEST, "plan.json", "gantt.svg"}
