"""YAML as people leave it behind: any indentation, any line breaks, and numbered comments wherever they may stand."""

from __future__ import annotations

from random import Random

WORDS = (
    "a",
    "上新",
    "b c",
    "3.5",
    "50万",
    "it's",
    "x-y",
    "2026-01-01..2026-03-01",
    "a:b",
    "🎁 gift",
    "true",
    "~",
)
QUOTED = ('"a # b"', "'it''s'", "'x: y'", '"tab\\t\\""', '""', "'[a, b]'", "'一 # 二'", '"\\\\"')
KEYS = ("tasks", "名称", "a b", '"q"', "'s t'", "k1", "after", "x_y")


class UntidyYaml:
    """Writes one random file; `comments` counts those it wrote, `# c1` first."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - for tests
        self.comments = 0
        self.anchors = 0
        self.closed: list[int] = []

    def file(self) -> str:
        """Return a file whose root is a map."""
        start = self.pick("", "", "\ufeff", "---\n", "--- # top\n", "\n\n")
        if self.chance(0.1):
            start = f"{self.own()}---\n"
        root = self.flow(3, "") + "\n" if self.chance(0.1) else self.map(0, 4)
        end = self.pick("", "", "...\n", "\n\n\n") + self.own()
        text = start + self.own() + root + end
        if self.chance(0.2):
            text = text.rstrip("\n")
        return text.replace("\n", self.pick("\n", "\n", "\n", "\r\n", "\r"))

    def chance(self, likely: float) -> bool:
        return self.random.random() < likely

    def pick(self, *words: str) -> str:
        return self.random.choice(words)

    def blanks(self, least: int) -> str:
        return " " * self.random.choice((least, least, least, least + 1, least + 3))

    def comment(self) -> str:
        self.comments += 1
        return f"{self.pick('#', '# ', '#  ', '## ')}c{self.comments}.{self.pick('', ' ', ': x', ' - [', ' 注 ')}"

    def eol(self) -> str:
        return (
            f"{self.blanks(1)}{self.comment()}" if self.chance(0.2) else self.pick("", "", "", "  ")
        ) + "\n"

    def own(self) -> str:
        """Return lines between entries: blank ones, and comments at any column."""
        found = ""
        while self.chance(0.25):
            line = (
                " " * self.random.randrange(7) + self.comment() if self.chance(0.6) else self.pick("", "  ")
            )
            found += line + "\n"
        return found

    def map(self, indent: int, depth: int) -> str:
        """Return the lines of a block map whose first line is indented, too."""
        keys = self.random.sample(KEYS, self.random.randint(1, 4))
        return "".join(
            (self.own() if number else "")
            + " " * indent
            + key
            + self.pick("", "", " ")
            + ":"
            + self.value(indent, depth)
            for number, key in enumerate(keys)
        )

    def list(self, indent: int, depth: int) -> str:
        """Return the lines of a block list."""
        found = ""
        for number in range(self.random.randint(1, 4)):
            found += (self.own() if number else "") + " " * indent + "-"
            if depth and self.chance(0.3):
                gap = self.random.choice((1, 1, 2, 3))
                inside = self.map(indent + 1 + gap, depth - 1)
                found += " " * gap + inside.lstrip(" ")
            elif depth and self.chance(0.1):
                found += " " + self.list(indent + 2, depth - 1).lstrip(" ")
            else:
                found += self.value(indent, depth, item=True)
        return found

    def value(self, indent: int, depth: int, *, item: bool = False) -> str:
        """Return what stands behind a colon or dash, to the end of its last line."""
        if self.closed and self.chance(0.05):
            return f" *n{self.random.choice(self.closed)}" + self.eol()
        if not self.chance(0.06):
            return self.plain_value(indent, depth, "", item=item)
        self.anchors += 1
        name = self.anchors
        found = self.plain_value(indent, depth, f" &n{name}", item=item)
        if f"&n{name}" in found:
            self.closed.append(name)
        return found

    def plain_value(self, indent: int, depth: int, anchor: str, *, item: bool) -> str:
        """Return a value behind `anchor`."""
        deeper = indent + self.random.choice((1, 2, 2, 4))
        kind = self.random.random()
        if depth and kind < 0.25:
            return anchor + self.eol() + self.own() + self.map(deeper, depth - 1)
        if depth and kind < 0.4:
            flat = not item and self.chance(0.4)
            return anchor + self.eol() + self.own() + self.list(indent if flat else deeper, depth - 1)
        if kind < 0.5:
            return anchor + " " + self.block(indent)
        if kind < 0.55:
            return anchor + self.eol()
        before = f"{self.eol()}{self.own()}{' ' * deeper}" if self.chance(0.12) else self.blanks(1)
        if before.startswith("\n") or not self.chance(0.5):
            before, anchor = before + anchor.lstrip() + (" " if anchor else ""), ""
        inner = " " * deeper
        return anchor + before + (self.flow(2, inner) if kind < 0.7 else self.text(inner)) + self.eol()

    def text(self, inner: str) -> str:
        """Return a plain or quoted text, perhaps over several lines."""
        if self.chance(0.3):
            return self.random.choice(QUOTED)
        if self.chance(0.15):
            fold = self.pick("\n", " \n", "\n\n")
            lines = [self.pick("one", "二", "three 3") for _ in range(self.random.randint(2, 3))]
            quote = self.pick("", '"', "'")
            return quote + f"{fold}{inner}".join(lines) + quote
        return self.random.choice(WORDS)

    def block(self, indent: int) -> str:
        """Return a `|` or `>` text with its head; now and then nothing or only blank lines stand below that."""
        step = self.random.randint(1, 4)
        digit = self.chance(0.3)
        head = self.pick("|", ">") + (str(step) if digit else "") + self.pick("", "-", "+")
        if self.chance(0.2):
            return head + self.eol() + self.pick("", "", "\n", "\n\n")
        lines = [self.pick("text", "# no comment", "- x", "名: 称", "t  ", "a\tb") for _ in range(2)]
        if digit:
            lines[0] = self.pick("", "  ") + lines[0]
        lines.insert(1, self.pick("", "  more", "", "y"))
        body = "".join(" " * (indent + step) + line + "\n" if line else "\n" for line in lines)
        return head + self.eol() + body + self.pick("", "", "\n", "\n\n")

    def flow(self, depth: int, inner: str) -> str:
        """Return a collection in brackets, perhaps over several lines."""
        parts = []
        is_map = self.chance(0.5)
        for key in self.random.sample(("k", "l m", '"n"', "名"), self.random.randint(0, 4)):
            value = self.flow(depth - 1, inner) if depth and self.chance(0.25) else self.flow_text(inner)
            pair = f"{key}: {value}"
            parts.append(self.gap(inner) + (pair if is_map or self.chance(0.1) else value) + self.gap(inner))
        last = "," if parts and self.chance(0.1) else ""
        inside = ",".join(parts) + last + self.gap(inner)
        return f"{{{inside}}}" if is_map else f"[{inside}]"

    def flow_text(self, inner: str) -> str:
        if self.chance(0.05):
            return f"one\n{inner}two"
        long = "a long text that says a lot about the goods of this season " if self.chance(0.15) else ""
        return (
            self.random.choice(QUOTED) if self.chance(0.2) else (long + self.random.choice(WORDS[:9])).strip()
        )

    def gap(self, inner: str) -> str:
        if self.chance(0.08):
            return f"{self.eol()}{inner}"
        if self.chance(0.05):
            return f"{self.eol()}{self.own()}{inner}"
        return self.pick("", "", " ", "  ")
