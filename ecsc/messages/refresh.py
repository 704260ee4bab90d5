"""Keep the catalogues true: `python -m ecsc.messages.refresh` after a template was added or changed.

It puts new templates into each `.po` with an empty translation, drops those no longer used, keeps the
rest, and compiles the `.mo` that is shipped beside it. Exit 1 when something is left to translate.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ecsc.messages.domains import used
from ecsc.messages.gather import Template
from ecsc.messages.words import CATALOGUES, DOMAINS

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

HERE = Path(__file__).parent
PACKAGE = HERE.parent


def read(po: Path) -> Catalog:
    """Return the catalogue in the file `po`."""
    from babel.messages.pofile import read_po

    with po.open("rb") as file:
        return read_po(file, locale="zh_CN")


def updated(old: Catalog, wanted: Mapping[Template, tuple[str, ...]]) -> Catalog:
    """Return a catalogue of exactly the `wanted` templates with the translations of `old`."""
    from babel.messages.catalog import Catalog

    authors = "the ecsc authors"
    new = Catalog(
        locale="zh_CN",
        project="ecsc",
        version="1",
        copyright_holder=authors,
        msgid_bugs_address=authors,
        last_translator=authors,
        language_team=authors,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        charset="utf-8",
        fuzzy=False,
    )
    new.header_comment = "# Simplified Chinese messages of ecsc."
    for template, files in wanted.items():
        known = old.get(template if isinstance(template, str) else template[0])
        translation = known.string if known is not None and known.id == template else ""
        new.add(template, translation, locations=[(file, 0) for file in files])
    return new


def compiled(catalogue: Catalog) -> bytes:
    """Return what is translated in the binary form that `gettext` reads (GNU MO)."""
    from babel.messages.mofile import write_mo

    for entry in untranslated(catalogue):  # Babel would write the English singular for an empty plural
        catalogue.delete(entry if isinstance(entry, str) else entry[0])
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> tuple[Template, ...]:
    """Return the templates of a catalogue that have no translation."""
    return tuple(
        entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])
        for entry in catalogue
        if entry.id and not any(entry.string or ())
    )


def refresh(po: Path, wanted: Mapping[Template, tuple[str, ...]]) -> tuple[Template, ...]:
    """Rewrite one catalogue and its compiled form beside it; return the templates that lack a translation."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalogue = updated(read(po) if po.exists() else Catalog(locale="zh_CN"), wanted)
    with po.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
    left = untranslated(catalogue)
    po.with_suffix(".mo").write_bytes(compiled(catalogue))
    return left


def main() -> int:
    """Refresh every catalogue; print what is left to translate."""
    wanted = used(PACKAGE)
    left = []
    for folder in CATALOGUES.values():
        for domain in DOMAINS:
            po = HERE / folder / f"{domain}.po"
            left += [(po.name, template) for template in refresh(po, wanted[domain])]
    for name, template in left:
        sys.stdout.write(f"{name}: not translated: {template!r}\n")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
