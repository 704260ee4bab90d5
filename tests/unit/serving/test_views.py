"""Pages that follow changes: what is put into them, what their policy allows, and where they are served."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from ecsc.diagnostics import Finding, Rule, Severity
from ecsc.emit import Artifact, emit
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report import Checked, tell
from ecsc.serving import Trouble, View, site_of, troubles
from ecsc.serving.live import SHOWN
from ecsc.source import SourceText

STRATEGY = """ecsc: 1
strategy: {id: demo, name: "</body><script>x</script>", period: 2026-Q1, currency: CNY}
tasks:
  a: {name: A, duration: 5d}
"""
EN = words("en")
BAD = Trouble("error[ECS203]", "no <b>such</b> id", "a.yaml:3:1", "3 | x:  y\n  |     ^", "write </aside>")


def files_of(text: str = STRATEGY) -> tuple[Artifact, ...]:
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert compiled is not None
    return emit(compiled, "en", ("page", "plan"))


def view(name: str = "demo", *, sound: bool = True, found: tuple[Trouble, ...] = ()) -> View:
    return View(name, files_of(), "en", sound, found)


def page(*views: View, found: tuple[Trouble, ...] = (), path: str = "/") -> tuple[str, str]:
    answer = site_of(views, EN, found).answers[path]
    return answer.content.decode(), answer.policy


def blocks(page: str, tag: str) -> list[str]:
    """Return what stands in every `tag` of a page, as a browser reads it; data is no script."""
    found: list[str] = []

    class Parser(HTMLParser):
        here = False

        def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
            self.here = name == tag and ("type", "application/json") not in attrs
            if self.here:
                found.append("")

        def handle_endtag(self, name: str) -> None:
            self.here = False

        def handle_data(self, data: str) -> None:
            if self.here:
                found[-1] += data

    Parser().feed(page)
    return found


def test_the_policy_lets_in_exactly_what_stands_in_the_page() -> None:
    text, policy = page(view(found=(BAD,)))
    allowed = {directive.split()[0]: directive.split()[1:] for directive in policy.split("; ")}
    for tag, name in (("script", "script-src"), ("style", "style-src")):
        hashes = [
            f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"
            for block in blocks(text, tag)
        ]
        assert len(hashes) == 2
        assert sorted(hashes) == sorted(allowed[name])
    assert allowed["connect-src"] == ["'self'"]
    assert allowed["default-src"] == ["'none'"]
    assert allowed["frame-ancestors"] == ["'none'"]
    assert "http-equiv" not in text, "a second policy would forbid the reload"


def test_a_page_has_the_stamp_that_events_tell() -> None:
    site = site_of((view(),), EN)
    text = site.answers["/"].content.decode()
    assert f'content="{site.stamps["/"]}" data-path="/"' in text
    assert site_of((view(),), EN) == site
    assert site_of((view(found=(BAD,)),), EN).stamps != site.stamps


def test_nothing_stands_over_a_sound_page() -> None:
    assert '<div class="ecsc-over"' not in page(view())[0]


def test_what_is_wrong_stands_over_the_last_plan_without_errors() -> None:
    text, _ = page(view(found=(BAD,)))
    assert "1 error; below is the last plan without errors" in text
    assert "a.yaml:3:1" in text
    assert "no &lt;b&gt;such&lt;/b&gt; id" in text
    assert "write &lt;/aside&gt;" in text
    assert ">3 | x:  y\n  |     ^</pre>" in text, "the mark no longer stands under its place"
    assert "&lt;/body&gt;&lt;script&gt;" in text
    assert "below is what can be planned" in page(view(sound=False, found=(BAD, BAD)))[0]


def test_many_are_counted() -> None:
    text, _ = page(view(found=(BAD,) * (SHOWN + 3)))
    assert text.count('class="ecsc-place"') == SHOWN
    assert "and 3 more" in text


def test_without_any_plan_there_is_a_page_all_the_same() -> None:
    text, policy = page(View("demo", (), "en", False, (BAD,)))
    assert "No plan yet" in text
    assert "a.yaml:3:1" in text
    assert "script-src 'sha256-" in policy
    nothing, _ = page(found=(BAD,))
    assert "No plan yet" in nothing
    assert "a.yaml:3:1" in nothing


def test_one_strategy_is_at_the_root_with_its_files() -> None:
    site = site_of((view(),), EN)
    assert set(site.answers) == {"/", "/plan.json"}
    assert site.answers["/plan.json"].kind == "application/json; charset=utf-8"
    assert set(site.stamps) == {"/"}


def test_several_have_folders_and_a_list() -> None:
    site = site_of((view("a"), view("a", found=(BAD,)), view("\u8ba1 \u5212"), view("<x>")), EN)
    assert {path for path in site.answers if path.endswith("/")} == {
        "/",
        "/a/",
        "/a-2/",
        "/\u8ba1 \u5212/",
        "/<x>/",
    }
    text = site.answers["/"].content.decode()
    assert re.findall('<a href="([^"]*)">([^<]*)</a> – (.*?)</li>', text) == [
        ("/a/", "a", "sound"),
        ("/a-2/", "a", "1 error"),
        ("/%E8%AE%A1%20%E5%88%92/", "\u8ba1 \u5212", "sound"),
        ("/%3Cx%3E/", "&lt;x&gt;", "sound"),
    ]
    assert "a.yaml" not in text, "what is wrong in one stands over that one"


def test_in_chinese() -> None:
    one = View("demo", files_of(), "zh-CN", True, (BAD,))
    text, _ = page(one)
    assert "下面是最近一份没有错误的计划" in text


def test_troubles_are_the_errors_with_their_lines() -> None:
    source = SourceText("a.yaml", "one:\n  \u5468\u671f:  bad\u202e\n")
    rule = Rule("ECS203", "unknown-id", Severity.ERROR, "Ids are defined.\n\nWhy.")
    span = source.span(source.text.index("bad"), source.text.index("bad") + 3)
    found = Finding(rule, "there is no {word}", span, {"word": "bad\x1b"}, hint="mend it")
    note = found.with_severity(Severity.WARNING)
    (one,) = troubles([Checked("", tell((note, found), EN), {"a.yaml": source})], EN)
    assert (one.title, one.place, one.hint) == ("error[ECS203]", "a.yaml:2:8", "mend it")
    assert one.message == "there is no bad\u241b"
    line, mark = one.source.split("\n")
    assert "\u202e" not in line
    assert mark.strip(" |") == "^^^"
