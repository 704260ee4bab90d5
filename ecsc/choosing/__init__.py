"""Which findings count, and how much: what an organisation, a command, a comment or a baseline says about them.

In: located findings, the comments of their files, and `Choices`. Out: the findings that count, at the severity in
force, and those that are set aside. Nothing here reads files or renders text. `selectors` knows what rules are called,
`selecting` which are on and how serious, `commenting` what comments set aside, `known` the baseline of findings. May
import `diagnostics`, `source`, `catalogue` and `quantity`; the list of retired rules is that of `rules`.
"""

from ecsc.choosing.choices import Choices, Chosen, Layer, PathLayer
from ecsc.choosing.choosing import asked_for, choose
from ecsc.choosing.selecting import Selecting
from ecsc.choosing.selectors import UnknownRuleError, selector_of, stays

__all__ = [
    "Choices",
    "Chosen",
    "Layer",
    "PathLayer",
    "Selecting",
    "UnknownRuleError",
    "asked_for",
    "choose",
    "selector_of",
    "stays",
]
