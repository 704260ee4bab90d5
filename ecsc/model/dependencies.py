"""The little grammar of `after`: `task`, `task + 2d`, `task - 1d`, `task.start + 5d`, `task + 72h`.

Its own, apart from expressions, because it is read ten thousand times a strategy.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ecsc.model.kinds import Dependency
from ecsc.quantity import Duration, QuantityError, parse_duration

_FORM = re.compile(r"(?P<target>[^\W\d]\w*)(?:\s*\.\s*(?P<end>\w+))?(?:\s*(?P<sign>[+-])\s*(?P<lag>.+))?\Z")
_HINT = "write `task`, `task + 2d`, `task - 1d`, `task.start + 5d` or `task + 72h`"


@lru_cache(maxsize=65536)
def parse_dependency(text: str) -> Dependency:
    """Return the dependency written as `text`; raise QuantityError with the forms that are legal."""
    if text.isidentifier() and text.isascii():
        return Dependency(text, "finish", None, text)
    folded = unicodedata.normalize("NFKC", text).strip()
    match = _FORM.match(folded)
    if match is None:
        raise QuantityError("`{text}` does not say what is waited for", _HINT, text=text)
    end = match["end"] or "finish"
    if end not in ("start", "finish"):
        raise QuantityError(
            "`{text}`: a task has a `start` and a `finish`, but no `{end}`", _HINT, text=text, end=end
        )
    lag = None
    if match["lag"] is not None:
        length = parse_duration(match["lag"].strip())
        lag = length if match["sign"] == "+" else Duration(-length.value, length.unit, length.kind)
    target = unicodedata.normalize("NFC", match["target"])
    return Dependency(target, "start" if end == "start" else "finish", lag, text)
