"""When customers are answered: hours as written, and how many people that takes."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from ecsc.model.operations import Service

DAYS, HOURS = 7, 24

_H = r"(?:h|hrs?|hours?|个?小时|個?小時)"
_TIMES = re.compile(rf"(\d{{1,3}})\s*(?:d|days?|天|日)?\s*[x×*✕]\s*(\d{{1,3}})\s*{_H}?\Z", re.IGNORECASE)
_DAYS = re.compile(r"(?<!\d)(\d{1,3})\s*(?:days?|d|天|日)(?![a-z])", re.IGNORECASE)
_PER_DAY = re.compile(rf"(?<!\d)(\d{{1,3}})\s*{_H}(?![a-z])", re.IGNORECASE)
_FILLING = re.compile(
    r"(?:a|per|every|each|week|day|daily|and|with|of|service|[每周週天日各提供服务務,，、;；/:：\s])*\Z",
    re.IGNORECASE,
)
_SLASH = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})\Z")
_LOST = re.compile(rf"([1-7])([1-9]\d?)\s*{_H}\Z", re.IGNORECASE)


class Hours(Struct, frozen=True):
    """Days a week and hours a day; `meant` is what an unreadable text may have been: `712小時` lost its sign.

    `length` is the number of hours that such a text says as it stands.
    """

    days: int | None = None
    per_day: int | None = None
    meant: str = ""
    length: int | None = None

    @property
    def per_week(self) -> int | None:
        """Return the hours a week, None where they are not known."""
        return self.days * self.per_day if self.days is not None and self.per_day is not None else None


def _in_words(said: str) -> Hours | None:
    """Return the hours of a text in words: `12 hours a day, 7 days a week`, `每周7天每天12小时`."""
    days, hours = _DAYS.findall(said), _PER_DAY.findall(said)
    if len(days) != 1 or len(hours) != 1 or not _FILLING.match(_PER_DAY.sub("", _DAYS.sub("", said))):
        return None
    return Hours(int(days[0]), int(hours[0]))


def read_hours(text: str) -> Hours:
    """Return days times hours as in `7x12h`, `7天×12小时`, `7天12小时`, `24/7`.

    A text that says neither gives hours without days.

    `712小時` is never taken for 712 hours: what it may have been is asked.
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if match := _TIMES.match(said):
        return Hours(int(match[1]), int(match[2]))
    if match := _SLASH.match(said):
        ends = int(match[1]), int(match[2])
        return Hours(min(ends), max(ends))
    if (words := _in_words(said)) is not None:
        return words
    if (match := _LOST.match(said)) and int(match[2]) <= HOURS:
        return Hours(meant=f"{match[1]}x{int(match[2])}h", length=int(match[1] + match[2]))
    return Hours()


def hours_of(service: Service) -> Hours:
    """Return the hours of a service: as its two numbers say, else as its text does."""
    said = read_hours(service.hours) if service.hours is not None else Hours()
    return Hours(
        service.days_per_week if service.days_per_week is not None else said.days,
        service.hours_per_day if service.hours_per_day is not None else said.per_day,
        said.meant,
    )
