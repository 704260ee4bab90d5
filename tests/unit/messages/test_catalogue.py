"""The catalogues: fresh, whole, and with the slots of their templates."""

from __future__ import annotations

import io
import re
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest

import ecsc
from ecsc.messages import refresh
from ecsc.messages.gather import Template, gather
from ecsc.messages.words import CATALOGUES

PACKAGE = Path(ecsc.__file__).parent
MO = refresh.HERE / CATALOGUES["zh-CN"]
PO = MO.with_suffix(".po")
USED = gather([PACKAGE / "emit"])
CATALOGUE = refresh.read(PO)
SLOT = re.compile(r"\{[A-Za-z_]\w*\}")


def entries(content: bytes) -> dict[Any, str]:
    found = dict(GNUTranslations(io.BytesIO(content))._catalog)  # type: ignore[attr-defined]
    found.pop("", None)  # the header names the version of Babel that wrote it
    return found


def test_the_compiled_catalogue_is_fresh() -> None:
    fresh = entries(refresh.compiled(refresh.read(PO)))
    assert entries(MO.read_bytes()) == fresh, "run python -m ecsc.messages.refresh"


@pytest.mark.parametrize("template", USED, ids=str)
def test_every_template_of_the_outputs_is_translated(template: Template) -> None:
    entry = CATALOGUE.get(texts(template)[0])
    assert entry is not None, "run python -m ecsc.messages.refresh and translate it"
    assert entry.id == template
    assert all(texts(entry.string)), "translate it in ecsc.po and run python -m ecsc.messages.refresh"


def texts(value: object) -> list[str]:
    """Return the texts of a msgid or msgstr, of which a plural has several."""
    return [value] if isinstance(value, str) else [str(text) for text in value or ()]  # type: ignore[attr-defined]


def test_translations_have_the_slots_of_their_templates() -> None:
    for entry in CATALOGUE:
        for text in filter(None, texts(entry.string) if entry.id else ()):
            assert set(SLOT.findall(text)) == set(SLOT.findall(texts(entry.id)[-1])), (entry.id, text)


def test_nothing_is_fuzzy_and_nothing_is_traditional() -> None:
    content = PO.read_text(encoding="utf-8")
    assert "#, fuzzy" not in content
    assert not set("務標項週檢階計劃達") & set(content)


def test_gathering_reads_python_and_templates(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    (folder / "a.py").write_text(
        'w("One")\nself.w("Two")\nw.count("{n} x", "{n} xs", 2)\nw(name)\nother("No")\n'
        'Remark("Why {a}", {})\n_fail("it is so", "mend it so", "path")\n# w("comment")\n'
        'def f():\n    text, hint = "what is so", "what to do"\n    other = "not asked for"\n    _warn(text, hint)\n',
        encoding="utf-8",
    )
    (folder / "b.md.j2").write_text(
        '# {{ w("Three", n=w.show(1)) }} w("text") {% if w("Four") %}{% endif %}'
        '{{ w.count("{n} y", "{n} ys", 3) }}',
        encoding="utf-8",
    )
    assert set(gather([folder])) == {
        "One", "Two", ("{n} x", "{n} xs"), "Why {a}", "it is so", "mend it so",
        "what is so", "what to do",
        "Three", "Four", ("{n} y", "{n} ys"),
    }  # fmt: skip
    assert gather([folder])["Three"] == ("room/b.md.j2",)


def test_refreshing_keeps_what_is_used_and_reports_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    (folder / "a.py").write_text('w("Owner")\nw("Brand new")\nw.count("{n} zebra", "{n} zebras", 2)\n')
    po, mo = tmp_path / "x.po", tmp_path / "x.mo"
    po.write_bytes(PO.read_bytes())
    monkeypatch.setattr(refresh, "SOURCES", (folder,))
    assert set(refresh.refresh(po, mo)) == {"Brand new", ("{n} zebra", "{n} zebras")}
    assert set(entries(mo.read_bytes())) == {"Owner"}
    first = po.read_bytes()
    refresh.refresh(po, mo)
    assert po.read_bytes() == first
