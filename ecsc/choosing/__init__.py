"""Which findings count, and how much: what an organisation, a command or a comment says about them.

In: located findings, the texts they point into, and `Choices`. Out: the findings that count, at the severity in
force, and those that are set aside. Nothing here reads files or renders text. May import `diagnostics` and `source`.
"""

from ecsc.choosing.choices import Choices, Chosen, choose

__all__ = ["Choices", "Chosen", "choose"]
