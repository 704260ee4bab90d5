"""The page around its sections: head, navigation, style, scripts, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.standing import as_of, notice
from ecsc.messages import shortened

STYLES = (
    "tokens", "text", "layout", "tables", "parts",
    "summary", "goals", "gantt", "charts", "money", "offers", "courses", "simulation", "risks", "people", "checklists",
    "kpi", "findings", "decisions", "print",
)  # fmt: skip
"""The style sheets in their order, without `.css`."""

SCRIPTS = (
    "start", "state", "navigation", "paper",
    "gantt_data", "gantt_axis", "gantt_shapes", "gantt_arrows", "gantt_view", "gantt",
    "ticks", "ticks_filter", "ticks_out",
)  # fmt: skip
"""The scripts in their order, without `.js`; each is one function that is called where its part is present."""

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)
"""No request, no frame, no form, no handler in markup: only the one style sheet and the one script of the page.

Content Security Policy Level 3 (W3C), hashes as in section 2.3.1.
"""


def whole_page(reader: Reader, sections: tuple[Section, ...]) -> str:
    """Return the document."""
    from markupsafe import Markup

    from ecsc.emit.pictures.gantt.inline import style as picture_style

    w, head = reader.w, reader.plan.strategy
    style = "\n" + picture_style() + _joined("style", STYLES, ".css") + running_head(head.name)
    script = _joined("script", SCRIPTS, ".js")
    policy = POLICY.format(style=_hash(style), script=_hash(script))
    return str(
        fill(
            "page.html.j2",
            w=w,
            coded=coded,
            language=w.language,
            strategy=head,
            period=w.period(head.period),
            owner=reader.person(head.owner),
            as_of=as_of(reader.plan, w),
            notice=notice(reader.compiled, w),
            sections=sections,
            policy=policy,
            style=Markup(style),  # noqa: S704 - our own files, and a name of which only letters are left bare
            script=Markup(script),  # noqa: S704 - ditto
        )
    )


def running_head(name: str) -> str:
    """Return the style that puts the strategy's name at the head of every printed page but the first.

    Every character but letters and digits goes in as a CSS escape (CSS Syntax Level 3, section 4.3.7), so that no
    name ends the string, the rule or the style sheet.
    """
    from ecsc.emit.pictures.text import clean

    told = "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in shortened(clean(name), 90))
    return f'@page {{ @top-left {{ content: "{told}"; font: 8pt system-ui, sans-serif; color: #555; }} }}\n'


@cache
def _joined(folder: str, names: tuple[str, ...], ending: str) -> str:
    """Return our own style sheets or scripts as one text, without indents and without comments that fill their lines.

    Nothing of a strategy is in it.
    """
    parts = (files("ecsc.emit.page").joinpath(folder, name + ending).read_text("utf-8") for name in names)
    text = re.sub(r"^ */\*(?:(?!\*/).)*\*/$", "", "\n".join(parts), flags=re.DOTALL | re.MULTILINE)
    return "\n" + "".join(f"{line.lstrip()}\n" for line in text.splitlines() if line.strip())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
