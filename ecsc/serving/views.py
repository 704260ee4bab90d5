"""The site of one or several strategies: pages that follow changes, their other files by name, a list of all."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct

from ecsc.emit import Artifact
from ecsc.messages import Words, words
from ecsc.report.columns import visible
from ecsc.serving.live import bare, live
from ecsc.serving.site import Answer, Site, kind_of
from ecsc.serving.troubles import Trouble

PAGE = "index.html"


class View(Struct, frozen=True):
    """What is shown of a strategy: the `files` of its last plan and their language.

    `sound` says that there were no errors when they were made; `found` is what is wrong with it now.
    """

    name: str
    files: tuple[Artifact, ...]
    language: str
    sound: bool
    found: tuple[Trouble, ...] = ()


def site_of(views: tuple[View, ...], w: Words, found: tuple[Trouble, ...] = ()) -> Site:
    """Return the site of all `views`: one at `/`, several in folders of their own with a list at `/`.

    `found` is what is wrong outside them all; it stands over every page.
    """
    answers: dict[str, Answer] = {}
    stamps: dict[str, str] = {}

    def put(path: str, page: bytes, w: Words, title: str, over: tuple[Trouble, ...]) -> None:
        answers[path], stamps[path] = live(page, path, w, title, over)

    homes = ["/"] if len(views) == 1 else [f"/{name}/" for name in _names(views)]
    for home, view in zip(homes, views, strict=True):
        told, over = words(view.language), (*found, *view.found)
        page = next((one.content for one in view.files if one.name == PAGE), None)
        put(home, page or bare(told), told, _title(view, len(over), told, planned=page is not None), over)
        for one in view.files:
            if one.name != PAGE:
                answers[home + one.name] = Answer(one.content, kind_of(one.name))
    if len(views) != 1:
        rows = [
            {"path": quote(home), "name": visible(view.name), "errors": len(view.found)}
            for home, view in zip(homes, views, strict=True)
        ]
        title = w.count("{n} error", "{n} errors", len(found)) if found else ""
        put("/", bare(w, rows), w, title, found)
    return Site(answers, stamps)


def _title(view: View, errors: int, w: Words, *, planned: bool) -> str:
    if not errors:
        return ""
    if not planned:
        return w.count("{n} error", "{n} errors", errors)
    if view.sound:
        return w.count(
            "{n} error; below is the last plan without errors",
            "{n} errors; below is the last plan without errors",
            errors,
        )
    return w.count(
        "{n} error; below is what can be planned", "{n} errors; below is what can be planned", errors
    )


def _names(views: Iterable[View]) -> list[str]:
    """Return a name for each as a step of a path, all different."""
    names: list[str] = []
    for view in views:
        name = view.name.strip("./") or "strategy"
        count, one = 1, name
        while one in names or f"/{one}" == "/events":
            count += 1
            one = f"{name}-{count}"
        names.append(one)
    return names
