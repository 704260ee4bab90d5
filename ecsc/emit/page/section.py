"""A section of the page, as the shell puts it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from markupsafe import Markup

    from ecsc.emit.page.reader import Reader


class Section(Struct, frozen=True):
    """One section: its anchor `id`, its `title`, one sentence that says the result, and its markup.

    `body` is None where the strategy lacks the input; `lead` then says in one line what would stand here and
    what to write for it. `short` is the title in the navigation.
    """

    id: str
    title: str
    lead: str
    body: Markup | None
    short: str = ""


SectionMaker: TypeAlias = "Callable[[Reader], Section | None]"
"""What makes a section: pure, from the plan alone, without a figure that the plan does not hold.

None where a plan has no use for the section: what only some strategies state is not asked of the others.
"""
