"""What is compiled: one strategy as files, what lies beside it, and the hash of all that counts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from ecsc.choosing import Choices

if TYPE_CHECKING:
    from ecsc.assess.baseline import Baseline, NoBaseline
    from ecsc.model import Amount

NO_FILE = "there is no such file"
NO_FILE_HINT = "write it with `ecsc baseline`, or mend its name"


class NotThereError(Exception):
    """What a strategy names cannot be had. `reason` and `hint` are message templates, `params` their values."""

    def __init__(self, reason: str, hint: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.params = params


class NoScenarioError(Exception):
    """The strategy in `folder` has no scenario `name`; `known` are those it has."""

    def __init__(self, name: str, known: Sequence[str], folder: str = "") -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)
        self.folder = folder


def _nothing_beside(path: str) -> bytes:  # noqa: ARG001 - what it would read
    raise NotThereError(NO_FILE, NO_FILE_HINT)


def _no_past(revision: str) -> StrategyInput:  # noqa: ARG001 - ditto
    raise NotThereError("no git repository can be read here", "name a `file:` instead")


class Organisation(Struct, frozen=True):
    """What is in force besides a strategy's own: policy `files` as (name as shown to people, bytes), names of
    `packs` that ecsc ships, `thresholds` that a strategy's own ones replace, and names of `plugins`, which stand at
    `plugins_at` (file and line)."""

    files: tuple[tuple[str, bytes], ...] = ()
    packs: tuple[str, ...] = ()
    thresholds: Mapping[str, Amount] = {}
    plugins: tuple[str, ...] = ()
    plugins_at: tuple[str, int] = ("ecsc.toml", 1)


class StrategyInput(Struct, frozen=True):
    """One strategy as files: YAML files with their bytes, and what lies beside them, read on demand.

    `files` are (name as shown to people, bytes) in sorted order; `tables` maps a path relative to the
    strategy's folder, with `/`, to a function that reads it. Nothing outside the folder can be named.
    `beside` reads one other file by such a path, `past` the strategy as it stood at a git revision; both
    raise `NotThereError`. `organisation` is what it shares with other strategies, `choices` which findings count.
    """

    folder: str
    files: tuple[tuple[str, bytes], ...]
    tables: Mapping[str, Callable[[], bytes]] = {}
    beside: Callable[[str], bytes] = _nothing_beside
    past: Callable[[str], StrategyInput] = _no_past
    organisation: Organisation = Organisation()
    choices: Choices = Choices()

    def shown(self, table: str) -> str:
        """Return the name that people are shown of one of the `tables`."""
        return posixpath.normpath(posixpath.join(self.folder, table))


def source_hash(
    given: StrategyInput,
    tables: Sequence[str] = (),
    baseline: Baseline | NoBaseline | None = None,
    scenario: str | None = None,
    known: Sequence[str] = (),
) -> str:
    """Return the SHA-256 of the strategy's sources in hex: each file's base name, length and bytes, in order.

    `tables` are the tables it names, `baseline` the dates it is measured against, which are a source too, as are
    the policies and thresholds it shares and what is chosen for its findings, `scenario` the one whose changes are
    made, `known` what a baseline of findings sets aside; the folder's own path does not count, so a copy has the same
    hash.
    """
    from hashlib import sha256

    digest = sha256()
    shared = given.organisation
    named = ((name, _bytes_of(given, name)) for name in sorted(set(tables)))
    for name, raw in (*given.files, *named, *shared.files):
        digest.update(f"{posixpath.basename(name)}\0{len(raw)}\0".encode("utf-8", "surrogateescape"))
        digest.update(raw)
    settings = (
        *shared.packs,
        *shared.plugins,
        *(f"{name}={value}" for name, value in sorted(shared.thresholds.items())),
    )
    digest.update("".join(f"{one}\0" for one in settings).encode())
    if (dates := getattr(baseline, "dates", None)) is not None:
        from ecsc.source.baseline_file import bytes_of

        digest.update(bytes_of(dates))
    if (chosen := _chosen(given.choices, known)) != _chosen(Choices(), ()):
        digest.update(b"choices\0" + chosen)
    if scenario is not None:
        digest.update(f"scenario\0{scenario}".encode())
    return digest.hexdigest()


def _chosen(choices: Choices, known: Sequence[str]) -> bytes:
    """Return what counts of choices: not what only decides where a run fails, nor patterns that fit no file."""
    fitting = [one.layer for one in choices.per_path if one.files]
    return msgspec.json.encode((choices.strict, choices.settings, fitting, known), order="sorted")


def _bytes_of(given: StrategyInput, table: str) -> bytes:
    """Return the bytes of a table, none of one that cannot be read: that is told where it is named."""
    try:
        return given.tables[table]()
    except OSError:
        return b""
