"""Compiled strategies become files: one package an output, its templates beside it.

In: `Compiled` and a language. Out: `Artifact`s (bytes with a name). Emitters know nothing of each other
and write no files. May import `compiled`, `plan`, `diagnostics`, `quantity`, `messages`.
"""

from ecsc.emit.artifact import Artifact, Emitter
from ecsc.emit.registry import EMITTERS, emit

__all__ = ["EMITTERS", "Artifact", "Emitter", "emit"]
