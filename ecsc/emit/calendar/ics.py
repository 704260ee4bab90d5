"""iCalendar text (RFC 5545): components out of plain values, escaped and folded.

A writer of our own: the few rules that a calendar needs keep their bytes, whatever version of a library is there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ecsc.messages import one_line

LONGEST = 75
"""A line has at most so many octets without its break (RFC 5545, 3.1)."""


class Day(Struct, frozen=True):
    """Whole days, both in."""

    first: dt.date
    last: dt.date


class Time(Struct, frozen=True):
    """Instants in UTC, half-open; every calendar shows them in its reader's own time."""

    start: dt.datetime
    end: dt.datetime


class Event(Struct, frozen=True):
    """One entry: `uid` is the same in every version of a plan, `notes` are lines under the title.

    Whole days come round by `rule` (RRULE), on its days but those `without`.
    """

    uid: str
    title: str
    when: Day | Time
    kind: str
    notes: tuple[str, ...] = ()
    rule: str = ""
    without: tuple[dt.date, ...] = ()


def calendar(name: str, timezone: str, stamp: dt.date, events: Iterable[Event]) -> bytes:
    """Return a calendar in UTF-8 with CRLF; `stamp` is the DTSTAMP of every entry, at midnight UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ecsc//plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{_text(timezone)}",
    ]
    stamped = f"DTSTAMP:{_date(stamp)}T000000Z"
    for event in events:
        lines += ["BEGIN:VEVENT", f"UID:{_text(event.uid)}", stamped, *_when(event)]
        lines += [f"SUMMARY:{_text(event.title)}", f"CATEGORIES:{_text(event.kind)}"]
        if event.notes:
            lines.append(f"DESCRIPTION:{_lines(event.notes)}")
        # Work of many days must not make its reader look busy to whoever wants to meet.
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _when(event: Event) -> Iterator[str]:
    when = event.when
    if isinstance(when, Time):
        yield f"DTSTART:{_instant(when.start)}"
        if when.end > when.start:  # not so in the hour that is skipped in spring
            yield f"DTEND:{_instant(when.end)}"
        return
    yield f"DTSTART;VALUE=DATE:{_date(when.first)}"
    if when.last < dt.date.max:  # the day after the last day there is cannot be written
        yield f"DTEND;VALUE=DATE:{_date(when.last + dt.timedelta(days=1))}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    if event.without:
        yield f"EXDATE;VALUE=DATE:{','.join(_date(day) for day in event.without)}"


def _date(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _instant(instant: dt.datetime) -> str:
    return f"{_date(instant.date())}T{instant:%H%M%S}Z"


def _text(text: str) -> str:
    """Return text as a value (RFC 5545, 3.3.11), on one line."""
    return re.sub(r"([\\;,])", r"\\\1", one_line(text))


def _lines(lines: Sequence[str]) -> str:
    return "\\n".join(_text(line) for line in lines)


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, cut between characters."""
    octets = line.encode()
    if len(octets) <= LONGEST:
        return octets + b"\r\n"
    pieces, start, room = [], 0, LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LONGEST - 1  # the blank that opens a piece counts
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
