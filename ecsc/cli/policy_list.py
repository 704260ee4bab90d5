"""What `ecsc policies` shows: each policy in force with its level, how it came out, and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click
from msgspec import Struct, to_builtins

from ecsc.cli.compiling import compiled
from ecsc.cli.inputs import inputs
from ecsc.cli.planned import show_lines
from ecsc.cli.progress import Progress
from ecsc.cli.screen import layout_of, write
from ecsc.cli.spoken import words_at
from ecsc.messages import Words
from ecsc.pipeline import Result
from ecsc.report import render
from ecsc.runs import outside


class PolicyOrder(Struct, frozen=True):
    """The options of the command, as they were given."""

    paths: tuple[str, ...]
    format_name: str
    lang: str | None
    color: str


class Listed(Struct, frozen=True):
    """One policy in force: `origin` is `strategy`, `file` or `pack`, and `pack` names the pack.

    `verdict` is `pass`, `fail`, `undecidable`, `not_applicable` (it is about things or regions the strategy does
    not have) or `faulty` (it cannot be read; `ecsc check` says why).
    """

    id: str
    name: str | None
    severity: str
    verdict: str
    origin: str
    file: str
    line: int
    pack: str | None
    for_each: str | None
    check: str
    message: str | None
    source: str | None


def show(order: PolicyOrder) -> bool:
    """Print the policies of every strategy in the order's paths; return whether all strategies could be read."""
    w, layout = words_at(order.lang, next(iter(order.paths), ".")), layout_of(order.color)
    strategies, findings = inputs(order.paths)
    if findings:
        write(render(outside(findings, w), "text", w, layout), layout)
    results = list(compiled(strategies, None, Progress(w), plan=False))
    read = [one for one in results if one.assessed is not None]
    if order.format_name == "json":
        rows = [{"strategy": one.name, "policies": to_builtins(list(listed(one)))} for one in read]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for one in read:
            show_lines(_lines(one, w), layout)
    unread = [one.folder for one in results if one.assessed is None]
    for folder in unread:
        click.echo(w("{folder} cannot be read yet: see `ecsc check`", folder=folder), err=True)
    return bool(read) and not unread


def listed(result: Result) -> Iterator[Listed]:
    """Yield the policies in force: the strategy's and those of files first, then those of packs."""
    assessed = result.assessed
    if assessed is None:
        return
    strategy, formulas = assessed.linked.strategy, assessed.linked.formulas
    views = {view.policy: view for view in assessed.policies}
    for policy in strategy.policies.values():
        origin, view, at = strategy.shared.get(policy.id), views.get(policy.id), result.policies[policy.id]
        if view is not None and not view.absent:
            verdict: str = view.outcome
        else:
            readable = ("policies", policy.id, "check") in formulas or (origin is not None and origin.pack)
            verdict = "not_applicable" if readable else "faulty"
        yield Listed(
            id=policy.id,
            name=policy.name,
            severity=policy.severity,
            verdict=verdict,
            origin="strategy" if origin is None else "pack" if origin.pack else "file",
            file=at.file,
            line=at.line,
            pack=origin.pack or None if origin is not None else None,
            for_each=policy.for_each,
            check=policy.check,
            message=policy.message,
            source=policy.source,
        )


def _lines(result: Result, w: Words) -> Iterator[tuple[int, str]]:
    policies = list(listed(result))
    yield 0, f"{result.name} ({result.folder})"
    if not policies:
        yield 1, w("No policy is in force: write some under `policies`, or name files or packs in ecsc.toml.")
        return
    verdicts = _verdicts(w)
    levels = {"error": w("error"), "warning": w("warning"), "info": w("info")}
    for one in policies:
        origin = w("pack {name}", name=one.pack) if one.pack else f"{one.file}:{one.line}"
        yield 1, f"{one.id}: {verdicts[one.verdict]} ({levels[one.severity]}, {origin})"
        if one.verdict == "not_applicable":
            continue
        said = w if one.pack else str  # what is shipped is told in the reader's language
        yield 3, said(one.message) if one.message else one.check
        if one.source:
            yield 3, w("source: {source}", source=said(one.source))


def _verdicts(w: Words) -> dict[str, str]:
    return {
        "pass": w("kept"),
        "fail": w("broken"),
        "undecidable": w("not decidable"),
        "not_applicable": w("not about this strategy"),
        "faulty": w("cannot be read, see `ecsc check`"),
    }
