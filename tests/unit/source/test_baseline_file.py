"""The baseline file: what is written can be read, and what is no baseline says so."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsc.source.baseline_file import (
    BASELINE_VERSION,
    LARGEST,
    BaselineDates,
    NoBaselineError,
    TaskDays,
    bytes_of,
    dates_of,
    is_baseline,
)

DAY = dt.date(2026, 3, 2)
DATES = BaselineDates(
    "demo",
    "ab",
    DAY,
    DAY,
    {"店铺": TaskDays(DAY, DAY, DAY), "b": None, "a": TaskDays(DAY, DAY, DAY)},
    {"m": DAY, "n": None},
)


def altered(**changes: object) -> bytes:
    return json.dumps({**json.loads(bytes_of(DATES)), **changes}).encode()


def test_what_is_written_can_be_read() -> None:
    assert dates_of(bytes_of(DATES)) == DATES


def test_the_order_of_ids_does_not_change_the_bytes() -> None:
    tasks = {name: DATES.tasks[name] for name in reversed([*DATES.tasks])}
    milestones = {name: DATES.milestones[name] for name in reversed([*DATES.milestones])}
    turned = msgspec.structs.replace(DATES, tasks=tasks, milestones=milestones)
    assert bytes_of(turned) == bytes_of(DATES)


def test_it_is_text_that_a_reader_understands() -> None:
    text = bytes_of(DATES).decode()
    assert text.startswith('{\n  "ecsc_baseline": 1,\n  "strategy": "demo",')
    assert '"店铺"' in text
    assert text.endswith("}\n")


def test_ids_are_compared_as_strategies_compare_them() -> None:
    decomposed = altered(milestones={"cafe\u0301": "2026-03-02"})
    assert dict(dates_of(decomposed).milestones) == {"caf\u00e9": DAY}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "it is not a baseline"),
        (b"{}", "it is not a baseline"),
        (b"[1, 2]", "it is not a baseline"),
        (b"null", "it is not a baseline"),
        (b"\xff\xfe\x00", "it is not a baseline"),
        (b"strategy: {id: demo}", "it is not a baseline"),
        (b'{"ecsc_baseline": 0}', "it is not a baseline"),
        (b'{"ecsc_baseline": true}', "it is not a baseline"),
        (b'{"ecsc_baseline": 1', "it is not a baseline"),
        (b"[" * 200_000, "it is not a baseline"),
        (b'{"ecsc_baseline": 1, "x": ' + b"[" * 200_000, "it is not a baseline"),
        (b'{"ecsc_baseline": 1}', "it is damaged"),
        (b'{"ecsc_baseline": 99, "tasks": 3}', "it is a baseline of version"),
        (altered(finish="2026-02-30"), "it is damaged"),
        (altered(finish=20260302), "it is damaged"),
        (altered(tasks=[]), "it is damaged"),
        (altered(tasks={"a": {"start": "2026-03-02"}}), "it is damaged"),
        (altered(tasks={"a": "2026-03-02"}), "it is damaged"),
        (
            altered(tasks={"a": {"start": "2026-03-03", "finish": "2026-03-02", "buffer_finish": "2026-03-02"}}),
            "it is damaged: `{name}` ends before it starts",
        ),
        (b" " * (LARGEST + 1), "it is larger than"),
    ],
    ids=range(20),
)  # fmt: skip
def test_what_is_no_baseline_says_so(raw: bytes, reason: str) -> None:
    with pytest.raises(NoBaselineError) as caught:
        dates_of(raw)
    assert caught.value.reason.startswith(reason)
    assert caught.value.hint
    caught.value.reason.format(**caught.value.params)  # every slot has its value


def test_a_byte_order_mark_and_other_line_ends_do_no_harm() -> None:
    assert dates_of(b"\xef\xbb\xbf" + bytes_of(DATES).replace(b"\n", b"\r\n")) == DATES


def test_a_newer_version_is_told_from_a_foreign_file() -> None:
    newer = altered(ecsc_baseline=BASELINE_VERSION + 1)
    assert is_baseline(newer)
    with pytest.raises(NoBaselineError) as caught:
        dates_of(newer)
    assert caught.value.params["version"] == BASELINE_VERSION + 1


def test_a_plan_is_no_baseline() -> None:
    assert not is_baseline(b'{"version": 1, "strategy": {"id": "demo"}}')
    assert is_baseline(bytes_of(DATES))


@given(st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(raw: bytes) -> None:
    for each in (raw, bytes_of(DATES)[: len(raw)], raw + bytes_of(DATES)):
        with suppress(NoBaselineError):
            dates_of(each)
