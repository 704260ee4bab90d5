"""Texts are found wherever they are written: behind parameters, in tables, in both arms, in other modules."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ecsc.messages.gather_findings import finding_texts
from ecsc.messages.gather_manuals import help_texts
from ecsc.messages.texts import Program


def found(tmp_path: Path, **modules: str) -> dict[str, set[str]]:
    room = tmp_path / "room"
    room.mkdir()
    for name, code in modules.items():
        (room / f"{name}.py").write_text(code, encoding="utf-8")
    return {text: set(kinds) for text, kinds in finding_texts(Program([room])).items()}


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('Finding(R, "one {a}", at, hint="two")', {"one {a}": {"message"}, "two": {"hint"}}),
        ('Finding(R, "a b" if x else "c" "d", at)', {"a b": {"message"}, "cd": {"message"}}),
        ('TABLE = {1: ("m", "h")}\nm, h = TABLE[k]\nFinding(R, m, at, hint=h)', {"m": {"message"}, "h": {"hint"}}),
        ('TABLE = {1: "m"}\nFinding(R, TABLE.get(k, "other"), at)', {"m": {"message"}, "other": {"message"}}),
        ('def say(text, /, *, hint="none"):\n    return Finding(R, text, at, hint=hint)\nsay("m")\nsay("n", hint="h")',
         {"m": {"message"}, "n": {"message"}, "none": {"hint"}, "h": {"hint"}}),
        ('def what(x):\n    if x:\n        return "m"\n    return "n"\nFinding(R, what(1), at)',
         {"m": {"message"}, "n": {"message"}}),
        ('for one, said in ((1, "m"), (2, "n")):\n    Finding(R, said, at)', {"m": {"message"}, "n": {"message"}}),
        ('Related(at, next((t for t in ("m",)), "n"))', {"m": {"label"}, "n": {"label"}}),
        ('raise UsageProblem("m", hint=f"{x}")', {"m": {"message"}}),
        ('x = Phrase("a part of {it}", it=1)', {"a part of {it}": {"phrase"}}),
        ('replace(found, hint="h")', {"h": {"hint"}}),
    ],
)  # fmt: skip
def test_texts_are_followed(tmp_path: Path, code: str, texts: dict[str, set[str]]) -> None:
    assert found(tmp_path, a=code) == texts


def test_texts_are_followed_over_modules(tmp_path: Path) -> None:
    said = found(
        tmp_path,
        a='WHY = "so"\ndef refuse(why):\n    raise UsageProblem(why)\n',
        b='from room.a import WHY, refuse\nrefuse(WHY)\nrefuse("or so")\n',
        c='def refuse(why):\n    return why\nrefuse("no template")\n',
    )
    assert set(said) == {"so", "or so"}


def test_what_cannot_be_followed_is_said(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "a.py").write_text('Finding(R, f"{x} is wrong", at)\n', encoding="utf-8")
    program = Program([room])
    assert finding_texts(program) == {}
    assert [lost.code for lost in program.lost] == [ast.unparse(ast.parse('f"{x} is wrong"', mode="eval"))]


def test_no_template_of_the_program_is_put_together_at_run_time() -> None:
    import ecsc

    program = Program([Path(ecsc.__file__).parent])
    finding_texts(program)
    names_of_files = ("ecsc/workspace/",)
    made = [one for one in program.lost if one.code[:2] in ("f'", 'f"') or ".format(" in one.code]
    assert [one for one in made if not one.module.startswith(names_of_files)] == []


def test_help_is_gathered(tmp_path: Path) -> None:
    folder = tmp_path / "ecsc" / "cli"
    folder.mkdir(parents=True)
    (folder / "a_command.py").write_text(
        '@click.command("a")\n@click.option("--b", help="What b is.")\n'
        'def command():\n    """Do this\n    and that.\n\n    Mind this.\n    """\n',
        encoding="utf-8",
    )
    texts = {text for text, _, _ in help_texts(Program([tmp_path / "ecsc"]))}
    assert texts == {"Do this and that.", "Mind this.", "What b is."}
