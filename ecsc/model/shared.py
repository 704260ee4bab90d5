"""What an organisation asks of all its strategies: policy files, packs that ecsc ships, thresholds.

A policy file and a pack are read as a file of a strategy is, so that every finding about them has its place.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ecsc.catalogue import pack_text
from ecsc.diagnostics import Finding, PathStep
from ecsc.diagnostics.near import close_matches
from ecsc.model.findings import no_policies, not_a_policy
from ecsc.model.governance import Origin
from ecsc.source import Document, read_document
from ecsc.source.shape.gate import check_shape

SECTION = "policies"
_ALLOWED = frozenset({SECTION, "ecsc", "meta"})


class SharedFile(Struct, frozen=True):
    """One policy file or pack as read: the paths in `refused` are left out, a finding has said why."""

    document: Document
    refused: frozenset[tuple[PathStep, ...]]
    origin: Origin


class Shared(Struct, frozen=True):
    """The policy files and packs in force, in the order of their names, and what is wrong with them."""

    files: tuple[SharedFile, ...] = ()
    packs: tuple[SharedFile, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the texts that findings about shared policies point into."""
        return tuple(one.document for one in (*self.files, *self.packs))


NOTHING_SHARED = Shared()


def read_shared(files: tuple[tuple[str, bytes], ...], packs: tuple[str, ...]) -> Shared:
    """Return the policies of `files` (name as shown to people, bytes) and `packs` that strategies share.

    Strategies that share them share the reading too.
    """
    if not files and not packs:
        return NOTHING_SHARED
    return _read(files, packs)


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, bytes], ...], packs: tuple[str, ...]) -> Shared:
    findings: list[Finding] = []
    read = tuple(_read_file(name, raw, findings) for name, raw in files)
    shipped = tuple(_read_pack(name) for name in dict.fromkeys(packs))
    return Shared(read, shipped, tuple(findings))


@lru_cache(maxsize=8)
def _read_pack(name: str) -> SharedFile:
    # A pack has no place on the author's disk, so its name says whose it is.
    document, _ = read_document(f"ecsc:{name}.yaml", pack_text(name).encode())
    return SharedFile(document, frozenset(), Origin(pack=name, region=str(document.data.get("x-region", ""))))


def _read_file(name: str, raw: bytes, findings: list[Finding]) -> SharedFile:
    document, found = read_document(name, raw)
    findings.extend(found)
    strangers = [str(key) for key in document.data if key not in _ALLOWED and not str(key).startswith("x-")]
    # Whatever else stands in the file is told once, not held against the shape of a strategy.
    own = {key: part for key, part in document.data.items() if key not in strangers}
    document = replace(document, data=own)
    shape, refused = check_shape(document)
    findings.extend(shape)
    if strangers:
        meant = SECTION not in own and bool(close_matches(strangers[0], (SECTION,)))
        findings.append(not_a_policy(document.span((strangers[0],), "key"), strangers, meant=meant))
    elif document.whole and not found and SECTION not in own:
        findings.append(no_policies(document.span((), "key"), name))
    return SharedFile(document, refused | document.damaged, Origin(file=name))
