"""Which settings there are, and how each is read. A new one is a line of `KINDS` and a field of `Settings`."""

# ruff: noqa: PTH113, PTH117, PTH118, PTH122
# pathlib costs a tenth of a clean run's start, so paths are text here.
from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ecsc.catalogue import PACKS, shipped_thresholds
from ecsc.diagnostics.near import close_matches
from ecsc.messages import Phrase, enumerated
from ecsc.workspace import choosing_kinds as chosen
from ecsc.workspace.names import YAML_ENDINGS, is_inside
from ecsc.workspace.toml import Kind, SettingsError, Table, unknown

if TYPE_CHECKING:
    from ecsc.model import Amount


def _texts(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:  # noqa: ARG001 - a `Kind`
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SettingsError(
            table.at(name), "`{name}` is a list of texts", "write {name} = [{example}]",
            name=name, example=", ".join(f'"{one}"' for one in _EXAMPLES[name]),
        )  # fmt: skip
    return tuple(value)


def _patterns(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:
    patterns = _texts(table, name, value, folder)
    try:
        from pathspec import GitIgnoreSpec

        GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        raise SettingsError(
            table.at(name), "`{name}` has a pattern that cannot be read: {patterns}",
            "patterns are those of .gitignore: `drafts/`, `old_*.yaml`, `**/archive`",
            name=name, patterns=list(patterns),
        ) from None  # fmt: skip
    return patterns


def _packs(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:
    packs = _texts(table, name, value, folder)
    for pack in packs:
        if pack not in PACKS:
            raise unknown(table, name, "there is no pack called `{word}`", pack, PACKS)
    return tuple(dict.fromkeys(packs))


def _policies(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:
    """Return the real paths of the policy files that are named, those of a folder in order of name."""
    found: list[str] = []
    for written in _texts(table, name, value, folder):
        path = os.path.realpath(os.path.join(folder, written)) if "\0" not in written else ""
        shown = written if written.isprintable() else ascii(written)
        if not path or os.path.isabs(written) or not is_inside(path, folder) or path == folder:
            raise SettingsError(
                table.at(name), "`{path}` does not lie below the folder of {file}",
                "keep policy files in a folder below it, and name that: policies/",
                path=shown, file=table.place.file,
            )  # fmt: skip
        files = _yaml_below(path, folder)
        if not files:
            raise SettingsError(
                table.at(name), "there is no policy file at `{path}`",
                "policy files end in .yaml, and paths count from the folder of {file}",
                path=shown, file=table.place.file,
            )  # fmt: skip
        found += files
    return tuple(dict.fromkeys(found))


def _yaml_below(path: str, folder: str) -> list[str]:
    """Return the YAML file `path`, or those in the folder `path` and below; a link that leads out is none."""
    if os.path.isfile(path):
        return [path]
    below = (
        os.path.realpath(os.path.join(inner, file))
        for inner, folders, files in _walk(path)
        for file in files
        if os.path.splitext(file)[1].lower() in YAML_ENDINGS and not file.startswith(".")
    )
    return sorted(one for one in below if is_inside(one, folder) and os.path.isfile(one))


def _walk(path: str) -> Any:
    for inner, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield inner, folders, files


def _thresholds(table: Table, name: str, value: Any, folder: str) -> Mapping[str, Amount]:  # noqa: ARG001
    if not isinstance(value, dict):
        raise SettingsError(
            table.at(name), "`{name}` is a table", "write `[{name}]`, and below it source_age = \"18 months\"",
            name=name,
        )  # fmt: skip
    return {key: _threshold(table, f"{name}.{key}", key, one) for key, one in value.items()}


def _threshold(table: Table, at: str, key: str, value: Any) -> Amount:
    # Here because both load much of the compiler, and few settings have thresholds.
    from ecsc.model.thresholds import shipped
    from ecsc.quantity import QuantityError, parse_amount

    known = shipped_thresholds()
    if key not in known:
        raise unknown(table, at, "no check uses a threshold called `{word}`", key, known)
    told = {
        "name": key,
        "value": known[key]["value"],
        "about": Phrase(known[key]["about"]),
        "own": str(value),
    }
    hint = 'write it like "{value}": it says {about}'
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise SettingsError(table.at(at), "`{name}` is no quantity", hint, **told)
    try:
        found = parse_amount(str(value), "CNY")
    except QuantityError:
        raise SettingsError(table.at(at), "`{name}` cannot be read: {own}", hint, **told) from None
    if type(found) is not type(shipped(key)):
        raise SettingsError(table.at(at), "`{name}` cannot be compared with {own}", hint, **told)
    return found


def _plugins(table: Table, name: str, value: Any, folder: str) -> tuple[str, ...]:
    from ecsc.pipeline.plugins import installed

    plugins = _texts(table, name, value, folder)
    known = installed() if plugins else {}
    for plugin in plugins:
        if plugin not in known:
            near = close_matches(plugin, known)
            hint = "install the package that has it"
            if known:
                hint = "did you mean {near}?" if near else "installed are {words}"
            raise SettingsError(
                table.at(name), "there is no plug-in called `{word}`", hint,
                word=plugin, near=" / ".join(near), words=enumerated(known),
            )  # fmt: skip
    return tuple(dict.fromkeys(plugins))


KINDS: Final[Mapping[str, Kind]] = {
    "exclude": _patterns,
    "policies": _policies,
    "packs": _packs,
    "plugins": _plugins,
    "thresholds": _thresholds,
    "select": chosen.selected,
    "ignore": chosen.ignored,
    "severity": chosen.levels,
    "per-path": chosen.per_path,
    "fail-on": chosen.level_of,
    "strict": chosen.yes_or_no,
    "lang": chosen.language,
    "format": chosen.report_format,
    "findings-baseline": chosen.file_below,
}
"""Every setting and its reader."""

_EXAMPLES: Final = {
    "exclude": ("drafts/",),
    "policies": ("policies/",),
    "packs": PACKS[:2],
    "plugins": ("our_rules",),
}

_DEFAULTS: Final[Mapping[str, Any]] = {"packs": PACKS[:1]}
"""What a settings file says without saying it: whoever has one is held to the handbook."""


def read_settings(table: Table, folder: str) -> dict[str, Any]:
    """Return every setting that is written or has a default, by its field. Raises `SettingsError`."""
    for name in table.values:
        if name not in KINDS:
            raise unknown(table, name, "there is no setting called `{word}`", name, KINDS)
    return {
        **_DEFAULTS,
        **{
            name.replace("-", "_"): KINDS[name](table, name, one, folder)
            for name, one in table.values.items()
        },
    }
