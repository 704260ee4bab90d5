"""Which templates findings and refusals are told in: what their types are made with, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ecsc.messages.syntax import Part, argument
from ecsc.messages.texts import Program

KINDS = ("message", "label", "hint", "phrase")

CARRIERS: Mapping[str, tuple[tuple[int | None, str, str], ...]] = MappingProxyType(
    {
        "Finding": ((1, "message", "message"), (4, "label", "label"), (5, "hint", "hint")),
        "Related": ((1, "label", "label"),),
        "Phrase": ((0, "template", "phrase"),),
        "UsageProblem": ((0, "template", "message"), (None, "hint", "hint")),
        "SettingsError": ((1, "reason", "message"), (2, "hint", "hint")),
        "QuantityError": ((0, "reason", "message"), (1, "hint", "hint")),
        "SpellingError": ((0, "reason", "message"), (1, "hint", "hint")),
        "NotThereError": ((0, "reason", "message"), (1, "hint", "hint")),
        "NotKnownError": ((1, "reason", "message"), (2, "hint", "hint")),
        "Artifact": ((2, "note", "message"),),
        "NoBaselineError": ((0, "reason", "message"), (1, "hint", "hint")),
        "NoBaseline": ((1, "reason", "message"), (2, "hint", "hint")),
        "PublishError": ((0, "reason", "message"),),
        "StarterError": ((0, "reason", "message"),),
        "UnknownCountryError": ((0, "reason", "message"),),
        "LeftOut": ((3, "reason", "message"),),
        "NoBenefit": ((0, "reason", "message"),),
        "PolicyView": ((4, "error", "message"),),
        "Subjects": ((3, "error", "message"),),
        "Problem": ((1, "message", "message"), (5, "hint", "hint")),
        "Trap": ((1, "message", "message"), (5, "hint", "hint")),
    }
)
"""The types that carry templates: the place and the name of each parameter that takes one, and its kind.

Whoever reads a template out of a field of one of these types reads what the type was made with.
"""


def finding_texts(program: Program) -> dict[str, dict[str, set[str]]]:
    """Return the templates of findings and refusals: template to kind to the files in which it is written."""
    found: dict[str, dict[str, set[str]]] = {}
    for kind in KINDS:
        for text, file in program.texts(_starts(program, kind)).items():
            found.setdefault(text, {}).setdefault(kind, set()).add(file)
    return found


def _starts(program: Program, wanted: str) -> Iterable[Part]:
    for name, call in program.calls():
        for at, word, kind in CARRIERS.get(name, ()):
            if kind == wanted:
                yield from argument(call, at, word)
        if name == "replace":
            yield from ((word.value, ()) for word in call.keywords if word.arg == wanted)
