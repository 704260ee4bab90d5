"""Keys that are words of their own, and no slips: codes of articles, words of other fields, goods by their ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from ecsc.diagnostics import Fix
from ecsc.diagnostics.slips import folded
from ecsc.source.shape.mending import on_one_line
from ecsc.source.shape.schema_files import bundle
from ecsc.source.shape.spelled import clipped
from ecsc.source.shape.suggest import homes
from ecsc.source.shape.wording import value_at

if TYPE_CHECKING:
    from ecsc.source.document import Document
    from ecsc.source.shape.schema_files import DataPath

_CODES: Final = frozenset(
    {
        "sku", "sku_id", "sku_code", "spu", "spu_id", "ean", "gtin", "upc", "isbn", "asin", "barcode",
        "article_number", "item_number", "product_code", "货号", "款号", "条码", "条形码", "编码", "商品编码",
    }
)  # fmt: skip
"""What people number their articles by: never a count, and no slip of a field that counts them."""

_TRADE: Final = frozenset({"brand", "content", "delivery", "mode", "state", "store", "test"})
"""Words of the trade that are a letter or two from fields of another meaning."""

_ID: Final = re.compile(r"[^\W\d]\w*")
_GOODS: Final = "applies_to"


def is_article_code(key: str) -> bool:
    """Return whether a key names the code or number of an article."""
    return folded(key) in _CODES


def is_word(key: str, meant: str, *, in_entry: bool) -> bool:
    """Return whether a key, so like the field `meant`, is a word with a meaning of its own.

    One and several are two things within an entry; the name of a section is no less clear for a missing `s`.
    """
    word = folded(key)
    if f"{word}s" == meant or word == f"{meant}s":
        return in_entry
    return word in _TRADE or bool(homes(word)) or word in bundle()["properties"]


class Goods(Struct, frozen=True):
    """How goods are named that stand there as bare ids: the line meant and the fixes, if they are known; several."""

    line: str
    several: str
    fixes: tuple[Fix, ...]


def goods_named(document: Document, path: DataPath, candidates: tuple[str, ...]) -> Goods | None:
    """Return how the value at `path` is written under `applies_to`, if that was meant and it is no expression."""
    value = value_at(document.data, path)
    if candidates != (_GOODS,) or (
        isinstance(value, str) and (not _ID.fullmatch(value) or value == "products")
    ):
        return None
    names = value if isinstance(value, list) else [value]
    several = f'{_GOODS}: "[products.a, products.b]"'
    products = value_at(document.data, ("products",))
    known = isinstance(products, dict) and all(isinstance(name, str) and name in products for name in names)
    if not known or not names:
        return Goods("", several, ())
    listed = ", ".join(f"products.{name}" for name in names)
    written = f'"[{listed}]"' if len(names) > 1 else listed
    fixes = on_one_line(document, path, written, safe=True)
    if fixes:
        fixes = (Fix(document.span(path, "key"), _GOODS, safe=True), *fixes)
    return Goods(clipped(f"{_GOODS}: {written}"), several if len(names) == 1 else "", fixes)
