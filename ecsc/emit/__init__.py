"""Compiled strategies become files: one package an output, its templates beside it.

In: `Compiled` and a language. Out: `Artifact`s (bytes with a name). Emitters know nothing of each other
and write no files; what several of them say alike stands in the modules beside them (`standing`, `lateness`,
`criteria`, `metric_names`, `chances`), what they draw alike in `pictures`. May import `compiled`, `plan`,
`assess`, `diagnostics`, `quantity`, `messages`, the `catalogue`, `expr` to read conditions, and `rules` for
their codes.
"""

from ecsc.emit.artifact import Artifact, Emitter
from ecsc.emit.registry import EMITTERS, emit

__all__ = ["EMITTERS", "Artifact", "Emitter", "emit"]
