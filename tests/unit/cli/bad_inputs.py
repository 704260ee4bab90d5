"""What people write that is no strategy: each row what it is, the bytes, the code of the finding, its severity."""

from __future__ import annotations

HEADER = "ecsc: 1\nstrategy: {id: s, name: S, period: 2026-H1, currency: CNY}\n"

BOMB = "x-a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"x-{letter}: &{letter} [{', '.join(['*' + before] * 9)}]\n"
    for before, letter in zip("abcdefghijk", "bcdefghijkl", strict=True)
)

AFTER_HEADER: dict[str, tuple[str, str, str]] = {
    "yes where a boolean is meant": ("products: {a: {name: A, floor_enforced: yes}}\n", "ECS105", "error"),
    "a duplicate key": ("people: {a: {name: A}}\npeople: {b: {name: B}}\n", "ECS044", "error"),
    "an octal number": ("goals: {g: {target: 010}}\n", "ECS150", "error"),
    "a binary number": ("people: {a: {name: A, capacity: 0b11}}\n", "ECS150", "error"),
    "underscores in a number": ("products: {a: {name: A, list_price: 1_000}}\n", "ECS150", "error"),
    "a time for a duration": ("tasks: {a: {name: A, duration: 12:30}}\n", "ECS150", "error"),
    "no day of February": ("milestones: {m: {name: M, due: 2025-02-30}}\n", "ECS150", "error"),
    "no day of June": ("milestones: {m: {name: M, due: 2026-06-31}}\n", "ECS150", "error"),
    "not a number": ("products: {a: {name: A, list_price: .nan}}\n", "ECS050", "error"),
    "infinity": ("products: {a: {name: A, list_price: .inf}}\n", "ECS050", "error"),
    "five thousand digits": (f"products: {{a: {{name: A, list_price: {'9' * 5000}}}}}\n", "ECS051", "error"),
    "a comparison": ("goals:\n  g:\n    name: G\n    criterion: >= 1.5\n", "ECS020", "error"),
    "a text at the start of a formula": ('policies:\n  p:\n    check: "dress" in x\n', "ECS020", "error"),
    "a star": ("policies:\n  p:\n    check: *.cost\n", "ECS020", "error"),
    "an at sign": ("policies:\n  p:\n    check: @y\n", "ECS020", "error"),
    "a percent sign": ("policies:\n  p:\n    check: %50\n", "ECS020", "error"),
    "a comma of thousands in braces": ("budgets: {b: {limit: 1,000}}\n", "ECS022", "error"),
    "a comma of a function in braces": ("policies: {p: {check: max(a, b)}}\n", "ECS022", "error"),
    "no space after a colon": ("channels: {c: {name: C, share:60%}}\n", "ECS021", "error"),
    "a number as an id": ("promotions:\n  618:\n    name: x\n", "ECS043", "error"),
    "a day as a key": ("milestones:\n  2026-03-01: {name: M}\n", "ECS043", "error"),
    "a tag of Python": ("people: !!python/object:os.system {a: 1}\n", "ECS040", "error"),
    "a tag of a set": ("people: !!set {a: }\n", "ECS040", "error"),
    "a tag of their own": ("people: !x {a: {name: A}}\n", "ECS040", "error"),
    "a merge key": ("people:\n  a: &a {name: A}\n  b: {<<: *a}\n", "ECS041", "error"),
    "a list as a key": ("people: {[a]: {name: A}}\n", "ECS042", "error"),
    "a map as a key": ("people: {{a: b}: {name: A}}\n", "ECS042", "error"),
    "null as a key": ("people: {~: {name: A}}\n", "ECS042", "error"),
    "an alias of what holds it": ("people: &p {a: *p}\n", "ECS046", "error"),
    "a bomb of aliases": (BOMB, "ECS047", "error"),
    "three thousand lists in lists": (f"meta: {'[' * 3000}{']' * 3000}\n", "ECS031", "error"),
    "two documents": ("---\npeople: {a: {name: A}}\n", "ECS048", "error"),
    "a line separator": ('people: {a: {name: "A\u2028B", nme: x}}\n', "ECS101", "error"),
    "a next line": ('people: {a: {name: "A\x85B", nme: x}}\n', "ECS101", "error"),
    "a wide colon": ("people：{a: {name: A}}\n", "ECS012", "error"),
    "wide brackets": ("tasks: {a: {name: A, after: ［x，y］}}\n", "ECS012", "error"),
    "curly quotes": ("people: {a: {name: “x”}}\n", "ECS013", "warning"),
    "a wide dash": ("tasks:\n  a:\n    name: A\n    after:\n      － b\n", "ECS012", "error"),
    "a wide space": ("people:\n　a: {name: A}\n", "ECS014", "error"),
    "a space that does not break": ("people:\n\u00a0\u00a0a: {name: A}\n", "ECS014", "error"),
    "wide digits": ("products: {a: {name: A, list_price: １２}}\n", "ECS016", "info"),
    "a tab": ("people:\n\ta: {name: A}\n", "ECS015", "error"),
    "a control character": ('people: {a: {name: "A\x07"}}\n', "ECS010", "error"),
    "an unknown key": ("people: {a: {nme: A}}\n", "ECS101", "error"),
}  # fmt: skip

FILES: dict[str, tuple[bytes, str, str]] = {
    "CRLF": ((HEADER + "people: {a: {nme: A}}\n").replace("\n", "\r\n").encode(), "ECS101", "error"),
    "CR alone": ((HEADER + "people: {a: {nme: A}}\n").replace("\n", "\r").encode(), "ECS101", "error"),
    "a byte-order mark": (b"\xef\xbb\xbf" + (HEADER + "people: {a: {nme: A}}\n").encode(), "ECS101", "error"),
    "GBK": ((HEADER + "people: {a: {name: 林薇在上海}}\n").encode("gb18030"), "ECS008", "warning"),
    "UTF-16": (HEADER.encode("utf-16"), "ECS009", "warning"),
    "bytes that are no text": (HEADER.encode() + b"people: {a: {name: \xff\xff}}\n", "ECS007", "error"),
    "a page": (b"<!DOCTYPE html><html><body>x</body></html>", "ECS006", "error"),
    "a spreadsheet": (b"PK\x03\x04" + bytes(60), "ECS006", "error"),
    "nothing": (b"", "ECS003", "error"),
}

ROWS: dict[str, tuple[bytes, str, str]] = {
    **{name: ((HEADER + text).encode(), code, level) for name, (text, code, level) in AFTER_HEADER.items()},
    **FILES,
}
