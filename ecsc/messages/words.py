"""Templates in the reader's language, with their parameters printed as that language prints them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache, reduce
from typing import TYPE_CHECKING, Protocol

from ecsc.messages.safe_text import isolated

if TYPE_CHECKING:
    from gettext import GNUTranslations

    from ecsc.quantity import Period

LANGUAGES = ("en", "zh-CN")
"""The languages of the product. English is the language of the templates and needs no catalogue."""

CATALOGUES = {"zh-CN": "locale/zh_CN/LC_MESSAGES"}
"""Language to the folder of its catalogues, inside this package."""

DOMAINS = ("ecsc", "findings", "manuals", "fields")
"""The catalogues of a language: outputs and labels; findings, refusals and help; what explains rules; the schemas.

A template is looked for in one after the other, and each is opened when it is asked for.
"""

_SLOT = re.compile(r"\{\{|\}\}|\{([A-Za-z_]\w*)\}")


class _Catalogue(Protocol):
    """The part of `gettext.GNUTranslations` that is used here."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, one: str, many: str, n: int, /) -> str: ...


class Phrase(str):
    """A part of a sentence in English that other languages say in their words, as a parameter of a message.

    It is made from a template and its parameters like a message (`Phrase("money in {currency}", currency="CNY")`);
    whoever takes it for text has it in English.
    """

    __slots__ = ("params", "template")

    template: str
    params: Mapping[str, object]

    def __new__(cls, template: str, /, **params: object) -> Phrase:
        """Return the phrase with its slots filled in English."""
        phrase = super().__new__(cls, Words("en")(template, **params) if params else template)
        phrase.template, phrase.params = template, params
        return phrase

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.template,), dict(self.params)


def enumerated(parts: Iterable[str]) -> str:
    """Return texts and phrases one after another behind commas, as each language writes them."""
    found = list(parts)
    return reduce(lambda one, other: Phrase("{one}, {other}", one=one, other=other), found) if found else ""


def either(parts: Iterable[str]) -> str:
    """Return texts and phrases of which one is meant, as each language writes them."""
    found = list(parts)
    return reduce(lambda one, other: Phrase("{one} or {other}", one=one, other=other), found) if found else ""


def chained(parts: Iterable[str]) -> str:
    """Return texts and phrases one after another with arrows."""
    found = list(parts)
    return reduce(lambda one, other: Phrase("{one} → {other}", one=one, other=other), found) if found else ""


class Words:
    """The words of one language: call it with an English template and the template's parameters.

    A template holds `{named}` slots; `{{` and `}}` stand for braces, any other brace for itself. A slot
    without a parameter stays visible as it is written, and a template without a translation stays English:
    a gap in a catalogue must not cost a reader the report.
    """

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str, catalogue: _Catalogue | None = None) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, template: str, /, **params: object) -> str:
        """Return `template` in this language with every slot filled by `show`."""
        if self._catalogue is not None and template:  # the empty msgid is the catalogue's header
            template = self._catalogue.gettext(template)
        return self._fill(template, params) if "{" in template or "}" in template else template

    def count(self, one: str, many: str, n: int | Decimal, /, **params: object) -> str:
        """Return `one` for exactly one and `many` for any other number, with `n` as the slot `{n}`."""
        template = one if n == 1 else many
        if self._catalogue is not None:
            template = self._catalogue.ngettext(one, many, 1 if n == 1 else 2)
        return self._fill(template, {**params, "n": n})

    def show(self, value: object) -> str:
        """Return any parameter as this language prints it; nothing is a dash.

        Days and periods print as authors write them (`2026-06-30`, `2026-Q1`), as messages need it.
        """
        if isinstance(value, Phrase):
            return self(value.template, **value.params)
        if isinstance(value, str):
            return str(value)
        if value is None:
            return "–"
        if type(value) is int:  # as `quantity.show` does, which is not loaded for the counts of a clean run
            return f"{value:,}"
        if isinstance(value, (list, tuple)) and any(isinstance(one, Phrase) for one in value):
            value = [self.show(one) for one in value]
        from ecsc.quantity import show

        return show(value, self.language)

    def isolating(self) -> Words:
        """Return the same words for pages: texts in their slots run in their own direction (`isolated`)."""
        return _Isolating(self.language, self._catalogue)

    def day(self, day: dt.date) -> str:
        """Return a day as pages print it: `30 Jun 2026`, `2026年6月30日`."""
        return _day(day, self.language)

    def days(self, first: dt.date, last: dt.date) -> str:
        """Return a first and a last day, both in, as pages print them; one day alone when they are the same.

        What the two share is said once in English: `5 – 16 Jan 2026`.
        """
        end = self.day(last)
        if first == last:
            return end
        start = self.day(first)
        if self.language == "en":
            for shared in (f" {start.split(' ', 1)[1]}", f" {first.year}"):
                if end.endswith(shared):
                    start = start.removesuffix(shared)
                    break
        elif first.year == last.year:
            end = end.removeprefix(f"{last.year}年")
        return self("{first} – {last}", first=start, last=end)

    def period(self, period: Period) -> str:
        """Return a period as pages print it: `Q1 2026`, `2026年第1季度`; a range as its days."""
        if period.kind == "range":
            return self.days(period.first, period.last)
        from ecsc.quantity import format_period

        return format_period(period, self.language, "words")

    def _fill(self, template: str, params: Mapping[str, object]) -> str:
        def slot(match: re.Match[str]) -> str:
            name = match[1]
            if name is None:
                return match[0][0]
            return self.show(params[name]) if name in params else match[0]

        return _SLOT.sub(slot, template)


class _Isolating(Words):
    """Words whose slots keep the direction of what is put into them apart from that of the sentence."""

    __slots__ = ()

    def show(self, value: object) -> str:
        """Return a parameter as `Words.show` does, texts and each text of a list isolated."""
        if isinstance(value, str) and not isinstance(value, Phrase):
            return isolated(value)
        if isinstance(value, (list, tuple)):
            value = [self.show(one) if isinstance(one, str) else one for one in value]
        return super().show(value)


@lru_cache(maxsize=4096)
def _day(day: dt.date, language: str) -> str:
    from ecsc.quantity import format_date

    return format_date(day, language, "words")


def language_of(tag: str) -> str:
    """Return the language of the product that serves `tag` best: `zh-CN` for any Chinese, else `en`.

    Takes language tags (BCP 47) and the names of POSIX locales: `zh`, `zh_CN.UTF-8`, `zh-Hans`.
    """
    primary = tag.strip().replace("_", "-").split("-", 1)[0].split(".", 1)[0].lower()
    return "zh-CN" if primary in ("zh", "cmn") else "en"


def words(language: str) -> Words:
    """Return the words of a language; of English for a language that the product does not speak."""
    return _words(language_of(language))


@lru_cache(maxsize=len(LANGUAGES))
def _words(language: str) -> Words:
    return Words(language, _Later(language, DOMAINS) if language in CATALOGUES else None)


class _Later:
    """Catalogues that are opened one after the other, when a template is not found in those before."""

    def __init__(self, language: str, domains: tuple[str, ...]) -> None:
        self._language, self._domains = language, domains

    def gettext(self, message: str, /) -> str:
        return self._opened.gettext(message) if self._domains else message

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        return self._opened.ngettext(one, many, n) if self._domains else (one if n == 1 else many)

    @cached_property
    def _opened(self) -> GNUTranslations:
        import io
        import pkgutil
        from gettext import GNUTranslations

        path = f"{CATALOGUES[self._language]}/{self._domains[0]}.mo"
        content = pkgutil.get_data(__package__, path)
        if content is None:
            raise FileNotFoundError(path)
        opened = GNUTranslations(io.BytesIO(content))
        opened.add_fallback(_Later(self._language, self._domains[1:]))  # type: ignore[arg-type] # asked two things
        return opened
