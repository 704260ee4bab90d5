"""Slips planted at random: mending makes it better and never worse, changes nothing else, and is done in one run."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecsc.diagnostics import Finding, Severity
from ecsc.fixing import mend
from ecsc.pipeline import StrategyInput, compile_strategy

EXAMPLE = Path(__file__).parents[2] / "examples" / "apparel_brand"
HEADER = "ecsc: 1\nstrategy: {id: demo, name: 演示, period: 2026, currency: CNY, owner: lin_wei}\n"
SOUND = """# 负责人
people:
  lin_wei: {name: 林薇, capacity: 20h per week}
  chen_hao: {name: "Chen: Hao"}
channels:
  taobao: {kind: marketplace, name: '淘宝，天猫'}
budgets:
  marketing: {limit: 500000, owner: lin_wei}
metrics:
  orders: {unit: orders}
  gmv: {standard: gmv}
tasks:
  shop_design:
    name: Shop design
    owner: lin_wei
    duration: 10d
    checklist:
      - Colours approved
      - 首页：完成
  photos: {name: Photos, owner: chen_hao, duration: 5d, after: [shop_design + 2d], cost: 20000, budget: marketing}
products:
  dress: {name: Dress, list_price: 199}
policies:
  cheap:
    for_each: products
    check: list_price < 1000 and name != "x"
    message: too dear  # a limit of ours
"""

SLIPS = (
    (": ", "："), (": ", ":"), (", ", "，"), ("  ", "\t"), ("  ", "　"), (" ", "\xa0"), ("- ", "－ "), ("10", "１０"),
    ("5", "５"), ("{", "｛"), ("}", ""), ('"', "“"), ("lin_wei", "lin_wie"), ("owner", "onwer"), ("name", "Name"),
    ("duration", "duratoin"), ("500000", "500,000"), ("500000", "0500000"), ("20000", "20_000"), ("< ", "≤"),
    ("and", "&&"), ("marketplace", "Marketplace"), ("Shop", "@Shop"), ("Photos", "%Photos"), ("Dress", "*Dress"),
    ("checklist", "check list"), ("gmv", "gvm"), ("dress:", "618:"), ("photos", "photo-s"), ("\n", "\n\u200b"),
    ("name: ", "name: a: "), ("tasks", "taks"), ("'", ""), ("]", ""), ("[", "]"), ("\n  ", "\n "), ("#", "＃"),
)  # fmt: skip


def check(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    return compile_strategy(StrategyInput("demo", tuple(files.items())), plan=False).findings


def slipped(text: str, slips: list[tuple[int, int]]) -> str:
    """Return the text with slips planted: each the number of one, and of the place among those it fits."""
    for number, place in slips:
        right, wrong = SLIPS[number % len(SLIPS)]
        places = [at for at in range(len(text)) if text.startswith(right, at)]
        if places:
            at = places[place % len(places)]
            text = text[:at] + wrong + text[at + len(right) :]
    return text


PLANTED = st.lists(st.tuples(st.integers(0, len(SLIPS) - 1), st.integers(0, 1000)), min_size=1, max_size=6)


def of_yaml(findings: tuple[Finding, ...]) -> int:
    """Return how many errors keep files from being read: what they hide is not known before."""
    return sum(each.level is Severity.ERROR and each.rule.code < "ECS100" for each in findings)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(PLANTED, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_better_never_worse_and_settled_in_one_run(
    slips: list[tuple[int, int]], ending: str, marked: bool, unsafe: bool
) -> None:
    text = ("\ufeff" if marked else "") + slipped(HEADER + SOUND, slips).replace("\n", ending)
    files = {"demo/s.yaml": text.encode()}
    before = check(files)
    done = mend(files, check, unsafe=unsafe)
    assert check(done.files) == done.findings
    assert of_yaml(done.findings) <= of_yaml(before)
    assert bool(done.mended) == bool(done.changed)
    again = mend(done.files, check, unsafe=unsafe)
    assert (again.changed, again.mended) == ((), ())


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(PLANTED, st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_no_fix_names_stays_byte_for_byte(slips: list[tuple[int, int]], ending: str) -> None:
    raw = slipped(HEADER + SOUND, slips).replace("\n", ending).encode()
    done = mend({"demo/s.yaml": raw}, check)
    old, new = raw.decode(), done.files["demo/s.yaml"].decode()
    fixes = [fix for finding in done.mended for fix in finding.fixes]
    allowed = {line for fix in fixes for line in range(fix.span.line, fix.span.end_line + 1)}
    lines = old.split(ending)
    for tag, start, end, _, _ in difflib.SequenceMatcher(
        None, lines, new.split(ending), autojunk=False
    ).get_opcodes():
        if tag != "equal":
            assert set(range(start + 1, end + 1)) <= allowed


def test_the_example_needs_no_mending() -> None:
    files = {path.name: path.read_bytes() for path in sorted(EXAMPLE.glob("*.yaml"))}
    assert mend(files, check, unsafe=True).changed == ()


def test_the_sound_one_is_sound() -> None:
    assert not [each for each in check({"s.yaml": (HEADER + SOUND).encode()}) if each.level is Severity.ERROR]


def test_most_planted_slips_are_mended_as_they_were() -> None:
    restored = 0
    sound = (HEADER + SOUND).encode()
    for number in range(len(SLIPS)):
        raw = slipped(HEADER + SOUND, [(number, 3)]).encode()
        restored += raw != sound and mend({"s.yaml": raw}, check).files["s.yaml"] == sound
    assert restored >= len(SLIPS) // 2
