"""The catalogues: fresh, whole, with the slots and the code of their templates."""

from __future__ import annotations

import io
import re
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest

import ecsc
from ecsc.messages import refresh
from ecsc.messages.domains import used
from ecsc.messages.gather import Template, gather
from ecsc.messages.words import CATALOGUES, DOMAINS

FOLDER = refresh.HERE / CATALOGUES["zh-CN"]
USED = used(Path(ecsc.__file__).parent)
BOOKS = {domain: refresh.read(FOLDER / f"{domain}.po") for domain in DOMAINS}
SLOT = re.compile(r"\{[A-Za-z_]\w*\}")
CODE = re.compile(r"`[^`]+`")


def entries(content: bytes) -> dict[Any, str]:
    found = dict(GNUTranslations(io.BytesIO(content))._catalog)  # type: ignore[attr-defined]
    found.pop("", None)  # the header names the version of Babel that wrote it
    return found


def texts(value: object) -> list[str]:
    """Return the texts of a msgid or msgstr, of which a plural has several."""
    return [value] if isinstance(value, str) else [str(text) for text in value or ()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_fresh(domain: str) -> None:
    fresh = entries(refresh.compiled(refresh.read(FOLDER / f"{domain}.po")))
    content = (FOLDER / f"{domain}.mo").read_bytes()
    assert entries(content) == fresh, "run python -m ecsc.messages.refresh"


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_catalogue_holds_exactly_what_is_used(domain: str) -> None:
    held = {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in BOOKS[domain] if entry.id}
    wanted = set(USED[domain])
    assert held == wanted, f"run python -m ecsc.messages.refresh: {sorted(map(str, held ^ wanted))[:5]}"


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_template_is_translated(domain: str) -> None:
    left = refresh.untranslated(BOOKS[domain])
    assert not left, f"translate in {domain}.po and run python -m ecsc.messages.refresh: {left[:5]}"


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_have_the_slots_and_the_code_of_their_templates(domain: str) -> None:
    for entry in BOOKS[domain]:
        for text in filter(None, texts(entry.string) if entry.id else ()):
            english = texts(entry.id)[-1]
            assert set(SLOT.findall(text)) == set(SLOT.findall(english)), (entry.id, text)
            assert set(CODE.findall(text)) == set(CODE.findall(english)), (entry.id, text)


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_fuzzy_and_nothing_is_traditional(domain: str) -> None:
    assert "#, fuzzy" not in (FOLDER / f"{domain}.po").read_text(encoding="utf-8")
    told = "".join(text for entry in BOOKS[domain] if entry.id for text in texts(entry.string))
    assert not set("務標項週檢階計劃達") & set(told)


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


def test_refreshing_keeps_what_is_used_and_reports_what_is_left(tmp_path: Path) -> None:
    wanted: dict[Template, tuple[str, ...]] = {
        "Owner": ("a.py",),
        "Brand new": ("a.py",),
        ("{n} zebra", "{n} zebras"): ("a.py",),
    }
    po = tmp_path / "x.po"
    po.write_bytes((FOLDER / "ecsc.po").read_bytes())
    assert set(refresh.refresh(po, wanted)) == {"Brand new", ("{n} zebra", "{n} zebras")}
    assert set(entries(po.with_suffix(".mo").read_bytes())) == {"Owner"}
    first = po.read_bytes()
    refresh.refresh(po, wanted)
    assert po.read_bytes() == first
