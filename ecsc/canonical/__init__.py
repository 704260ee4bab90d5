"""The canonical layout: bytes of a YAML file → the same file as everybody writes it.

In: the bytes of one file. Out: the bytes in canonical layout, or why they are left as they are. Keys, order,
texts and comments stay; only what stands between them changes, and whatever would read differently afterwards
is left alone. Nothing here opens a file or knows a section. May import `source` and `diagnostics`.
"""

from ecsc.canonical.form import Formed, formed

__all__ = ["Formed", "formed"]
