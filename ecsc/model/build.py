"""Document → Strategy: merge the files' sections, read every entity, keep what can be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ecsc.diagnostics import At, Finding, PathStep
from ecsc.model.assemble import Assembled, assemble
from ecsc.model.findings import refused_value
from ecsc.model.header import Header
from ecsc.model.readers import ReadingContext
from ecsc.model.reading import Path, Reading, Refusals
from ecsc.model.sections import SECTIONS
from ecsc.model.shared import NOTHING_SHARED, Shared
from ecsc.model.strategy import Strategy
from ecsc.quantity import Period, QuantityError, last_stated_digit
from ecsc.source import Document

if TYPE_CHECKING:
    from ecsc.model.rows import Rows

BadPaths = frozenset[tuple[PathStep, ...]]

_STAND_IN = Header(
    id="unread",
    name="",
    period=Period(dt.date(2000, 1, 1), dt.date(2000, 12, 31), "year", "2000"),
    currency="CNY",
)


def build(
    documents: Sequence[Document],
    bad: Sequence[BadPaths] = (),
    rows: Iterable[Rows] = (),
    shared: Shared = NOTHING_SHARED,
) -> tuple[Strategy, tuple[Finding, ...]]:
    """Return the strategy written in `documents` and what could not be read.

    `bad` holds, for each document, the paths the schema refused: they are dropped without a second word.
    `rows` are the entities that come from tables, `shared` the policies of the organisation. Nothing raises
    on what an author can write.
    """
    assembled, findings = assemble(documents, bad, rows, shared)
    found = list(findings)
    header = _header(assembled, found)
    context = ReadingContext(
        header.currency if header else _STAND_IN.currency, header.fiscal_year_start if header else 1
    )
    reading = Reading(context)
    sections: dict[str, Any] = {}
    damaged = {key: set(fields) for key, fields in assembled.damaged.items()}
    lost = set(assembled.lost)
    for name, entries in assembled.sections.items():
        sections[SECTIONS[name].field] = _entities(name, entries, reading, found, damaged, lost)
    for name, raw in assembled.singles.items():
        sections[name] = _entities(name, {"": raw}, reading, found, damaged, lost).get("")
    return Strategy(
        header=header or _STAND_IN,
        header_read=header is not None,
        whole=all(document.whole for document in documents),
        damaged={key: frozenset(fields) for key, fields in damaged.items()},
        lost=frozenset(lost),
        torn=assembled.torn,
        shared=assembled.shared,
        target_steps=_target_steps(assembled.sections.get("goals", {})),
        **sections,
    ), tuple(found)


def _entities(
    section: str,
    entries: Mapping[str, Mapping[str, Any]],
    reading: Reading,
    found: list[Finding],
    damaged: dict[tuple[str, str], set[str]],
    lost: set[tuple[str, str]],
) -> dict[str, Any]:
    read = reading.shape(SECTIONS[section].entity_type()).read
    refusals: Refusals = []
    built: dict[str, Any] = {}
    for identifier, raw in entries.items():
        path: Path = (identifier,)
        entity = read(raw, path, refusals, identifier)
        if entity is None:
            lost.add((section, identifier))
        else:
            built[identifier] = entity
    for path, error in refusals:
        at = At(section, str(path[0]), path[1:])
        damaged.setdefault((section, at.id), set()).add(str(path[1]))
        found.append(refused_value(at, error))
    return built


def _target_steps(goals: Mapping[str, Mapping[str, Any]]) -> dict[str, Decimal]:
    steps: dict[str, Decimal] = {}
    for identifier, raw in goals.items():
        try:
            steps[identifier] = last_stated_digit(raw.get("target"))
        except QuantityError:
            continue  # told where the target is read
    return steps


def _header(assembled: Assembled, found: list[Finding]) -> Header | None:
    """Return the header, or None when its period cannot be read: nothing else in it moves every date.

    Other parts that are missing or refused have been told; stand-ins take their place, so that the rest of
    the strategy is still checked in the same run.
    """
    raw = assembled.header
    if raw is None:
        return None
    start = raw.get("fiscal_year_start", 1)
    reading = Reading(ReadingContext("CNY", start if isinstance(start, int) and 1 <= start <= 12 else 1))
    refusals: Refusals = []
    shape = reading.shape(Header)
    values = shape.values(raw, (), refusals, str(raw.get("id") or _STAND_IN.id))
    found.extend(refused_value(At("strategy", path=path), error) for path, error in refusals)
    if "period" not in values:
        return None
    return Header(**{"name": "", "currency": _STAND_IN.currency, **values})
