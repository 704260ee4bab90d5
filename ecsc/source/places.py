"""Where everything stands: flat positions beside the values, unfolded only around the paths that are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import TypeAlias

from msgspec import Struct

from ecsc.diagnostics import PathStep

FLOW_OPEN = -1
BLOCK = -2
HEAD = 5

Children: TypeAlias = "dict[PathStep, Node]"


_Ordered: TypeAlias = "tuple[list[int], list[tuple[PathStep, Node | None, int]]]"


class Node(Struct, frozen=True):
    """A value in the flat positions: where it stands there, the place of its key, and its regions.

    `regions` are (index, number of the first key) of a collection, several when a key was given twice
    and the two were read as one; empty for anything else. `via` is the place of an alias (`*name`).
    """

    at: int
    key: tuple[int, int] | None = None
    regions: tuple[tuple[int, int], ...] = ()
    via: tuple[int, int] | None = None


class Positions:
    """Positions in the order of the file, four bytes each.

    A key takes one number, its start: it ends with its text, save for those in `key_ends`. A single value
    takes two, start and end. A collection takes five: -1 - start, the end
    (`BLOCK` for one that ends with its last child), the index behind it, the number of its first key in
    `keys`, and of the first key behind it. Its children follow, a mapping's each as key and value.
    """

    __slots__ = ("_children", "_ordered", "aliases", "flat", "key_ends", "keys", "mappings", "merged")

    def __init__(self) -> None:
        self.flat: array[int] = array("i")
        self.keys: list[str] = []
        self.key_ends: dict[int, int] = {}
        self.aliases: dict[int, Node] = {}
        self.mappings: set[int] = set()
        self.merged: set[int] = set()
        self._children: dict[tuple[tuple[int, int], ...], Children] = {}
        self._ordered: dict[tuple[tuple[int, int], ...], _Ordered] = {}

    def entries(self, head: int, first_key: int, start: int = 0) -> Iterator[tuple[str, int, int, int]]:
        """Yield (key, index of the key's place, index of the value, number of the next key) of a mapping."""
        flat, keys = self.flat, self.keys
        at, number = start or head + HEAD, first_key
        end = flat[head + 2] or len(flat)
        while at + 2 < end:
            key_at, value_at, key = at, at + 1, keys[number]
            number += 1
            following = number
            if flat[value_at] < 0:
                at, following = flat[value_at + 2], flat[value_at + 4]
                if not at:  # still open
                    return
            else:
                at = value_at + 2
            yield key, key_at, value_at, number
            number = following

    def _items(self, head: int, first_key: int) -> Iterator[tuple[int, int]]:
        flat = self.flat
        at, number, end = head + HEAD, first_key, flat[head + 2]
        while at < end:
            yield at, number
            if flat[at] < 0:
                at, number = flat[at + 2], flat[at + 4]
            else:
                at += 2

    def node(self, at: int, first_key: int, key: tuple[int, int] | None = None) -> Node:
        """Return the value at index `at`; `first_key` is the number of the first key inside it."""
        if self.flat[at] < 0:
            return Node(at, key, ((at, first_key),))
        target = self.aliases.get(at)
        if target is None:
            return Node(at, key)
        return Node(at, key, target.regions, self.range(at))

    def root(self) -> Node | None:
        """Return the root of the file, or None for an empty one."""
        return self.node(0, 0) if self.flat else None

    def children(self, node: Node) -> Children:
        """Return what lies directly in `node`, by key or by index."""
        known = self._children.get(node.regions)
        if known is not None:
            return known
        found: Children = {}
        for head, first_key in node.regions:
            if head not in self.mappings:
                for at, number in self._items(head, first_key):
                    found[len(found)] = self.node(at, number)
                continue
            for key, key_at, value_at, number in self.entries(head, first_key):
                child = self.node(value_at, number, self.key_range(key_at, key))
                before = found.get(key)
                if before is not None and child.at in self.merged:
                    child = Node(before.at, before.key, before.regions + child.regions)
                found[key] = child
        self._children[node.regions] = found
        return found

    def key_range(self, at: int, key: str) -> tuple[int, int]:
        """Return the offsets of the key at index `at`."""
        start = self.flat[at]
        return start, self.key_ends.get(at, start + len(key))

    def range(self, at: int) -> tuple[int, int]:
        """Return the offsets of the value at index `at`."""
        flat = self.flat
        start = flat[at]
        if start >= 0:
            return start, flat[at + 1]
        end = flat[at + 1]
        last = at
        while end == BLOCK and flat[last] < 0:  # the end of the last child is the end of a block
            child = self._last_child(last)
            if child is None:
                return -1 - start, -1 - start
            last = child
            end = flat[last + 1]
        return -1 - start, max(end, -1 - start)

    def _last_child(self, head: int) -> int | None:
        if head in self.mappings:
            at = head + HEAD
            last = None
            for _, _, value_at, _ in self.entries(head, self.flat[head + 3]):
                last = value_at
            return last if at < self.flat[head + 2] else None
        last = None
        for at, _ in self._items(head, self.flat[head + 3]):
            last = at
        return last

    def scalars(self) -> Iterator[tuple[int, int, bool]]:
        """Yield (start, end, whether it is a key) of every key and every single value, in the order of the file."""
        flat, at, number, total = self.flat, 0, 0, len(self.flat)
        open_until: list[tuple[int, bool]] = []
        while at < total:
            while open_until and at >= open_until[-1][0]:
                open_until.pop()
            if open_until and open_until[-1][1]:
                yield *self.key_range(at, self.keys[number]), True
                number += 1
                at += 1
            if at >= total:  # the reading stopped behind a key
                return
            if flat[at] < 0:
                open_until.append((flat[at + 2] or total, at in self.mappings))
                at += HEAD
            else:
                yield flat[at], flat[at + 1], False
                at += 2

    def find(self, path: tuple[PathStep, ...]) -> tuple[Node, tuple[Node, ...], bool]:
        """Return the node at `path` or the nearest one above it, those above that, and whether it exists.

        Raises `LookupError` when the file is empty.
        """
        node = self.root()
        if node is None:
            raise LookupError(path)
        above: list[Node] = []
        for step in path:
            child = self.children(node).get(step) if node.regions else None
            if child is None:
                return node, tuple(above), False
            above.append(node)
            node = child
        return node, tuple(above), True

    def path_at(self, offset: int) -> tuple[PathStep, ...]:
        """Return the path of the innermost value whose key or value holds `offset`.

        A value that gave way to a later one of the same key is not looked into.
        """
        path: list[PathStep] = []
        node = self.root()
        while node is not None and node.regions and node.via is None:
            starts, within = self._in_order(node)
            at = bisect_right(starts, offset) - 1
            if at < 0:
                break
            step, child, end = within[at]
            if offset > end or (offset == end and starts[at] < end and child is not None and child.regions):
                break
            path.append(step)
            node = child
        return tuple(path)

    def _in_order(self, node: Node) -> _Ordered:
        """Return where each value in `node` starts, its key included, and its step, its node and its end, in order.

        One may stand in several places; one that gave way to a later one of the same key has no node.
        """
        known = self._ordered.get(node.regions)
        if known is None:
            found: list[tuple[int, tuple[PathStep, Node | None, int]]] = []
            for step, child in self.children(node).items():
                for at in {child.at, *(head for head, _ in child.regions if child.via is None)}:
                    start, end = self.range(at)
                    first = child.key[0] if child.key is not None and at == child.at else start
                    found.append((min(start, first), (step, child, end)))
            seen = {start for start, _ in found}
            found += (one for one in self._pushed_aside(node) if one[0] not in seen)
            found.sort(key=itemgetter(0))
            known = self._ordered[node.regions] = ([start for start, _ in found], [one for _, one in found])
        return known

    def _pushed_aside(self, node: Node) -> Iterator[tuple[int, tuple[PathStep, None, int]]]:
        """Yield every value of the mappings of `node` by its key, those that gave way among them."""
        for head, first_key in node.regions:
            if head in self.mappings:
                for key, key_at, value_at, _ in self.entries(head, first_key):
                    start, end = self.range(value_at)
                    yield min(start, self.flat[key_at]), (key, None, end)
