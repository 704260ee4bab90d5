"""Pages that follow changes: they reload when their stamp is no longer in force, and show what is broken.

A page of ours lets nothing run but its own script. Here it is given one more script and one more style, by their
hashes, and the leave to ask this server, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ecsc.messages import Words
from ecsc.serving.site import Answer
from ecsc.serving.troubles import Trouble

if TYPE_CHECKING:
    from jinja2 import Environment

SHOWN = 20
"""Troubles shown over a page before the rest is only counted; the terminal has them all."""

_OWN_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_SHUT = "default-src 'none'"


def live(
    page: bytes, path: str, w: Words, title: str = "", found: tuple[Trouble, ...] = ()
) -> tuple[Answer, str]:
    """Return a page that follows changes, with `found` over it under the heading `title`, and its stamp.

    `path` is where it is served. The policy that the page states itself becomes the answer's, a little wider.
    """
    text = page.decode("utf-8")
    over = _filled("over.html.j2", w=w, title=title, found=found[:SHOWN], rest=len(found) - SHOWN)
    stamp = hashlib.sha256(f"{path}\0{over}\0{text}".encode()).hexdigest()[:16]
    stated = _OWN_POLICY.search(text)
    mark = f'<meta name="ecsc-live" content="{stamp}" data-path="{html.escape(path)}">'
    if stated is None:
        text = text.replace("<head>", f"<head>\n{mark}", 1)
    else:
        text = text[: stated.start()] + mark + text[stated.end() :]
    style, script = _own("over.css"), _own("reload.js")
    added = f"<style>{style}</style>\n{over}<script>{script}</script>\n"
    body, end, rest = text.rpartition("</body>")
    text = body + added + end + rest if end else text + added
    own = html.unescape(stated[1]) if stated else _SHUT
    return Answer(text.encode("utf-8"), policy=_widened(own, style, script)), stamp


def bare(w: Words, rows: Iterable[Mapping[str, object]] = ()) -> bytes:
    """Return a page of our own: the list of several strategies, or the place of one that has no plan yet."""
    return _filled("bare.html.j2", w=w, rows=tuple(rows)).encode("utf-8")


def _widened(policy: str, style: str, script: str) -> str:
    """Return a policy that lets `style` and `script` in too and allows requests to where the page comes from."""
    allowed = dict[str, str]()
    for directive in policy.split(";"):
        name, _, sources = directive.strip().partition(" ")
        if name:
            allowed[name] = sources
    allowed["style-src"] = f"{allowed.get('style-src', '')} {_hash(style)}".strip()
    allowed["script-src"] = f"{allowed.get('script-src', '')} {_hash(script)}".strip()
    allowed["connect-src"] = "'self'"
    allowed["frame-ancestors"] = "'none'"
    return "; ".join(f"{name} {sources}".strip() for name, sources in allowed.items())


def _hash(text: str) -> str:
    """Return the source expression that allows exactly `text` (Content Security Policy Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _own(name: str) -> str:
    return files("ecsc.serving").joinpath(name).read_text("utf-8")


def _filled(template: str, **context: object) -> str:
    return _environment().get_template(template).render(context)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("ecsc.serving", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
